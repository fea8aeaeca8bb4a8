#include "reforms/store.h"

namespace campaign::store {
namespace {

std::int64_t count(db::Connection& db, std::string_view sql, units::UnitId unit) { return db::as_int(db.run(sql, {unit.value})[0][0]); }

std::string list_of(const std::vector<units::UnitId>& units) {
    std::string list;
    for (const auto unit : units)
        list += (list.empty() ? "" : ", ") + std::to_string(unit.value);
    return list;
}

}  // namespace

Hanging load_hanging(db::Connection& db, units::UnitId unit) {
    Hanging hanging;
    hanging.people = count(db, R"sql(
        SELECT COUNT(*) FROM identity_report_people p JOIN units_report_closure c ON c.unit_id = p.unit_id WHERE c.ancestor_id = $1
    )sql", unit);
    hanging.placed_there = count(db, "SELECT COUNT(*) FROM identity_report_people WHERE unit_id = $1", unit);
    hanging.typed_values = count(db, "SELECT COUNT(*) FROM campaign_values WHERE unit_id = $1", unit);
    hanging.own_shares = count(db, "SELECT COUNT(*) FROM campaign_overrides WHERE unit_id = $1", unit);
    hanging.open_reports = count(db, "SELECT COUNT(*) FROM campaign_reports WHERE unit_id = $1 AND state IN ('draft', 'returned')", unit);
    hanging.kept_reports = count(db, "SELECT COUNT(*) FROM campaign_reports WHERE unit_id = $1 AND state IN ('submitted', 'approved')", unit);
    return hanging;
}

std::int64_t add_up_values(Context& context, const std::vector<units::UnitId>& endings, units::UnitId into, Day day,
                           const std::string& source) {
    const auto among = list_of(endings);
    const auto needed = static_cast<std::int64_t>(endings.size());
    std::int64_t kept = 0;
    const auto rows = context.db.run(
        "SELECT plan_id, target_id, part, CAST(SUM(amount) AS BIGINT), MAX(evidence_id) "
        "FROM (SELECT v.*, ROW_NUMBER() OVER (PARTITION BY plan_id, unit_id, target_id, part ORDER BY as_of_on DESC, id DESC) AS place "
        "      FROM campaign_values v WHERE unit_id IN (" + among + ") AND as_of_on <= $1) AS numbered "
        "WHERE place = 1 GROUP BY plan_id, target_id, part HAVING COUNT(*) = $2",
        {day.number, needed});
    for (const auto& row : rows) {
        context.db.run(R"sql(
            INSERT INTO campaign_values (id, plan_id, target_id, unit_id, part, amount, as_of_on, source, evidence_id, entered_by, entered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        )sql",
                       {context.fresh_id(), row[0], row[1], into.value, row[2], row[3], day.number, source, row[4],
                        context.actor.account.value, context.now.utc_ms});
        ++kept;
    }
    const auto shares = context.db.run(
        "SELECT plan_id, target_id, MIN(percent) FROM campaign_overrides WHERE unit_id IN (" + among + ") "
        "GROUP BY plan_id, target_id HAVING COUNT(*) = $1 AND MIN(percent) = MAX(percent)",
        {needed});
    for (const auto& row : shares) {
        context.db.run("INSERT INTO campaign_overrides (plan_id, target_id, unit_id, percent, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)",
                       {row[0], row[1], into.value, row[2], context.actor.account.value, context.now.utc_ms});
        ++kept;
    }
    return kept;
}

}  // namespace campaign::store
