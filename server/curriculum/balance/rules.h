// Whether a level can be passed by the look of it: where the right answers stand, which option is the longest, how many
// statements are true.
#pragma once

#include <vector>

#include "public.h"
#include "sources/rules.h"

namespace curriculum {

std::vector<PackProblem> check_balance(const Library& library, const Sources& sources);

}  // namespace curriculum
