// Competence trees: which codes a lesson may name, and what they are called.
#pragma once

#include <map>
#include <string>

#include "yaml/rules.h"

namespace curriculum {

using CompetenceCodes = std::map<std::string, std::string, std::less<>>;  // code -> title

void read_framework(const std::string& text, CompetenceCodes& codes, Mistakes& mistakes);

}  // namespace curriculum
