#pragma once
// SQL of the people behind a figure.
#include "people/rules.h"

namespace campaign::store {

struct Behind {
    Name name;
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::optional<Day> reached_on;
};

// Who was placed in a unit on a day, and since when each has reached a fact. group: "" is everybody.
struct BehindQuery {
    Day day;
    std::string group, measure, detail;
};
std::vector<Behind> load_behind(db::Connection& db, units::UnitId unit, const BehindQuery& query);
// How many of them had reached the outer of two facts and not the inner.
std::int64_t count_between(db::Connection& db, units::UnitId unit, const BehindQuery& outer, const BehindQuery& inner);

}  // namespace campaign::store
