// How items are shown, and what would have been right; view(), solution() and solution_text() stand in public.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "public.h"

namespace curriculum {

// The same seed gives the same order on every machine.
std::vector<Choice> shuffled(std::vector<Choice> choices, std::uint64_t seed);

// As a Vietnamese keyboard types it: decimal comma, no signs between thousands.
std::string typed_number(double number);

}  // namespace curriculum
