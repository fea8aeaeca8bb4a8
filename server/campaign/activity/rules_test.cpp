#include "activity/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace campaign::activity {
namespace {

using units::TargetGroup;

const Day kToday = *parse_day("2026-11-22");

Recent reading(const counters::Counts& counts) { return read(counters::write_counts(counts), kToday); }

TEST(ActivityRules, NobodyIsNought) {
    const auto recent = reading({});
    EXPECT_EQ(recent.days[27].active, 0);
    EXPECT_EQ(recent.active_week, counters::ByGroup{});
    EXPECT_EQ(recent.lessons_total, 0);
}

TEST(ActivityRules, SaysWhatOnePersonDid) {
    counters::Counts counts;
    add_up({{kToday - 28, kToday - 27, kToday - 8, kToday}, {{kToday - 8, 1}, {kToday, 2}}, 9}, TargetGroup::worker, 1, counts);
    const auto recent = reading(counts);
    EXPECT_EQ(recent.days[0].active, 1);  // 27 days ago; the day before it is no longer shown
    EXPECT_EQ(recent.days[27].active, 1);
    EXPECT_EQ(recent.days[27].lessons, 2);
    EXPECT_EQ(recent.days[19].lessons, 1);
    EXPECT_EQ(recent.active_week[static_cast<std::size_t>(TargetGroup::worker)], 1);
    EXPECT_EQ(recent.active_week_before[static_cast<std::size_t>(TargetGroup::worker)], 1);
    EXPECT_EQ(recent.lessons_total, 9);
}

TEST(ActivityRules, OldDaysGoAndTotalsStay) {
    counters::Counts counts;
    add_up({{kToday - 28, kToday - 14, kToday - 13}, {{kToday - 28, 1}}, 1}, TargetGroup::citizen, 1, counts);
    drop_old(kToday, counts);
    std::set<std::string> names;
    for (const auto& [name, by_group] : counts) names.insert(name);
    const auto day = [](std::string_view measure, Day on) { return counters::name_of(measure, std::to_string(on.number)); };
    EXPECT_EQ(names, (std::set<std::string>{day("active", kToday - 14), day("active", kToday - 13), day("stopped", kToday - 13), "lessons|"}));
}

// Weeks as one would count them, person by person.
struct Weeks {
    std::int64_t now = 0, before = 0;
};
Weeks count_weeks(const std::vector<std::set<Day>>& people) {
    const auto is_in = [](const std::set<Day>& days, Day after, Day to) {
        const auto first = days.upper_bound(after);
        return first != days.end() && *first <= to;
    };
    Weeks weeks;
    for (const auto& days : people) {
        weeks.now += is_in(days, kToday - 7, kToday);
        weeks.before += is_in(days, kToday - 14, kToday - 7);
    }
    return weeks;
}

RC_GTEST_PROP(ActivityRules, DaysInAnyOrderComeToWhatCountingPeopleComesTo, ()) {
    counters::Counts counts;
    std::vector<std::set<Day>> people(3);
    // One day after another as they arrive, which is not the order in which they were.
    for (int event = 0; event < 40; ++event) {
        auto& days = people[*rc::gen::inRange<std::size_t>(0, people.size())];
        const auto day = kToday - *rc::gen::inRange(0, 35);
        if (days.contains(day)) continue;
        Beside beside;
        const auto next = days.upper_bound(day);
        if (next != days.begin()) beside.before = *std::prev(next);
        if (next != days.end()) beside.after = *next;
        days.insert(day);
        counters::Counts change;
        add_day(day, beside, TargetGroup::citizen, change);
        drop_old(kToday, change);
        counters::add(change, counts);
        drop_old(kToday, counts);
    }
    const auto recent = reading(counts);
    const auto weeks = count_weeks(people);
    RC_ASSERT(recent.active_week[4] == weeks.now);
    RC_ASSERT(recent.active_week_before[4] == weeks.before);
    counters::Counts anew;
    for (const auto& days : people) add_up({{days.begin(), days.end()}, {}, 0}, TargetGroup::citizen, 1, anew);
    drop_old(kToday, anew);
    counters::Counts without_noughts;
    counters::add(anew, without_noughts);
    RC_ASSERT(counts == without_noughts);
}

}  // namespace
}  // namespace campaign::activity
