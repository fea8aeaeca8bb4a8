#include "foundation/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

TEST(Time, TurnsTheDayAtMidnightInHaNoi) {
    const Instant last_minute{1795366799999};  // 2026-11-22T16:59:59.999Z
    EXPECT_EQ(to_text(day_of(last_minute)), "2026-11-22");
    EXPECT_EQ(to_text(day_of(last_minute + 1)), "2026-11-23");
}

TEST(Time, KnowsWeekdaysFromMonday) {
    EXPECT_EQ(weekday_of(*parse_day("2026-11-23")), 0);
    EXPECT_EQ(weekday_of(*parse_day("2026-11-22")), 6);
}

TEST(Time, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "26-11-22", "2026-11-2", "2026/11/22", "2026-11-22 ", ""}) {
        EXPECT_FALSE(parse_day(text)) << text;
    }
    EXPECT_TRUE(parse_day("2028-02-29"));
}

RC_GTEST_PROP(Time, DaysSurviveBeingWrittenAndRead, ()) {
    const Day day{*rc::gen::inRange<std::int64_t>(-700000, 100000)};
    RC_ASSERT(parse_day(to_text(day)) == day);
    RC_ASSERT(day_of(start_of(day)) == day);
    RC_ASSERT(day_of(start_of(day) + (kDayMs - 1)) == day);
}
