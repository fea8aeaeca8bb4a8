#include "plan_files/actions.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace campaign {
namespace {

using testing::HasSubstr;

std::string read_file(const std::string& name) {
    std::ifstream stream(std::string(BDH_SOURCE_DIR) + "/plans/" + name, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

Plan must_read(const std::string& name) {
    const auto file = read_plan(name, read_file(name));
    for (const auto& mistake : file.mistakes)
        ADD_FAILURE() << mistake.file << ":" << mistake.line << ": " << mistake.message;
    return file.plan.value_or(Plan{});
}

std::string small_plan(const std::string& more = {}) {
    return "plan: 1\nid: p\ntitle: T\nmovement: M\nissuer: I\nperiod: {from: 2026-01-01, to: 2026-12-31}\nstanding: office\n"
           "parties:\n  - {id: office, name: Office}\n" +
           more;
}

std::string mistake_of(const std::string& text) {
    const auto file = read_plan("p.yaml", text);
    if (file.plan) return "none";
    return std::to_string(file.mistakes.at(0).line) + ": " + file.mistakes.at(0).message;
}

const char* const kSources[] = {"th-thi-hanh-an.yaml", "kp-kim-phuong.yaml", "bs-bac-son.yaml", "hd-hai-duong.yaml",
                                "cm-cao-minh.yaml"};

TEST(PlanFiles, TheFiveSourcePlansRead) {
    for (const auto* name : kSources)
        EXPECT_FALSE(must_read(name).title.value.empty()) << name;
}

TEST(PlanFiles, WhatIsWrittenReadsAsTheSamePlan) {
    for (const auto* name : kSources) {
        const auto plan = must_read(name);
        const auto again = read_plan(name, write_plan(plan));
        for (const auto& mistake : again.mistakes)
            ADD_FAILURE() << mistake.line << ": " << mistake.message;
        ASSERT_TRUE(again.plan);
        EXPECT_EQ(http::to_json(*again.plan), http::to_json(plan));
        EXPECT_EQ(write_plan(*again.plan), write_plan(plan));
    }
}

// TH-1, TH-2: "100 %, of which 50 %".
TEST(PlanFiles, TheSectorsPlanNestsHalfInAll) {
    const auto plan = must_read("th-thi-hanh-an.yaml");
    const auto* improved = plans::find_target(plan, "cai-thien");
    ASSERT_TRUE(improved);
    EXPECT_EQ(improved->percent->value, 50);
    EXPECT_EQ(plans::find_target(plan, improved->within->value)->percent->value, 100);
}

// CM-14, CM-20, CM-21
TEST(PlanFiles, CaoMinhHasItsNumbersItsMatrixAndItsDates) {
    const auto plan = must_read("cm-cao-minh.yaml");
    EXPECT_EQ(plan.targets.size(), 11u);
    EXPECT_EQ(plans::find_target(plan, "xac-nhan")->bound, Bound::more_than);
    EXPECT_EQ(plans::find_target(plan, "xac-nhan")->percent->value, 90);
    EXPECT_EQ(plan.tasks.size(), 48u);
    EXPECT_EQ(plans::find_task(plan, "t-6-4")->lead.value, "cong-an");
    EXPECT_EQ(
        to_text(calendar::due_between(plans::find_report(plan, "sau-thang")->due, plan.period.from, plan.period.to).at(0).on),
        "2026-05-19");
    EXPECT_EQ(to_text(calendar::due_between(plans::find_report(plan, "nam")->due, plan.period.from, plan.period.to).at(0).on),
              "2026-11-19");
}

// BS-15, HD-2
TEST(PlanFiles, ReportsAreDueAsTheSourcesSay) {
    const auto ward = must_read("bs-bac-son.yaml");
    std::vector<std::string> days;
    for (const auto& due : calendar::due_between(ward.reports.values.at(0).due, ward.period.from, ward.period.to))
        days.push_back(to_text(due.on));
    EXPECT_EQ(days, (std::vector<std::string>{"2025-03-15", "2025-06-15", "2025-09-15", "2025-12-15"}));
    const auto contest = must_read("hd-hai-duong.yaml");
    EXPECT_EQ(to_text(calendar::due_between(contest.reports.values.at(0).due, contest.period.from, contest.period.to).at(0).on),
              "2026-06-09");
}

TEST(PlanFiles, SaysWhereAMistakeStands) {
    EXPECT_EQ(mistake_of(small_plan()), "none");
    EXPECT_THAT(mistake_of("title: T\n"), HasSubstr("'plan: 1' is missing"));
    EXPECT_THAT(mistake_of(small_plan("colour: red\n")), HasSubstr("10: /colour"));
    EXPECT_THAT(mistake_of(small_plan("tasks:\n  - id: a\n    title: A\n    lead: nobody\n")), HasSubstr("13: /tasks/0/lead"));
    EXPECT_THAT(mistake_of(small_plan("targets:\n  - {id: a, title: A, measure: luck, percent: 10}\n")),
                HasSubstr("11: /targets/0/measure"));
    EXPECT_THAT(mistake_of(small_plan("targets:\n  - {id: a, title: A, measure: trained, percent: 101}\n")),
                HasSubstr("11: /targets/0/percent"));
    EXPECT_THAT(mistake_of(small_plan("targets:\n  - {id: a, title: A, measure: improved, percent: 10}\n")),
                HasSubstr("protocol_missing"));
    EXPECT_THAT(mistake_of(small_plan(
                    "targets:\n  - {id: a, title: A, measure: trained, percent: 10, within: a, denominator: reached}\n")),
                HasSubstr("nested_in_itself"));
    EXPECT_THAT(mistake_of(small_plan("reports:\n  - {id: a, title: A, due: {every: year, month: 2, day: 29}, to: office}\n")),
                HasSubstr("due_impossible"));
    EXPECT_THAT(mistake_of(small_plan("purposes: [Gọi số 0912 345 678]\n")), HasSubstr("holds_phone_number"));
}

TEST(PlanFiles, RefusesHostileYaml) {
    std::string bomb = "plan: 1\na: &a [x, x]\nb: &b [*a, *a]\n";
    EXPECT_THAT(mistake_of(bomb), HasSubstr("anchors"));
    EXPECT_THAT(mistake_of("plan: 1\ntitle: !!python/object x\n"), HasSubstr("tags"));
    std::string deep = "plan: 1\nx: ";
    for (int depth = 0; depth < 2000; ++depth)
        deep += "[0, ";
    EXPECT_THAT(mistake_of(deep), HasSubstr("YAML"));
    EXPECT_THAT(mistake_of("plan: 1\nid: p\nid: q\n"), HasSubstr("twice"));
    EXPECT_THAT(mistake_of(std::string(300 * 1024, 'a')), HasSubstr("larger than"));
    EXPECT_THAT(mistake_of(std::string("plan: 1\ntitle: a\0b\n", 19)), HasSubstr("control characters"));
    EXPECT_THAT(mistake_of(small_plan("number: " + std::string(100'000, 'x') + "\n")), HasSubstr("/number"));
}

}  // namespace
}  // namespace campaign
