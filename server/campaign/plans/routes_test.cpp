#include "routes_test.h"

#include "public.h"

namespace campaign {
namespace {

class PlanRoutes : public CampaignOnEveryEngine {};
BDH_ON_EVERY_ENGINE(PlanRoutes);

TEST_P(PlanRoutes, APublishedPlanIsNeverEditedInPlace) {
    const auto plan = publish_cao_minh();
    const auto seen = get("01879/" + plan, officer);
    ASSERT_EQ(seen.status, 200) << seen.raw;
    auto changed = seen.body.at("plan");
    changed.as_object()["title"] = "Kế hoạch sửa đổi";
    const auto revision = seen.body.at("head").at("revision");
    const auto next = put("01879/" + plan, {{"revision", revision}, {"plan", changed}}, officer);
    ASSERT_EQ(next.status, 200) << next.raw;
    EXPECT_EQ(next.body.at("head").at("version").as_int64(), 2);
    EXPECT_TRUE(next.body.at("head").at("valid_from").is_null());
    EXPECT_EQ(get("01879/" + plan + "?version=1", officer).body.at("plan"), seen.body.at("plan"));
    // Those below go on seeing what is in force.
    EXPECT_EQ(get("01879.01/" + plan, hamlet_officer).body.at("head").at("version").as_int64(), 1);
    EXPECT_EQ(get("01879.01/" + plan + "?version=2", hamlet_officer).status, 404);
    const auto draft = next.body.at("head").at("revision");
    EXPECT_EQ(post("01879/" + plan + "/publications", {{"revision", draft}, {"valid_from", "2026-01-03"}}, officer).code(),
              "valid_from_too_early");
    EXPECT_EQ(post("01879/" + plan + "/publications", {{"revision", draft}, {"valid_from", "2027-01-01"}}, officer).code(),
              "day_outside_period");
    EXPECT_EQ(post("01879/" + plan + "/publications", {{"revision", draft}, {"valid_from", "2026-12-01"}}, officer).status, 201);
}

TEST_P(PlanRoutes, ADraftIsDeletedAndWhatIsInForceStays) {
    const auto remove = [&](const std::string& path, const boost::json::value& revision, const std::string& cookie) {
        return call("DELETE", "/api/v1/units/" + path + "/draft?revision=" + boost::json::serialize(revision), nullptr, cookie);
    };
    const auto plan = publish_cao_minh();
    const auto seen = get("01879/" + plan, officer);
    EXPECT_EQ(remove("01879/" + plan, seen.body.at("head").at("revision"), officer).code(), "already_published");
    const auto change = [&](const boost::json::value& revision) {
        return put("01879/" + plan, {{"revision", revision}, {"plan", seen.body.at("plan")}}, officer);
    };
    const auto draft = change(seen.body.at("head").at("revision"));
    ASSERT_EQ(draft.body.at("head").at("version"), 2) << draft.raw;
    const auto revision = draft.body.at("head").at("revision");
    EXPECT_EQ(remove("01879/" + plan, revision, hamlet_officer).status, 403);
    EXPECT_EQ(remove("01879.01/" + plan, revision, officer).code(), "no_such_plan");
    EXPECT_EQ(remove("01879/" + plan, 1, officer).code(), "changed_meanwhile");
    EXPECT_EQ(remove("01879/" + plan, revision, officer).status, 204);
    const auto left = get("01879/" + plan, officer);
    EXPECT_EQ(left.body.at("head").at("version"), 1);
    EXPECT_EQ(left.body.at("plan"), seen.body.at("plan"));
    EXPECT_NE(get("01879/audit", officer).raw.find("plan_draft_deleted"), std::string::npos);
    // Another draft is not taken for the deleted one.
    ASSERT_EQ(change(left.body.at("head").at("revision")).body.at("head").at("version"), 2);
    EXPECT_EQ(change(revision).code(), "changed_meanwhile");
    EXPECT_EQ(remove("01879/" + plan, revision, officer).code(), "changed_meanwhile");
}

TEST_P(PlanRoutes, ADraftThatWasNeverPublishedLeavesNothing) {
    const auto drafted = upload("01879/plan_files", plan_file("cm-cao-minh.yaml"), officer);
    const auto path = "/api/v1/units/01879/plans/" + std::to_string(drafted.body.at("head").at("plan_id").as_int64());
    EXPECT_EQ(call("DELETE", path + "/draft", nullptr, officer).status, 400);
    EXPECT_EQ(call("DELETE", path + "/draft?revision=1", nullptr, officer).status, 204);
    EXPECT_EQ(call("GET", path, nullptr, officer).status, 404);
    EXPECT_EQ(call("DELETE", path + "/draft?revision=1", nullptr, officer).code(), "no_such_plan");
    EXPECT_TRUE(get("01879/plans", officer).body.at("plans").as_array().empty());
    EXPECT_EQ(upload("01879/plan_files", plan_file("cm-cao-minh.yaml"), officer).status, 201);
}

TEST_P(PlanRoutes, TheSecondOfTwoEditorsIsTold) {
    const auto drafted = upload("01879/plan_files", plan_file("cm-cao-minh.yaml"), officer);
    ASSERT_EQ(drafted.status, 201) << drafted.raw;
    const auto path = "01879/plans/" + std::to_string(drafted.body.at("head").at("plan_id").as_int64());
    const boost::json::value change{{"revision", 1}, {"plan", drafted.body.at("plan")}};
    EXPECT_EQ(put(path, change, officer).status, 200);
    const auto second = put(path, change, province);
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.code(), "changed_meanwhile");
    EXPECT_EQ(upload("01879/plan_files", plan_file("cm-cao-minh.yaml"), officer).code(), "draft_exists");
}

TEST_P(PlanRoutes, RefusesBadPlansWithTheirPlace) {
    const auto broken = upload("01879/plan_files", "plan: 1\nid: a\n  b: c\n", officer);
    EXPECT_EQ(broken.status, 400);
    EXPECT_EQ(broken.code(), "plan_file_invalid");
    EXPECT_EQ(upload("01879/plan_files", "a: &a [*a]", officer).code(), "plan_file_invalid");
    auto plan = upload("05551/plan_files", plan_file("kp-kim-phuong.yaml"), province).body.at("plan");
    plan.as_object()["id"] = "another";
    plan.at("tasks").at(0).as_object()["lead"] = "nobody";
    const auto refused = post("05551/plans", plan, province);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), "party_unknown");
    EXPECT_EQ(refused.body.at("field").as_string(), "/tasks/0/lead");
}

TEST_P(PlanRoutes, GivesTheFileItCanBeImportedFrom) {
    const auto plan = publish_cao_minh();
    const auto file = get("01879/" + plan + "/file", officer);
    ASSERT_EQ(file.status, 200);
    EXPECT_TRUE(check_plan_file("export.yaml", file.raw).empty());
    within([&](Context& context) {
        const auto exported = export_plan(context, "01879", "cm-2026");
        ASSERT_TRUE(exported);
        EXPECT_EQ(*exported, file.raw);
        const auto imported = import_plan(context, *exported, {"", Day{today()}});
        ASSERT_TRUE(imported);
        EXPECT_EQ(imported->version, 2);
    });
}

TEST_P(PlanRoutes, LetsInOnlyWhoAnswersForTheUnit) {
    const auto plan = publish_cao_minh();
    EXPECT_EQ(get("01879/plans", "").status, 401);
    EXPECT_EQ(get("01879/plans", hamlet_officer).status, 403);
    EXPECT_EQ(get("05551/" + plan, province).status, 404);
    EXPECT_EQ(get("05551/" + plan + "/targets", province).code(), "unit_outside_plan");
    EXPECT_EQ(put("01879.01/" + plan, {{"revision", 2}, {"plan", get("01879/" + plan, officer).body.at("plan")}}, hamlet_officer)
                  .status,
              404);
    EXPECT_EQ(get("01879.01/plans", hamlet_officer).body.at("plans").as_array().size(), 1u);
    EXPECT_GE(call("GET", "/api/v1/plan_measures", nullptr, officer).body.at("measures").as_array().size(), 15u);
}

}  // namespace
}  // namespace campaign
