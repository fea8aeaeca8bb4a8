#pragma once
#include "foundation/context.h"
#include "plans/store.h"

namespace campaign::store {

struct TypedOn {
    PlanId plan;
    std::string target_id;
    units::UnitId unit;
    std::string part;
    Day day;
};
// What was typed last for exactly that day.
std::optional<std::int64_t> find_typed(db::Connection& db, const TypedOn& on);

}  // namespace campaign::store
