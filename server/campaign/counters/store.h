#pragma once
// SQL of the counters of units and of where they have people.
#include "counters/rules.h"
#include "foundation/db/connection.h"

namespace campaign::store {

std::vector<counters::Stay> load_stays(db::Connection& db, AccountId account);
// Where identity has the person placed, which is what the stays become.
std::vector<counters::Stay> load_places(db::Connection& db, AccountId account);
void save_stays(db::Connection& db, AccountId account, const std::vector<counters::Stay>& stays);

// Changes the counters of one unit from their days on.
void change_counters(db::Connection& db, units::UnitId unit, const std::map<Day, counters::Counts>& changes);

// The counters of a unit in their short form, as they stood at the end of a day.
struct UnitCounts {
    units::UnitId unit;
    std::string text;
};
// Of a unit and all below it, as the tree stands today.
std::vector<UnitCounts> load_counters_below(db::Connection& db, units::UnitId unit, Day day);
// Of all units that ever had any.
std::vector<UnitCounts> load_all_counters(db::Connection& db, Day day);

// For the recount. Units that have counters or people.
std::vector<units::UnitId> load_counted_units(db::Connection& db);
counters::Days load_days_of(db::Connection& db, units::UnitId unit);
// The same from facts and from where people were placed, without the counters.
counters::Days count_days_of(db::Connection& db, units::UnitId unit);
void save_days_of(db::Connection& db, units::UnitId unit, const counters::Days& days);
// Stays that differ from where identity has people placed.
std::int64_t count_misplaced(db::Connection& db);
void rebuild_stays(db::Connection& db);

}  // namespace campaign::store
