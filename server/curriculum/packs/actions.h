// Loading of packs; load_packs itself stands in public.h.
#pragma once

#include <string>
#include <vector>

#include "public.h"

namespace curriculum {

// Problems as lines for a terminal or a log: "file:line: message".
std::string list_problems(const std::vector<PackProblem>& problems);

}  // namespace curriculum
