#pragma once
// SQL of reports and what happened to them.
#include "plans/store.h"
#include "reports/rules.h"

#include <map>

namespace campaign::store {

using ReportRowId = Id<struct ReportTag>;

struct ReportRow {
    ReportRowId id;
    PlanId plan;
    std::int64_t plan_version = 1;
    std::string report_id;
    units::UnitId unit;
    calendar::Due due;
    ReportState state = ReportState::draft;
    std::int64_t revision = 1;
    std::string narrative = "{}";
    std::string body;  // a StoredReport in JSON, "" until handed in
    std::optional<Day> as_of;
    std::optional<Instant> submitted_at;
};

// False when somebody made it meanwhile.
bool insert_report(db::Connection& db, const ReportRow& row);
std::optional<ReportRow> find_report(db::Connection& db, PlanId plan, const std::string& report_id, units::UnitId unit,
                                     const std::string& period);
// All of a plan in a unit, without their bodies.
std::vector<ReportRow> load_reports(db::Connection& db, PlanId plan, units::UnitId unit);
std::map<units::UnitId, std::vector<ReportRow>> load_reports(db::Connection& db, PlanId plan);
// The one due before it, of whatever rule of the plan, that was handed in and not sent back.
std::optional<ReportRow> find_before(db::Connection& db, const ReportRow& row);
void save_report(db::Connection& db, const ReportRow& row);

struct ReportStepRow {
    ReportState state = ReportState::draft;
    std::string reason;
    AccountId by;
    Instant at;
};
void add_report_step(db::Connection& db, ReportRowId report, const ReportStepRow& step);
std::vector<ReportStepRow> load_report_steps(db::Connection& db, ReportRowId report);

}  // namespace campaign::store
