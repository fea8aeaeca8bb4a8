// Moodle XML (docs.moodle.org, "Moodle XML format"): one <question> for each, its kind in the type attribute.
#pragma once

#include <string>
#include <string_view>

#include "questions/rules.h"

namespace curriculum {

Quiz read_moodle_xml(std::string_view bytes);
std::string write_moodle_xml(const Quiz& quiz);

}  // namespace curriculum
