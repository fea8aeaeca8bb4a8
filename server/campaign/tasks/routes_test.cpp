#include "routes_test.h"

namespace campaign {
namespace {

class PlanTaskRoutes : public CampaignOnEveryEngine {};
BDH_ON_EVERY_ENGINE(PlanTaskRoutes);

// CM-20
TEST_P(PlanTaskRoutes, ATaskKeepsItsHistoryAndTellsTheSecondWriter) {
    const auto plan = publish_cao_minh();
    const auto path = "01879/" + plan + "/tasks/t-6-4/steps";
    const auto begun = post(
        path,
        {{"revision", 0}, {"state", "in_progress"}, {"note", "Đã họp triển khai"}, {"evidence_id", evidence("01879", officer)}},
        officer);
    ASSERT_EQ(begun.status, 201) << begun.raw;
    EXPECT_EQ(begun.body.at("lead").as_string(), "Công an xã");
    EXPECT_EQ(post(path, {{"revision", 0}, {"state", "done"}}, province).code(), "changed_meanwhile");
    EXPECT_EQ(post(path, {{"revision", 1}, {"state", "dropped"}}, officer).code(), "reason_missing");
    EXPECT_EQ(post(path, {{"revision", 1}, {"state", "done"}}, officer).status, 201);
    EXPECT_EQ(post("01879.01/" + plan + "/tasks/t-6-4/steps", {{"revision", 2}, {"state", "done"}, {"note", "x"}}, hamlet_officer)
                  .code(),
              "task_of_other_unit");
    EXPECT_EQ(post("01879/" + plan + "/tasks/none/steps", {{"revision", 0}, {"state", "done"}}, officer).code(), "no_such_task");
    const auto matrix = get("01879/" + plan + "/tasks", officer);
    EXPECT_EQ(matrix.body.at("standing").as_string(), "Ban Xây dựng Đảng");
    EXPECT_EQ(matrix.body.at("tasks").as_array().size(), 48u);
}

TEST_P(PlanTaskRoutes, WhatIsLateIsSeenFromAbove) {
    auto text = plan_file("cm-cao-minh.yaml");
    const std::string last = "    lead: kinh-te\n";
    text.insert(text.find(last) + last.size(), "    due_on: 2026-11-12\n");
    const auto drafted = upload("01879/plan_files", text, officer);
    ASSERT_EQ(drafted.status, 201) << drafted.raw;
    const auto plan = "plans/" + std::to_string(drafted.body.at("head").at("plan_id").as_int64());
    EXPECT_EQ(get("19/late_tasks", province).body.at("tasks").as_array().size(), 0u);
    ASSERT_EQ(post("01879/" + plan + "/publications", {{"revision", 1}, {"valid_from", "2026-01-03"}}, officer).status, 201);
    const auto late = get("19/late_tasks", province);
    ASSERT_EQ(late.body.at("tasks").as_array().size(), 1u) << late.raw;
    EXPECT_EQ(late.body.at("tasks").at(0).at("days_late").as_int64(), 10);
    EXPECT_EQ(late.body.at("tasks").at(0).at("lead").as_string(), "Phòng Kinh tế");
    EXPECT_EQ(get("01879.01/late_tasks", hamlet_officer).body.at("tasks").as_array().size(), 0u);
    ASSERT_EQ(post("01879/" + plan + "/tasks/t-kinh-phi/steps", {{"revision", 0}, {"state", "done"}}, officer).status, 201);
    EXPECT_EQ(get("19/late_tasks", province).body.at("tasks").as_array().size(), 0u);
}

}  // namespace
}  // namespace campaign
