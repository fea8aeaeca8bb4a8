#include "targets/store.h"

namespace campaign::store {
namespace {

targets::TypedValue read_value(const db::Row& row) {
    return {{db::as_int(row[0])},
            db::as_text(row[1]),
            db::as_text(row[2]) == "whole" ? targets::ValuePart::whole : targets::ValuePart::reached,
            db::as_int(row[3]),
            {db::as_int(row[4])},
            db::as_text(row[5])};
}

}  // namespace

void insert_value(db::Connection& db, const ValueRow& row) {
    const auto& value = row.value;
    db.run(R"sql(
        INSERT INTO campaign_values (id, plan_id, target_id, unit_id, part, amount, as_of_on, source, evidence_id, entered_by, entered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    )sql",
           {row.id, row.plan.value, value.target_id, value.unit.value, boost::describe::enum_to_string(value.part, ""),
            value.amount, value.as_of_on.number, value.source, row.evidence.value, row.entered_by.value, row.entered_at.utc_ms});
}

std::vector<targets::TypedValue> load_values(db::Connection& db, PlanId plan, Day day) {
    std::vector<targets::TypedValue> values;
    for (const auto& row : db.run(R"sql(
        WITH newest AS (
            SELECT unit_id, target_id, part, MAX(as_of_on) AS as_of_on FROM campaign_values
            WHERE plan_id = $1 AND as_of_on <= $2 GROUP BY unit_id, target_id, part
        )
        SELECT v.unit_id, v.target_id, v.part, v.amount, v.as_of_on, v.source
        FROM newest n CROSS JOIN campaign_values v
        WHERE v.plan_id = $1 AND v.unit_id = n.unit_id AND v.target_id = n.target_id AND v.part = n.part AND v.as_of_on = n.as_of_on
        ORDER BY v.id
    )sql",
                                  {plan.value, day.number})) {
        values.push_back(read_value(row));
    }
    return values;
}

std::vector<ValueRow> load_history(db::Connection& db, PlanId plan, units::UnitId unit) {
    std::vector<ValueRow> history;
    for (const auto& row : db.run(R"sql(
        SELECT unit_id, target_id, part, amount, as_of_on, source, id, evidence_id, entered_by, entered_at
        FROM campaign_values WHERE plan_id = $1 AND unit_id = $2 ORDER BY id DESC LIMIT 1000
    )sql",
                                  {plan.value, unit.value})) {
        history.push_back(
            {db::as_int(row[6]), plan, read_value(row), {db::as_int(row[7])}, {db::as_int(row[8])}, {db::as_int(row[9])}});
    }
    return history;
}

std::vector<targets::Share> load_shares(db::Connection& db, PlanId plan) {
    std::vector<targets::Share> shares;
    for (const auto& row :
         db.run("SELECT unit_id, target_id, percent FROM campaign_overrides WHERE plan_id = $1", {plan.value})) {
        shares.push_back({{db::as_int(row[0])}, db::as_text(row[1]), db::as_int(row[2])});
    }
    return shares;
}

void save_share(db::Connection& db, PlanId plan, const targets::Share& share, AccountId by, Instant at) {
    db.run(R"sql(
        INSERT INTO campaign_overrides (plan_id, target_id, unit_id, percent, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (plan_id, target_id, unit_id) DO UPDATE SET percent = excluded.percent, set_by = excluded.set_by, set_at = excluded.set_at
    )sql",
           {plan.value, share.target_id, share.unit.value, share.percent, by.value, at.utc_ms});
}

}  // namespace campaign::store
