#pragma once
// What the clock asks of the report calendar: drafts a week before, and who is late.
#include "reports/actions.h"

namespace campaign {

// Whose reports a plan expects: its own unit's and those of the units directly below.
std::vector<units::Unit> reporting_units(const units::Tree& tree, units::UnitId owner);

// Makes the drafts of what is due within a week; gives how many.
std::int64_t draft_due_reports(Context& context);

struct LateReport {
    PlanId plan_id;
    std::string plan;
    ReportHead report;
};
BOOST_DESCRIBE_STRUCT(LateReport, (), (plan_id, plan, report))
struct LateReports {
    std::vector<LateReport> reports;
};
BOOST_DESCRIBE_STRUCT(LateReports, (), (reports))
// Past their cut-off and never handed in, in the plans of a unit and of those below it.
Result<LateReports> list_late_reports(Context& context, const std::string& code);

}  // namespace campaign
