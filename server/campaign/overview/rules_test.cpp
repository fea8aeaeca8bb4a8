#include "overview/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace campaign {
namespace {

using units::TargetGroup;

const Day kToday = *parse_day("2026-11-22");
const units::UnitId kCommune{1}, kEast{2}, kWest{3}, kEastOffice{4};

Frame commune_frame() {
    Frame frame{{"05551", "Xã Kim Phượng", units::Kind::commune, {}}, Instant{1}, kToday, {{"b1", 1, "Bậc một", 0, 0}, {"b2", 2, "Bậc hai", 0, 0}}, {}, {}};
    frame.children = {{"05551.01", "Xóm Đông", units::Kind::hamlet}, {"05551.02", "Xóm Tây", units::Kind::hamlet}};
    frame.child_of = [](units::UnitId unit) -> std::optional<std::size_t> {
        if (unit == kEast || unit == kEastOffice) return 0;
        if (unit == kWest) return 1;
        return std::nullopt;
    };
    return frame;
}

UnitCount of(units::UnitId unit, counters::ByGroup enrolled) {
    UnitCount counts;
    counts.unit = unit;
    counts.enrolled = enrolled;
    return counts;
}

TEST(OverviewRules, AnEmptyUnitIsAllZeros) {
    const auto overview = add_up({}, commune_frame());
    EXPECT_EQ(overview.enrolled, 0);
    EXPECT_EQ(overview.groups.size(), 5u);
    ASSERT_EQ(overview.levels.size(), 2u);
    EXPECT_EQ(overview.levels[1].title, "Bậc hai");
    ASSERT_EQ(overview.daily.size(), 28u);
    EXPECT_EQ(overview.daily.front().day, kToday - 27);
    EXPECT_EQ(overview.daily.back().day, kToday);
    EXPECT_EQ(overview.children.at(1).trend, std::vector<std::int64_t>(28, 0));
    EXPECT_EQ(overview.eligible, std::nullopt);
}

TEST(OverviewRules, AddsUpPeopleByGroupAndPart) {
    auto commune = of(kCommune, {3}), east = of(kEast, {0, 0, 0, 0, 10}), office = of(kEastOffice, {1});
    commune.enrolled_week_ago = 3;
    east.enrolled_week_ago = 4;
    east.recent.active_week = {0, 0, 0, 0, 6};
    east.recent.active_week_before = {0, 0, 0, 0, 2};
    commune.recent.active_week = {1};
    commune.recent.active_week_before = {3};
    const auto overview = add_up({commune, east, office}, commune_frame());
    EXPECT_EQ(overview.enrolled, 14);
    EXPECT_EQ(overview.enrolled_week_ago, 7);
    EXPECT_EQ(overview.active_week, 7);
    EXPECT_EQ(overview.active_week_before, 5);
    EXPECT_EQ(overview.groups.at(0).target_group, TargetGroup::official);
    EXPECT_EQ(overview.groups.at(0).enrolled, 4);
    EXPECT_EQ(overview.groups.at(4).active_week, 6);
    EXPECT_EQ(overview.children.at(0).enrolled, 11);
    EXPECT_EQ(overview.children.at(0).active_week, 6);
    EXPECT_EQ(overview.children.at(1).enrolled, 0);
}

TEST(OverviewRules, AddsUpDaysAndLevels) {
    auto commune = of(kCommune, {}), east = of(kEast, {}), west = of(kWest, {});
    east.recent.days[27] = {2, 1};
    west.recent.days[27] = {1, 0};
    east.recent.days[21] = {5, 4};
    east.recent.days[20] = {7, 8};
    commune.recent.days[0] = {1, 1};
    east.recent.lessons_total = 30;
    commune.recent.lessons_total = 2;
    east.levels = {{5, 2}, {1, 0}};
    commune.levels = {{1, 1}, {0, 0}};
    const auto overview = add_up({commune, east, west}, commune_frame());
    EXPECT_EQ(overview.active_today, 3);
    EXPECT_EQ(overview.lessons_done_week, 5);
    EXPECT_EQ(overview.lessons_done, 32);
    EXPECT_EQ(overview.daily.front().active, 1);
    EXPECT_EQ(overview.daily.at(20).lessons, 8);
    EXPECT_EQ(overview.children.at(0).active_today, 2);
    EXPECT_EQ(overview.children.at(0).trend.at(21), 5);
    EXPECT_EQ(overview.children.at(0).lessons_done, 30);
    EXPECT_EQ(overview.levels.at(0).learners_started, 6);
    EXPECT_EQ(overview.levels.at(0).learners_done, 3);
}

TEST(OverviewRules, NamesSourceAndYear) { EXPECT_EQ(describe_source({100, 2025, "Niên giám thống kê"}), "Niên giám thống kê (2025)"); }

RC_GTEST_PROP(OverviewRules, PartsNeverHoldMoreThanTheWhole, ()) {
    const auto number = [] { return *rc::gen::inRange<std::int64_t>(0, 50); };
    std::vector<UnitCount> counts;
    for (const auto unit : {kCommune, kEast, kWest, kEastOffice}) {
        auto one = of(unit, {number(), number(), number(), number(), number()});
        one.recent.active_week = {number(), number()};
        one.recent.lessons_total = number();
        for (auto& day : one.recent.days) day = {number(), number()};
        counts.push_back(one);
    }
    const auto overview = add_up(counts, commune_frame());
    std::int64_t enrolled = 0, in_groups = 0, lessons = 0;
    for (const auto& child : overview.children) {
        enrolled += child.enrolled;
        lessons += child.lessons_done;
        RC_ASSERT(child.active_today == child.trend.back());
    }
    for (const auto& group : overview.groups) in_groups += group.enrolled;
    RC_ASSERT(enrolled <= overview.enrolled);
    RC_ASSERT(lessons <= overview.lessons_done);
    RC_ASSERT(in_groups == overview.enrolled);
    RC_ASSERT(overview.active_today == overview.daily.back().active);
}

}  // namespace
}  // namespace campaign
