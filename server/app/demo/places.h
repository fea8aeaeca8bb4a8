#pragma once
// The demo's units: two real provinces from the shipped data file, hamlets with neutral numbers, and one sector tree.
#include "units/public.h"

#include <utility>
#include <vector>

namespace app::demo {

// Adds everything below the provinces and invented populations. Returns where people live, with a weight each.
std::vector<std::pair<units::UnitId, int>> add_places(Context& context, Day valid_from);

}  // namespace app::demo
