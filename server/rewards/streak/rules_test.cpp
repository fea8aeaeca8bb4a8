#include "streak/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

using namespace rewards::streak;

namespace {

constexpr Day kStart{20000};

std::vector<Day> days_at(const std::vector<int>& offsets) {
    std::vector<Day> days;
    for (const auto offset : offsets) days.push_back(kStart + offset);
    return days;
}

std::vector<Day> run_of(int from, int count) {
    std::vector<Day> days;
    for (int offset = from; offset < from + count; ++offset) days.push_back(kStart + offset);
    return days;
}

// Dense enough for long runs, with gaps that spend freezes.
std::vector<Day> some_days() {
    std::vector<Day> days;
    for (int offset = 0; offset < 80; ++offset) {
        if (*rc::gen::inRange(0, 8) > 0) days.push_back(kStart + offset);
    }
    return days;
}

}  // namespace

TEST(StreakRules, CountsDaysInARow) {
    EXPECT_EQ(streak_of(days_at({0, 1, 2}), kStart + 2).days, 3);
    EXPECT_EQ(streak_of({}, kStart).days, 0);
}

TEST(StreakRules, IsNotBrokenByADayThatIsNotOverYet) {
    EXPECT_EQ(streak_of(days_at({0, 1, 2}), kStart + 3).days, 3);
    EXPECT_EQ(streak_of(days_at({0, 1, 2}), kStart + 4).days, 0);
}

TEST(StreakRules, EarnsAFreezeForSevenDaysAndSpendsItByItself) {
    auto days = run_of(0, 7);
    EXPECT_EQ(streak_of(days, kStart + 7).freezes, 1);
    const auto after_a_missed_day = replay(days, kStart + 8);
    EXPECT_EQ(after_a_missed_day.streak.days, 7);
    EXPECT_EQ(after_a_missed_day.streak.freezes, 0);
    EXPECT_EQ(after_a_missed_day.frozen_on, std::vector<Day>{kStart + 7});
    days.push_back(kStart + 8);
    EXPECT_EQ(streak_of(days, kStart + 8).days, 8);
    EXPECT_EQ(streak_of(days, kStart + 10).days, 0) << "the second missed day has no freeze to spend";
}

TEST(StreakRules, HoldsTwoFreezesAtMost) {
    const auto streak = streak_of(run_of(0, 28), kStart + 27);
    EXPECT_EQ(streak.freezes, 2);
    EXPECT_EQ(next_freeze_in_days(streak), 0);
    EXPECT_EQ(streak_of(run_of(0, 28), kStart + 30).days, 28);
    EXPECT_EQ(streak_of(run_of(0, 28), kStart + 31).days, 0);
}

TEST(StreakRules, TellsHowFarTheNextFreezeIs) {
    EXPECT_EQ(next_freeze_in_days(streak_of(run_of(0, 3), kStart + 2)), 4);
    EXPECT_EQ(next_freeze_in_days(streak_of({}, kStart)), 7);
    EXPECT_EQ(next_freeze_in_days(streak_of(run_of(0, 9), kStart + 10)), 7) << "in a row: a frozen day begins a new count";
}

TEST(StreakRules, IsRepairedByADayThatArrivesLate) {
    EXPECT_EQ(streak_of(days_at({0, 1, 3, 4}), kStart + 4).days, 2);
    EXPECT_EQ(streak_of(days_at({0, 1, 3, 4, 2}), kStart + 4).days, 5);
}

TEST(StreakRules, GivesBackTheFreezeThatALateDayMakesNeedless) {
    auto days = run_of(0, 7);
    days.push_back(kStart + 8);
    EXPECT_EQ(streak_of(days, kStart + 8).freezes, 0);
    days.push_back(kStart + 7);
    EXPECT_EQ(streak_of(days, kStart + 8).freezes, 1);
}

RC_GTEST_PROP(StreakRules, IsTheSameInAnyOrderOfArrival, ()) {
    auto days = some_days();
    const auto today = kStart + *rc::gen::inRange(79, 90);
    const auto in_order = streak_of(days, today);
    for (auto at = days.size(); at > 1; --at) std::swap(days[at - 1], days[*rc::gen::inRange<std::size_t>(0, at)]);
    if (!days.empty()) days.push_back(days.front());
    RC_ASSERT(streak_of(days, today) == in_order);
}

RC_GTEST_PROP(StreakRules, IsTheSameDayByDayAsByReplay, ()) {
    const auto days = some_days();
    Streak step;
    std::size_t next = 0;
    for (auto today = kStart; today < kStart + 90; today = today + 1) {
        step = carry_to(step, today);
        if (next < days.size() && days[next] == today) step = add_day(step, days[next++]);
        RC_ASSERT(step == streak_of({days.begin(), days.begin() + static_cast<std::ptrdiff_t>(next)}, today));
    }
}

RC_GTEST_PROP(StreakRules, NeverLosesByOneMoreDay, ()) {
    auto days = some_days();
    const auto today = kStart + *rc::gen::inRange(79, 84);
    const auto before = replay(days, today);
    days.push_back(kStart + *rc::gen::inRange(0, 79));
    const auto after = replay(days, today);
    RC_ASSERT(after.streak.longest >= before.streak.longest);
    RC_ASSERT(after.streak.days >= before.streak.days);
    RC_ASSERT(after.streak.freezes >= before.streak.freezes);
    RC_ASSERT(after.weeks.size() >= before.weeks.size());
}

RC_GTEST_PROP(StreakRules, KeepsTheLongestForEver, ()) {
    const auto days = some_days();
    std::int64_t longest = 0;
    for (auto today = kStart; today < kStart + 95; today = today + 1) {
        std::vector<Day> so_far;
        std::copy_if(days.begin(), days.end(), std::back_inserter(so_far), [&](Day day) { return day <= today; });
        const auto streak = streak_of(so_far, today);
        RC_ASSERT(streak.longest >= longest);
        RC_ASSERT(streak.days <= streak.longest);
        longest = streak.longest;
    }
}

RC_GTEST_PROP(StreakRules, NeverHoldsMoreFreezesThanAllowed, (std::uint8_t held_max)) {
    const FreezeRule rule{7, held_max % 4};
    const auto streak = streak_of(some_days(), kStart + 85, rule);
    RC_ASSERT(streak.freezes >= 0 && streak.freezes <= rule.held_max);
}
