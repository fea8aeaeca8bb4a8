#include "reports/store.h"

namespace campaign::store {
namespace {

ReportState read_state(const db::Value& value) {
    ReportState state{};
    ensure(boost::describe::enum_from_string(db::as_text(value).c_str(), state), "an unknown state of a report is stored");
    return state;
}

std::string word(ReportState state) { return boost::describe::enum_to_string(state, ""); }

ReportRow read_report(const db::Row& row) {
    ReportRow report{{db::as_int(row[0])},
                     {db::as_int(row[1])},
                     db::as_int(row[2]),
                     db::as_text(row[3]),
                     {db::as_int(row[4])},
                     {db::as_text(row[5]), {db::as_int(row[6])}, {db::as_int(row[7])}},
                     read_state(row[8]),
                     db::as_int(row[9]),
                     db::as_text(row[10]),
                     db::as_text(row[11]),
                     {},
                     {}};
    if (!db::is_null(row[12])) report.as_of = Day{db::as_int(row[12])};
    if (!db::is_null(row[13])) report.submitted_at = Instant{db::as_int(row[13])};
    return report;
}

std::optional<ReportRow> read_first(const db::Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return read_report(rows.front());
}

}  // namespace

bool insert_report(db::Connection& db, const ReportRow& row) {
    db.run(R"sql(
        INSERT INTO campaign_reports (id, plan_id, plan_version, report_id, unit_id, period, due_on, cut_off, state, revision, narrative, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (plan_id, report_id, unit_id, period) DO NOTHING
    )sql",
           {row.id.value, row.plan.value, row.plan_version, row.report_id, row.unit.value, row.due.period, row.due.on.number,
            row.due.cut_off.utc_ms, word(row.state), row.revision, row.narrative, row.body});
    return db.changed_count() == 1;
}

std::optional<ReportRow> find_report(db::Connection& db, PlanId plan, const std::string& report_id, units::UnitId unit,
                                     const std::string& period) {
    return read_first(db.run(R"sql(
        SELECT id, plan_id, plan_version, report_id, unit_id, period, due_on, cut_off, state, revision, narrative, body, as_of_on, submitted_at
        FROM campaign_reports WHERE plan_id = $1 AND report_id = $2 AND unit_id = $3 AND period = $4
    )sql",
                             {plan.value, report_id, unit.value, period}));
}

std::vector<ReportRow> load_reports(db::Connection& db, PlanId plan, units::UnitId unit) {
    std::vector<ReportRow> reports;
    for (const auto& row : db.run(R"sql(
        SELECT id, plan_id, plan_version, report_id, unit_id, period, due_on, cut_off, state, revision, narrative, '', as_of_on, submitted_at
        FROM campaign_reports WHERE plan_id = $1 AND unit_id = $2
    )sql",
                                  {plan.value, unit.value})) {
        reports.push_back(read_report(row));
    }
    return reports;
}

std::map<units::UnitId, std::vector<ReportRow>> load_reports(db::Connection& db, PlanId plan) {
    std::map<units::UnitId, std::vector<ReportRow>> reports;
    for (const auto& row : db.run(R"sql(
        SELECT id, plan_id, plan_version, report_id, unit_id, period, due_on, cut_off, state, revision, '', '', as_of_on, submitted_at
        FROM campaign_reports WHERE plan_id = $1
    )sql",
                                  {plan.value})) {
        auto report = read_report(row);
        reports[report.unit].push_back(std::move(report));
    }
    return reports;
}

std::optional<ReportRow> find_before(db::Connection& db, const ReportRow& row) {
    return read_first(db.run(R"sql(
        SELECT id, plan_id, plan_version, report_id, unit_id, period, due_on, cut_off, state, revision, narrative, body, as_of_on, submitted_at
        FROM campaign_reports WHERE plan_id = $1 AND unit_id = $2 AND due_on < $3 AND state IN ('submitted', 'approved')
        ORDER BY due_on DESC LIMIT 1
    )sql",
                             {row.plan.value, row.unit.value, row.due.on.number}));
}

void save_report(db::Connection& db, const ReportRow& row) {
    db.run(R"sql(
        UPDATE campaign_reports SET state = $2, revision = $3, narrative = $4, body = $5, as_of_on = $6, submitted_at = $7, plan_version = $8
        WHERE id = $1
    )sql",
           {row.id.value, word(row.state), row.revision, row.narrative, row.body,
            row.as_of ? db::Value(row.as_of->number) : db::Value(nullptr),
            row.submitted_at ? db::Value(row.submitted_at->utc_ms) : db::Value(nullptr), row.plan_version});
}

void add_report_step(db::Connection& db, ReportRowId report, const ReportStepRow& step) {
    db.run(R"sql(
        INSERT INTO campaign_report_steps (report, number, state, reason, by_id, at)
        SELECT CAST($1 AS BIGINT), COALESCE(MAX(number), 0) + 1, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT)
        FROM campaign_report_steps WHERE report = $1
    )sql",
           {report.value, word(step.state), step.reason, step.by.value, step.at.utc_ms});
}

std::vector<ReportStepRow> load_report_steps(db::Connection& db, ReportRowId report) {
    std::vector<ReportStepRow> steps;
    for (const auto& row :
         db.run("SELECT state, reason, by_id, at FROM campaign_report_steps WHERE report = $1 ORDER BY number", {report.value})) {
        steps.push_back({read_state(row[0]), db::as_text(row[1]), {db::as_int(row[2])}, {db::as_int(row[3])}});
    }
    return steps;
}

}  // namespace campaign::store
