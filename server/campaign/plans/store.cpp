#include "plans/store.h"

namespace campaign::store {
namespace {

PlanRow read_plan(const db::Row& row) {
    PlanRow plan{{db::as_int(row[0])}, db::as_int(row[1]),  {db::as_int(row[2])}, db::as_text(row[3]), {},
                 db::as_int(row[5]),   db::as_text(row[6]), {db::as_int(row[7])}, {db::as_int(row[8])}};
    if (!db::is_null(row[4])) plan.valid_from = Day{db::as_int(row[4])};
    return plan;
}

std::optional<PlanRow> read_first(const db::Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return read_plan(rows.front());
}

std::vector<PlanRow> read_plans(const db::Rows& rows) {
    std::vector<PlanRow> plans;
    for (const auto& row : rows)
        plans.push_back(read_plan(row));
    return plans;
}

}  // namespace

std::optional<PlanRow> find_plan(db::Connection& db, PlanId id, std::int64_t version) {
    return read_first(db.run(R"sql(
        SELECT id, version, unit_id, code, valid_from, revision, body, changed_by, changed_at
        FROM campaign_plans WHERE id = $1 AND version = $2
    )sql",
                             {id.value, version}));
}

std::optional<PlanRow> find_newest(db::Connection& db, PlanId id) {
    return read_first(db.run(R"sql(
        SELECT id, version, unit_id, code, valid_from, revision, body, changed_by, changed_at
        FROM campaign_plans WHERE id = $1 ORDER BY version DESC LIMIT 1
    )sql",
                             {id.value}));
}

std::optional<PlanRow> find_newest(db::Connection& db, units::UnitId unit, const std::string& code) {
    return read_first(db.run(R"sql(
        SELECT id, version, unit_id, code, valid_from, revision, body, changed_by, changed_at
        FROM campaign_plans WHERE unit_id = $1 AND code = $2 ORDER BY version DESC LIMIT 1
    )sql",
                             {unit.value, code}));
}

std::optional<Day> find_first_day(db::Connection& db, PlanId id) {
    const auto rows = db.run("SELECT MIN(valid_from) FROM campaign_plans WHERE id = $1", {id.value});
    if (db::is_null(rows.at(0).at(0))) return std::nullopt;
    return Day{db::as_int(rows[0][0])};
}

std::optional<PlanRow> find_in_force(db::Connection& db, PlanId id, Day day) {
    return read_first(db.run(R"sql(
        SELECT id, version, unit_id, code, valid_from, revision, body, changed_by, changed_at
        FROM campaign_plans WHERE id = $1 AND valid_from <= $2 ORDER BY version DESC LIMIT 1
    )sql",
                             {id.value, day.number}));
}

std::vector<PlanRow> load_newest(db::Connection& db, units::UnitId unit) {
    return read_plans(db.run(R"sql(
        SELECT id, version, unit_id, code, valid_from, revision, body, changed_by, changed_at
        FROM campaign_plans p WHERE unit_id = $1
          AND version = (SELECT MAX(version) FROM campaign_plans q WHERE q.id = p.id)
        ORDER BY id DESC
    )sql",
                             {unit.value}));
}

std::vector<PlanRow> load_in_force(db::Connection& db, Day day) {
    return read_plans(db.run(R"sql(
        SELECT id, version, unit_id, code, valid_from, revision, body, changed_by, changed_at
        FROM campaign_plans p WHERE version = (SELECT MAX(version) FROM campaign_plans q WHERE q.id = p.id AND q.valid_from <= $1)
        ORDER BY id DESC
    )sql",
                             {day.number}));
}

void insert_plan(db::Connection& db, const PlanRow& row) {
    db.run(R"sql(
        INSERT INTO campaign_plans (id, version, unit_id, code, state, valid_from, revision, body, changed_by, changed_at)
        VALUES ($1, $2, $3, $4, 'draft', NULL, $5, $6, $7, $8)
    )sql",
           {row.id.value, row.version, row.unit.value, row.code, row.revision, row.body, row.changed_by.value,
            row.changed_at.utc_ms});
}

void save_draft(db::Connection& db, const PlanRow& row) {
    db.run(R"sql(
        UPDATE campaign_plans SET code = $3, revision = $4, body = $5, changed_by = $6, changed_at = $7
        WHERE id = $1 AND version = $2 AND state = 'draft'
    )sql",
           {row.id.value, row.version, row.code, row.revision, row.body, row.changed_by.value, row.changed_at.utc_ms});
}

void publish_draft(db::Connection& db, const PlanRow& row, Day valid_from) {
    db.run(R"sql(
        UPDATE campaign_plans SET state = 'published', valid_from = $3, revision = $4, changed_by = $5, changed_at = $6
        WHERE id = $1 AND version = $2 AND state = 'draft'
    )sql",
           {row.id.value, row.version, valid_from.number, row.revision, row.changed_by.value, row.changed_at.utc_ms});
}

void remove_draft(db::Connection& db, const PlanRow& row) {
    db.run("DELETE FROM campaign_plans WHERE id = $1 AND version = $2 AND state = 'draft'", {row.id.value, row.version});
    db.run("UPDATE campaign_plans SET revision = $3 WHERE id = $1 AND version = $2", {row.id.value, row.version - 1, row.revision});
}

}  // namespace campaign::store
