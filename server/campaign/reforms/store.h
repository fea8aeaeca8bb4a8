#pragma once
// SQL of what hangs on units that are about to change.
#include "foundation/context.h"
#include "units/public.h"

namespace campaign::store {

struct Hanging {
    std::int64_t people = 0;         // in the unit and below it
    std::int64_t placed_there = 0;   // of those, in the unit itself
    std::int64_t typed_values = 0;
    std::int64_t own_shares = 0;
    std::int64_t open_reports = 0;   // begun or sent back, not yet handed in
    std::int64_t kept_reports = 0;   // handed in or approved
};
Hanging load_hanging(db::Connection& db, units::UnitId unit);

// The newest typed values of units that become one, added up for the new unit where every one of them has one; shares that
// all of them agree on are kept. Gives how many.
std::int64_t add_up_values(Context& context, const std::vector<units::UnitId>& endings, units::UnitId into, Day day,
                           const std::string& source);

}  // namespace campaign::store
