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
    Frame frame{{"05551", "Xã Kim Phượng", units::Kind::commune, {}}, Instant{1}, kToday, {{1, 2}, {2, 3}}, {}, {}};
    frame.children = {{"05551.01", "Xóm Đông", units::Kind::hamlet}, {"05551.02", "Xóm Tây", units::Kind::hamlet}};
    frame.child_of = [](units::UnitId unit) -> std::optional<std::size_t> {
        if (unit == kEast || unit == kEastOffice) return 0;
        if (unit == kWest) return 1;
        return std::nullopt;
    };
    return frame;
}

TEST(OverviewRules, AnEmptyUnitIsAllZeros) {
    const auto overview = add_up({}, commune_frame());
    EXPECT_EQ(overview.enrolled, 0);
    EXPECT_EQ(overview.groups.size(), 5u);
    EXPECT_EQ(overview.levels.size(), 2u);
    ASSERT_EQ(overview.daily.size(), 28u);
    EXPECT_EQ(overview.daily.front().day, kToday - 27);
    EXPECT_EQ(overview.daily.back().day, kToday);
    EXPECT_EQ(overview.children.at(1).trend, std::vector<std::int64_t>(28, 0));
    EXPECT_EQ(overview.eligible, std::nullopt);
}

TEST(OverviewRules, AddsUpPeopleByGroupAndPart) {
    Counts counts;
    counts.enrolled = {{kCommune, TargetGroup::official, 3, 3}, {kEast, TargetGroup::citizen, 10, 4}, {kEastOffice, TargetGroup::official, 1, 0}};
    counts.active = {{kEast, TargetGroup::citizen, 6, 2}, {kCommune, TargetGroup::official, 1, 3}};
    const auto overview = add_up(counts, commune_frame());
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

TEST(OverviewRules, PlacesDaysInTheTrend) {
    Counts counts;
    counts.days = {{kEast, kToday, 2, 1, 30},      {kWest, kToday, 1, 0, 4},          {kEast, kToday - 6, 5, 4, 50}, {kEast, kToday - 7, 7, 8, 60},
                   {kCommune, kToday - 27, 1, 1, 9}, {kEast, kToday - 28, 100, 100, 9}, {kEast, kToday + 1, 100, 100, 9}};
    const auto overview = add_up(counts, commune_frame());
    EXPECT_EQ(overview.active_today, 3);
    EXPECT_EQ(overview.answers_today, 34);
    EXPECT_EQ(overview.lessons_done_week, 5);
    EXPECT_EQ(overview.daily.front().active, 1);
    EXPECT_EQ(overview.daily.at(20).lessons, 8);
    EXPECT_EQ(overview.daily.back().active, 3);
    EXPECT_EQ(overview.children.at(0).active_today, 2);
    EXPECT_EQ(overview.children.at(0).trend.at(21), 5);
    EXPECT_EQ(overview.children.at(0).trend.front(), 0);
}

TEST(OverviewRules, ALevelIsDoneByWhoHasAllItsLessons) {
    Counts counts;
    counts.lessons = {{kEast, 1, 1, 4}, {kEast, 1, 2, 3}, {kWest, 1, 5, 1}, {kWest, 2, 2, 2}, {kEast, 9, 1, 1}};
    counts.started = {{1, 20}, {9, 5}};
    const auto overview = add_up(counts, commune_frame());
    EXPECT_EQ(overview.levels.at(0).learners_done, 4);  // three with both lessons, one with some that are no longer taught
    EXPECT_EQ(overview.levels.at(0).learners_started, 20);
    EXPECT_EQ(overview.levels.at(1).learners_done, 0);
    EXPECT_EQ(overview.lessons_done, 4 + 6 + 5 + 4 + 1);
    EXPECT_EQ(overview.children.at(1).lessons_done, 9);
}

TEST(OverviewRules, KeepsOnlyTheNumbersOfManyPeopleAndNotForLong) {
    Overview overview;
    overview.as_of = {1'000'000};
    overview.enrolled = kKeptFromPeople - 1;
    EXPECT_FALSE(is_fresh(overview, {1'000'000}));
    overview.enrolled = kKeptFromPeople;
    EXPECT_TRUE(is_fresh(overview, {1'004'999}));
    EXPECT_FALSE(is_fresh(overview, {1'005'000}));
    EXPECT_FALSE(is_fresh(overview, {999'999}));
}

TEST(OverviewRules, NamesSourceAndYear) { EXPECT_EQ(describe_source({100, 2025, "Niên giám thống kê"}), "Niên giám thống kê (2025)"); }

RC_GTEST_PROP(OverviewRules, PartsNeverHoldMoreThanTheWhole, ()) {
    Counts counts;
    const auto unit = [] { return units::UnitId{*rc::gen::inRange<std::int64_t>(1, 5)}; };
    const auto number = [] { return *rc::gen::inRange<std::int64_t>(0, 50); };
    for (int row = 0; row < 12; ++row) {
        const auto group = static_cast<TargetGroup>(*rc::gen::inRange(0, 5));
        counts.enrolled.push_back({unit(), group, number(), 0});
        counts.active.push_back({unit(), group, number(), number()});
        counts.days.push_back({unit(), kToday - *rc::gen::inRange(0, 40), number(), number(), number()});
        counts.lessons.push_back({unit(), *rc::gen::inRange<std::int64_t>(1, 3), number(), number()});
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
