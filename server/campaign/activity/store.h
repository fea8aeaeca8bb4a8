#pragma once
// SQL of activity counters, and of what they are counted from.
#include "activity/rules.h"
#include "counters/store.h"

namespace campaign::store {

counters::Counts load_activity(db::Connection& db, units::UnitId unit);
void save_activity(db::Connection& db, units::UnitId unit, const counters::Counts& counts);
// Of a unit and all below it, as the tree stands today.
std::vector<UnitCounts> load_activity_below(db::Connection& db, units::UnitId unit);

activity::Beside load_days_beside(db::Connection& db, AccountId account, Day day);
activity::Done load_done(db::Connection& db, AccountId account);

// For the recount: what everybody in a unit did since a day, and their lessons of all time.
struct DoneBy {
    units::TargetGroup group = units::TargetGroup::citizen;
    activity::Done done;
};
std::vector<DoneBy> load_done_in(db::Connection& db, units::UnitId unit, Day since);

}  // namespace campaign::store
