#include "imports/store.h"

namespace campaign::store {

std::optional<std::int64_t> find_typed(db::Connection& db, const TypedOn& on) {
    const auto rows = db.run(R"sql(
        SELECT amount FROM campaign_values
        WHERE plan_id = $1 AND unit_id = $2 AND target_id = $3 AND part = $4 AND as_of_on = $5 ORDER BY id DESC LIMIT 1
    )sql",
                             {on.plan.value, on.unit.value, on.target_id, on.part, on.day.number});
    if (rows.empty()) return std::nullopt;
    return db::as_int(rows[0][0]);
}

}  // namespace campaign::store
