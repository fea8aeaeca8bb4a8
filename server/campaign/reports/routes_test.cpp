#include "routes_test.h"

#include "campaign/public.h"
#include "deadlines/actions.h"

namespace campaign {
namespace {

class ReportRoutes : public CampaignOnEveryEngine {
protected:
    std::string year(const std::string& code, const std::string& plan) { return code + "/" + plan + "/reports/nam/periods/2026"; }
};
BDH_ON_EVERY_ENGINE(ReportRoutes);

// CM-21
TEST_P(ReportRoutes, GoesUpComesBackAndIsLocked) {
    const auto plan = publish_cao_minh();
    const auto path = year("01879.01", plan);
    const auto draft = get(path, hamlet_officer);
    ASSERT_EQ(draft.status, 200) << draft.raw;
    EXPECT_EQ(draft.body.at("head").at("timing").as_string(), "missing");
    EXPECT_EQ(draft.body.at("document").at("header").at("as_of").as_string(), "2026-11-19");
    EXPECT_EQ(draft.body.at("document").at("header").at("family").as_string(), "party");
    EXPECT_NE(draft.body.at("form_notice").as_string().find("lề trang"), std::string::npos);

    const auto written =
        put(path + "/narrative", {{"revision", 0}, {"narrative", {{"difficulties", "Thiếu máy tính"}}}}, hamlet_officer);
    ASSERT_EQ(written.status, 200) << written.raw;
    EXPECT_EQ(put(path + "/narrative", {{"revision", 0}, {"narrative", boost::json::object()}}, officer).code(),
              "changed_meanwhile");
    EXPECT_EQ(put(path + "/narrative", {{"revision", 1}, {"narrative", {{"poem", "x"}}}}, officer).code(), "part_unknown");
    const auto submitted = post(path + "/submissions", {{"revision", 1}}, hamlet_officer);
    ASSERT_EQ(submitted.status, 201) << submitted.raw;
    EXPECT_EQ(submitted.body.at("head").at("timing").as_string(), "late");
    EXPECT_EQ(submitted.body.at("document").at("sections").at(3).at("narrative").as_string(), "Thiếu máy tính");

    EXPECT_EQ(post(path + "/decisions", {{"revision", 2}, {"approve", true}}, hamlet_officer).status, 403);
    EXPECT_EQ(post(path + "/decisions", {{"revision", 2}, {"approve", false}}, officer).code(), "reason_missing");
    EXPECT_EQ(post(path + "/decisions", {{"revision", 2}, {"approve", false}, {"reason", "Thiếu số liệu"}}, officer).status, 201);
    EXPECT_EQ(post(path + "/submissions", {{"revision", 3}}, hamlet_officer).status, 201);
    EXPECT_EQ(post(path + "/decisions", {{"revision", 4}, {"approve", true}}, officer).status, 201);
    EXPECT_EQ(post(path + "/submissions", {{"revision", 5}}, hamlet_officer).code(), "report_locked");
    EXPECT_EQ(put(path + "/narrative", {{"revision", 5}, {"narrative", boost::json::object()}}, hamlet_officer).code(),
              "report_locked");
    EXPECT_EQ(get(path, hamlet_officer).body.at("steps").as_array().size(), 4u);
}

TEST_P(ReportRoutes, ADraftIsThrownAwayUntilItIsHandedIn) {
    const auto path = year("01879.01", publish_cao_minh());
    const auto discard = [&](int revision, const std::string& cookie) {
        return call("DELETE", "/api/v1/units/" + path + "/narrative?revision=" + std::to_string(revision), nullptr, cookie);
    };
    EXPECT_EQ(discard(0, hamlet_officer).code(), "no_draft");
    ASSERT_EQ(put(path + "/narrative", {{"revision", 0}, {"narrative", {{"difficulties", "Viết nhầm"}}}}, hamlet_officer).status, 200);
    EXPECT_EQ(discard(0, hamlet_officer).code(), "changed_meanwhile");
    const auto gone = discard(1, hamlet_officer);
    ASSERT_EQ(gone.status, 200) << gone.raw;
    EXPECT_EQ(gone.body.at("document").at("sections").at(3).at("narrative").as_string(), "");
    EXPECT_TRUE(gone.body.at("steps").as_array().empty());
    EXPECT_NE(get("01879.01/audit", hamlet_officer).raw.find("report_draft_deleted"), std::string::npos);
    EXPECT_EQ(put(path + "/narrative", {{"revision", 1}, {"narrative", boost::json::object()}}, officer).code(), "changed_meanwhile");
    ASSERT_EQ(post(path + "/submissions", {{"revision", 2}}, hamlet_officer).status, 201);
    EXPECT_EQ(discard(3, hamlet_officer).code(), "report_submitted");
    ASSERT_EQ(post(path + "/decisions", {{"revision", 3}, {"approve", false}, {"reason", "Thiếu số liệu"}}, officer).status, 201);
    EXPECT_EQ(discard(4, hamlet_officer).code(), "report_returned");
}

TEST_P(ReportRoutes, ComeAsWordAndExcelForWhoMaySeeThem) {
    const auto plan = publish_cao_minh();
    const auto path = year("01879", plan) + "/file";
    const auto word = get(path, officer);
    ASSERT_EQ(word.status, 200);
    EXPECT_TRUE(word.raw.starts_with("PK"));
    EXPECT_TRUE(get(path + "?form=xlsx", officer).raw.starts_with("PK"));
    EXPECT_EQ(get(path + "?form=pdf", officer).status, 400);
    EXPECT_EQ(get(path, hamlet_officer).code(), "not_permitted");
    within([&](Context& context) {
        const auto in_may = draft_report(context, {"01879.01", "cm-2026", parse_day("2026-05-01"), false});
        ASSERT_TRUE(in_may) << in_may.error().code;
        EXPECT_EQ(in_may->notices.at(0).code, "layout_unverified");
        const auto now = draft_report(context, {"01879", "cm-2026", {}, true});
        ASSERT_TRUE(now) << now.error().code;
        EXPECT_TRUE(now->bytes.starts_with("PK"));
        EXPECT_EQ(draft_report(context, {"01879", "khong-co", {}, false}).error().code, "no_such_plan");
        EXPECT_EQ(draft_report(context, {"77777", "cm-2026", {}, false}).error().code, "no_such_unit");
    });
}

// Old reports stay as they were.
TEST_P(ReportRoutes, WhatIsHandedInNoLongerChanges) {
    const auto plan = publish_cao_minh();
    const auto path = year("01879.01", plan);
    const auto submitted = post(path + "/submissions", {{"revision", 0}}, hamlet_officer);
    ASSERT_EQ(submitted.status, 201) << submitted.raw;
    product.clock.advance_ms(kDayMs);
    hamlet_officer = officer_of("hoa2", "01879.01");
    within([&](Context& context) {
        units::set_population(context, unit("01879.01"), units::TargetGroup::citizen, {777, 2026, "Sổ mới"});
    });
    EXPECT_EQ(get(path, hamlet_officer).body.at("document"), submitted.body.at("document"));
}

TEST_P(ReportRoutes, TheLevelAboveApprovesAllAtOnceAndSeesSums) {
    const auto plan = publish_cao_minh();
    const auto other = officer_of("em", "01879.02");
    ASSERT_EQ(post(year("01879.01", plan) + "/submissions", {{"revision", 0}}, hamlet_officer).status, 201);
    ASSERT_EQ(post(year("01879.02", plan) + "/submissions", {{"revision", 0}}, other).status, 201);
    const auto approved = call("POST", "/api/v1/units/" + year("01879", plan) + "/approvals", nullptr, officer);
    ASSERT_EQ(approved.status, 200) << approved.raw;
    for (const auto& report : approved.body.at("reports").as_array())
        EXPECT_EQ(report.at("state").as_string(), "approved");
    for (const auto& total : approved.body.at("totals").as_array()) {
        if (total.at("target_id").as_string() == "can-bo") {
            EXPECT_EQ(total.at("own").as_int64(), total.at("below").as_int64());
            EXPECT_EQ(total.at("units").as_int64(), 2);
        }
    }
}

// BS-15: what a unit's plan did not ask for yet is not missing.
TEST_P(ReportRoutes, NothingIsDueBeforeThePlanTookForce) {
    const auto drafted = upload("01879/plan_files", plan_file("cm-cao-minh.yaml"), officer);
    const auto plan = "plans/" + std::to_string(drafted.body.at("head").at("plan_id").as_int64());
    ASSERT_EQ(post("01879/" + plan + "/publications", {{"revision", 1}, {"valid_from", "2026-06-01"}}, officer).status, 201);
    const auto calendar = get("01879/" + plan + "/reports", officer);
    ASSERT_EQ(calendar.body.at("reports").as_array().size(), 1u) << calendar.raw;
    EXPECT_EQ(get("01879/" + plan + "/reports/sau-thang/periods/2026", officer).code(), "no_such_report");
    EXPECT_EQ(get("19/late_reports", province).body.at("reports").as_array().size(), 3u);
}

// CM-21: the yearly report is compared with the half-year's; what was sent back counts nowhere until it comes again.
TEST_P(ReportRoutes, ComparesWithTheReportBeforeOfWhateverRule) {
    const auto plan = publish_cao_minh();
    const auto half = "01879.01/" + plan + "/reports/sau-thang/periods/2026";
    ASSERT_EQ(post(half + "/submissions", {{"revision", 0}}, hamlet_officer).status, 201);
    const auto change = [&] {
        const auto seen = get(year("01879.01", plan), hamlet_officer);
        return seen.body.at("document").at("sections").at(1).at("tables").at(0).at("rows").at(0).at("cells").at(6).at("number");
    };
    EXPECT_EQ(change(), 0);
    const auto below = get("01879/" + plan + "/reports/sau-thang/periods/2026/below", officer);
    EXPECT_EQ(below.body.at("totals").at(0).at("units"), 1);
    ASSERT_EQ(post(half + "/decisions", {{"revision", 1}, {"approve", false}, {"reason", "Thiếu"}}, officer).status, 201);
    EXPECT_TRUE(change().is_null());
    EXPECT_EQ(get("01879/" + plan + "/reports/sau-thang/periods/2026/below", officer).body.at("totals").at(0).at("units"), 0);
}

TEST_P(ReportRoutes, DraftsAreReadyAWeekBefore) {
    publish_cao_minh();
    product.clock.set(start_of(*parse_day("2026-11-11")));
    within([](Context& context) { EXPECT_EQ(draft_due_reports(context), 0); });
    product.clock.set(start_of(*parse_day("2026-11-12")));
    within([](Context& context) { EXPECT_EQ(draft_due_reports(context), 3); });
    within([](Context& context) { EXPECT_EQ(draft_due_reports(context), 0); });
}

TEST_P(ReportRoutes, TellsWhoIsLateAndWhatIsNotDueYet) {
    const auto plan = publish_cao_minh();
    const auto calendar = get("01879/" + plan + "/reports", officer);
    ASSERT_EQ(calendar.body.at("reports").as_array().size(), 2u) << calendar.raw;
    EXPECT_EQ(calendar.body.at("reports").at(0).at("due_on").as_string(), "2026-05-19");
    const auto late = get("19/late_reports", province);
    EXPECT_EQ(late.body.at("reports").as_array().size(), 6u) << late.raw;
    EXPECT_EQ(get("01879/" + plan + "/reports/nam/periods/2031", officer).code(), "no_such_report");
    EXPECT_EQ(get("05551/" + plan + "/reports/nam/periods/2026", province).code(), "unit_outside_plan");
}

}  // namespace
}  // namespace campaign
