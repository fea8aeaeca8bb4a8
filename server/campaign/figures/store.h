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

// Who was counted on a day where, and since when each has reached a fact. ancestor: those placed below that unit as the
// tree stands today; 0: all there are. group: "" is everybody.
struct BehindQuery {
    Day day;
    units::UnitId ancestor;
    std::string group, measure, detail;
};
std::vector<Behind> load_behind(db::Connection& db, const BehindQuery& query);

}  // namespace campaign::store
