#include "calendar/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace campaign::calendar {
namespace {

Day day(const char* text) { return *parse_day(text); }

TEST(CalendarRules, RefusesRulesThatNameNoDay) {
    EXPECT_TRUE(is_possible({.every = Every::quarter, .year = {}, .month = {3}, .day = {15}}));
    EXPECT_FALSE(is_possible({.every = Every::quarter, .year = {}, .month = {4}, .day = {15}}));
    EXPECT_FALSE(is_possible({.every = Every::quarter, .year = {}, .month = {3}, .day = {31}}));
    EXPECT_FALSE(is_possible({.every = Every::year, .year = {}, .month = {2}, .day = {29}}));
    EXPECT_FALSE(is_possible({.every = Every::once, .year = {}, .month = {6}, .day = {10}}));
    EXPECT_FALSE(is_possible({.every = Every::year, .year = Whole<2000, 2200>{2026}, .month = {6}, .day = {10}}));
    EXPECT_FALSE(
        is_possible({.every = Every::year, .year = {}, .month = {6}, .day = {10}, .before = false, .cut_off_minute = 1440}));
}

TEST(CalendarRules, BeforeADayMeansTheDayBefore) {
    const auto due = due_between({.every = Every::year, .year = {}, .month = {1}, .day = {1}, .before = true}, day("2025-12-01"),
                                 day("2025-12-31"));
    ASSERT_EQ(due.size(), 1u);
    EXPECT_EQ(to_text(due[0].on), "2025-12-31");
    EXPECT_EQ(due[0].cut_off, start_of(day("2025-12-31")) + 17 * kHourMs);
}

TEST(CalendarRules, TellsLateFromMissing) {
    const Instant cut_off{1000};
    EXPECT_EQ(timing_of(cut_off, {}, {1000}), Timing::open);
    EXPECT_EQ(timing_of(cut_off, {}, {1001}), Timing::missing);
    EXPECT_EQ(timing_of(cut_off, Instant{1000}, {5000}), Timing::on_time);
    EXPECT_EQ(timing_of(cut_off, Instant{1001}, {5000}), Timing::late);
}

RC_GTEST_PROP(CalendarRules, AQuarterHasOneReportAndPeriodsJoin, ()) {
    const ReportRule rule{
        .every = Every::quarter, .year = {}, .month = {*rc::gen::inRange(1, 4)}, .day = {*rc::gen::inRange(1, 29)}};
    const Day from{*rc::gen::inRange(15000, 25000)};
    const Day middle = from + *rc::gen::inRange(0, 1000);
    const Day to = middle + *rc::gen::inRange(1, 1000);
    auto parts = due_between(rule, from, middle);
    for (const auto& due : due_between(rule, middle + 1, to))
        parts.push_back(due);
    RC_ASSERT(parts == due_between(rule, from, to));
    RC_ASSERT(due_between(rule, from, from + 366 * 4).size() >= 15u);
}

}  // namespace
}  // namespace campaign::calendar
