#include "audit/store.h"

namespace identity::store {

void add_act(db::Connection& db, const Act& act, const std::vector<units::UnitId>& places) {
    db.run(R"sql(
        INSERT INTO identity_audit (id, acted_at, actor_id, action, subject_id, detail) VALUES ($1, $2, $3, $4, $5, $6)
    )sql", {act.id, act.acted_at.utc_ms, act.actor.value, act.action, act.subject.value, act.detail});
    for (const auto unit : places) {
        db.run("INSERT INTO identity_audit_places (unit_id, audit_id) VALUES ($1, $2)", {unit.value, act.id});
    }
}

std::vector<Act> find_acts(db::Connection& db, units::UnitId unit, std::int64_t before, std::int64_t limit) {
    std::vector<Act> acts;
    for (const auto& row : db.run(R"sql(
        SELECT a.id, a.acted_at, a.actor_id, a.action, a.subject_id, a.detail
        FROM identity_audit_places p JOIN identity_audit a ON a.id = p.audit_id
        WHERE p.unit_id = $1 AND p.audit_id < $2 ORDER BY p.audit_id DESC LIMIT $3
    )sql", {unit.value, before, limit})) {
        acts.push_back({db::as_int(row[0]), {db::as_int(row[1])}, {db::as_int(row[2])}, db::as_text(row[3]), {db::as_int(row[4])},
                        db::as_text(row[5])});
    }
    return acts;
}

}  // namespace identity::store
