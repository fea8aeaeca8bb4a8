#include "deadlines/actions.h"
#include "foundation/http/router.h"
#include "reports/actions.h"

namespace campaign {
namespace {

struct ReportParams : PlanParams {
    Text<1, 60> report_id;
    Text<1, 20> period;
};
BOOST_DESCRIBE_STRUCT(ReportParams, (PlanParams), (report_id, period))

struct Narrative {
    Whole<0, 1'000'000> revision;
    std::map<std::string, std::string> narrative;  // part -> text
};
BOOST_DESCRIBE_STRUCT(Narrative, (), (revision, narrative))

struct DiscardParams : ReportParams {
    Whole<0, 1'000'000> revision;
};
BOOST_DESCRIBE_STRUCT(DiscardParams, (ReportParams), (revision))

struct Submission {
    Whole<0, 1'000'000> revision;
};
BOOST_DESCRIBE_STRUCT(Submission, (), (revision))

struct Decision {
    Whole<0, 1'000'000> revision;
    bool approve = false;
    std::optional<Text<0, 1000>> reason;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (revision, approve, reason))

ReportKey key_of(const ReportParams& params) { return {params.code, params.plan_id, params.report_id, params.period}; }

Result<http::Created<ReportSeen>> created(const Result<ReportSeen>& seen) {
    if (!seen) return seen.error();
    return http::Created<ReportSeen>{*seen};
}

Result<ReportCalendar> get_reports(Context& context, const PlanParams& params) {
    return list_reports(context, params.code, params.plan_id);
}
Result<ReportSeen> get_report(Context& context, const ReportParams& params) { return see_report(context, key_of(params)); }
struct FileParams : ReportParams {
    std::optional<papers::PaperForm> form;  // Word unless asked otherwise
};
BOOST_DESCRIBE_STRUCT(FileParams, (ReportParams), (form))

Result<http::Download> get_report_file(http::SlowContext& context, const FileParams& params) {
    papers::PaperOptions options;
    const auto report = context.read([&](Context& inner) {
        auto seen = see_report(inner, key_of(params));
        if (seen) options = paper_options(inner, seen->head.unit);
        return seen;
    });
    if (!report) return report.error();
    const auto form = params.form.value_or(papers::PaperForm::docx);
    const auto file = papers::make_paper(report->document, options, form);
    if (!file) return file.error();
    const bool is_word = form == papers::PaperForm::docx;
    return http::Download{is_word ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                                  : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          "bao-cao-" + params.code.value + "-" + params.period.value + (is_word ? ".docx" : ".xlsx"), file->bytes};
}
Result<ReportSeen> put_narrative(Context& context, const ReportParams& params, const Narrative& body) {
    return write_report(context, key_of(params), body.revision.value, body.narrative);
}
Result<ReportSeen> delete_draft_of(Context& context, const DiscardParams& params) {
    return discard_report(context, key_of(params), params.revision.value);
}
Result<http::Created<ReportSeen>> post_submission(Context& context, const ReportParams& params, const Submission& body) {
    return created(submit_report(context, key_of(params), body.revision.value));
}
Result<http::Created<ReportSeen>> post_decision(Context& context, const ReportParams& params, const Decision& body) {
    return created(
        decide_report(context, key_of(params), body.revision.value, body.approve, body.reason ? body.reason->value : ""));
}
Result<ReportsBelow> get_below(Context& context, const ReportParams& params) {
    return see_reports_below(context, key_of(params));
}
Result<ReportsBelow> post_approvals(Context& context, const ReportParams& params) {
    return approve_below(context, key_of(params));
}
Result<LateReports> get_late_reports(Context& context, const UnitParams& params) {
    return list_late_reports(context, params.code);
}

}  // namespace

void add_report_routes(http::Router& router) {
    const std::string one = "/api/v1/units/{code}/plans/{plan_id}/reports/{report_id}/periods/{period}";
    const auto sees = http::on_unit("see_overview", "code");
    const auto runs = http::on_unit("run_campaign", "code");
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}/reports",
                {.name = "list_reports",
                 .summary = "The report calendar of a unit: what is due, on time, late or missing.",
                 .access = sees},
                get_reports);
    router.read("GET", one,
                {.name = "get_report", .summary = "A report as a document: as handed in, or as it would be now.", .access = sees},
                get_report);
    router.slow("GET", one + "/file",
                {.name = "download_report", .summary = "The same as a Word or Excel file, a draft to be signed.", .access = sees},
                get_report_file);
    router.write("PUT", one + "/narrative",
                 {.name = "write_report", .summary = "The parts that an officer writes.", .access = runs}, put_narrative);
    router.write("DELETE", one + "/narrative",
                 {.name = "discard_report_draft",
                  .summary = "Throw away what was written in a report that was never handed in.",
                  .access = runs},
                 delete_draft_of);
    router.write("POST", one + "/submissions",
                 {.name = "submit_report", .summary = "Hand in, as of now or of the cut-off.", .access = runs}, post_submission);
    router.write(
        "POST", one + "/decisions",
        {.name = "decide_report", .summary = "Approve and lock, or return with a reason; by the level above.", .access = runs},
        post_decision);
    router.read(
        "GET", one + "/below",
        {.name = "list_reports_below", .summary = "The same report of the units directly below, with sums.", .access = sees},
        get_below);
    router.write("POST", one + "/approvals",
                 {.name = "approve_reports_below", .summary = "Approve all that units below have handed in.", .access = runs},
                 post_approvals);
    router.read("GET", "/api/v1/units/{code}/late_reports",
                {.name = "list_late_reports",
                 .summary = "Reports past their cut-off that were never handed in, down the tree.",
                 .access = sees},
                get_late_reports);
}

}  // namespace campaign
