#pragma once
// Counters of a unit and those below it, on a day.
#include "counters/store.h"
#include "foundation/context.h"

namespace campaign {

// People may be listed in a unit that was merged away; they count in its heir, which the tree knows.
struct CountedUnit {
    units::UnitId unit, listed_in;
    std::string counts;
};
std::vector<CountedUnit> counters_on(Context& context, const units::Tree& tree, units::UnitId unit, Day day);

}  // namespace campaign
