#pragma once
// Reports of a unit by its plan's calendar: drafted, written, handed in, returned or approved.
#include "plans/actions.h"
#include "papers/rules.h"
#include "reports/store.h"

namespace campaign {

struct ReportHead {
    std::string report_id, title, period;
    units::UnitRef unit;
    Day due_on;
    Instant cut_off;
    ReportState state = ReportState::draft;
    std::int64_t revision = 0;  // 0: not yet begun
    calendar::Timing timing = calendar::Timing::open;
    std::optional<Instant> submitted_at;
};
BOOST_DESCRIBE_STRUCT(ReportHead, (), (report_id, title, period, unit, due_on, cut_off, state, revision, timing, submitted_at))

struct ReportCalendar {
    PlanId plan_id;
    std::string plan;
    std::vector<ReportHead> reports;
};
BOOST_DESCRIBE_STRUCT(ReportCalendar, (), (plan_id, plan, reports))

struct ReportStep {
    ReportState state = ReportState::draft;
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ReportStep, (), (state, reason, at))

struct ReportSeen {
    ReportHead head;
    std::vector<ReportStep> steps;
    std::optional<std::string> form_notice;  // what is not certain of the form its paper comes in
    ReportDocument document;                 // as handed in; before that as it would be now
};
BOOST_DESCRIBE_STRUCT(ReportSeen, (), (head, steps, form_notice, document))

struct ReportTotal {
    std::string target_id, title;
    std::optional<std::int64_t> own;  // this unit's figure of the same day
    std::int64_t below = 0;           // the sum of what units below handed in
    std::int64_t units = 0;           // how many those are
};
BOOST_DESCRIBE_STRUCT(ReportTotal, (), (target_id, title, own, below, units))

struct ReportsBelow {
    std::vector<ReportHead> reports;
    std::vector<ReportTotal> totals;
};
BOOST_DESCRIBE_STRUCT(ReportsBelow, (), (reports, totals))

struct ReportKey {
    std::string code;
    PlanId plan;
    std::string report_id, period;
};

// Every report that a plan asks for, in the order of their days. Of a plan that was issued later than its period begins,
// nothing is due before the day it took force. The rules are the plan's own, which must stay.
struct DueReport {
    const PlanReport* rule = nullptr;
    calendar::Due due;
};
std::vector<DueReport> due_reports(Context& context, PlanId id, const Plan& plan);
// How they stand in a unit; rows: those that unit has begun.
std::vector<ReportHead> heads_of(const Context& context, const units::Unit& unit, const std::vector<DueReport>& dues,
                                 const std::vector<store::ReportRow>& rows);

Result<ReportCalendar> list_reports(Context& context, const std::string& code, PlanId plan);
Result<ReportSeen> see_report(Context& context, const ReportKey& key);
Result<ReportSeen> write_report(Context& context, const ReportKey& key, std::int64_t revision,
                                const std::map<std::string, std::string>& narrative);
// Throws away what was written. The row stays with its next revision, so that one who still writes on it is told.
Result<ReportSeen> discard_report(Context& context, const ReportKey& key, std::int64_t revision);
Result<ReportSeen> submit_report(Context& context, const ReportKey& key, std::int64_t revision);
// By whoever runs the campaign in the unit above.
Result<ReportSeen> decide_report(Context& context, const ReportKey& key, std::int64_t revision, bool approve,
                                 const std::string& reason);
papers::PaperOptions paper_options(Context& context, const units::UnitRef& unit);
Result<ReportsBelow> see_reports_below(Context& context, const ReportKey& key);
// Approves all that units directly below have handed in; gives what then stands.
Result<ReportsBelow> approve_below(Context& context, const ReportKey& key);

}  // namespace campaign
