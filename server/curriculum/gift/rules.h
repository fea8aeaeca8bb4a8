// GIFT, the plain-text format of Moodle (docs.moodle.org, "GIFT format"): blocks parted by empty lines, answers in braces.
#pragma once

#include <string>
#include <string_view>

#include "questions/rules.h"

namespace curriculum {

Quiz read_gift(std::string_view bytes);
std::string write_gift(const Quiz& quiz);

}  // namespace curriculum
