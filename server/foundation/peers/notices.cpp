#include "foundation/peers/notices.h"

#include "foundation/context.h"

namespace peers {

void tell(Context& context, const std::string& about, std::int64_t id) { context.notices[about].insert(id); }

void write_notices(Context& context) {
    if (context.notices.empty() || context.db.engine() == db::Engine::sqlite) return;
    context.db.run(R"sql(
        INSERT INTO foundation_notices (xact, changes) VALUES (CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT), $1)
    )sql",
                   {to_text(context.notices)});
}

std::string to_text(const Notices& notices) {
    boost::json::object changes;
    for (const auto& [about, ids] : notices)
        changes[about] = boost::json::array(ids.begin(), ids.end());
    return boost::json::serialize(changes);
}

void add_from_text(Notices& notices, const std::string& text) {
    const auto changes = boost::json::parse(text);
    for (const auto& [about, ids] : changes.as_object()) {
        for (const auto& id : ids.as_array())
            notices[about].insert(id.to_number<std::int64_t>());
    }
}

}  // namespace peers
