// Competence trees: which codes a lesson may name.
#pragma once

#include <set>
#include <string>

#include "yaml/rules.h"

namespace curriculum {

using CompetenceCodes = std::set<std::string, std::less<>>;

void read_framework(const std::string& text, CompetenceCodes& codes, Mistakes& mistakes);

}  // namespace curriculum
