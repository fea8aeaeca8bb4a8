#include "counters/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace campaign::counters {
namespace {

using units::TargetGroup;

TEST(CounterRules, WritesACounterInAFewCharactersAndReadsItAgain) {
    const Counts counts{{"active_days|1", {0, 0, 0, 0, 12}}, {"applied_work_accepted|", {}}, {kEnrolled, {3, 0, 0, 0, 40}}};
    EXPECT_EQ(write_counts(counts), "active_days|1=,,,,12;enrolled|=3,,,,40");
    EXPECT_EQ(read_counts(write_counts(counts)), (Counts{{"active_days|1", {0, 0, 0, 0, 12}}, {kEnrolled, {3, 0, 0, 0, 40}}}));
    EXPECT_EQ(write_counts({}), "");
    EXPECT_EQ(read_counts(""), Counts{});
}

TEST(CounterRules, AddsUpOnlyWhatIsAskedFor) {
    std::vector<ByGroup> sums(2);
    for (const char* text : {"active_days|1=,,,,12;enrolled|=3,,,,40", "active_days|10=5,,,,;enrolled|=,,1,,"})
        add_up(text, {"active_days|1", kEnrolled}, sums);
    EXPECT_EQ(sums[0], (ByGroup{0, 0, 0, 0, 12}));
    EXPECT_EQ(sums[1], (ByGroup{3, 0, 1, 0, 40}));
    EXPECT_EQ(count_of(sums[1], std::nullopt), 44);
    EXPECT_EQ(count_of(sums[1], TargetGroup::citizen), 40);
}

TEST(CounterRules, WhatComesLateChangesItsDayAndThoseAfterIt) {
    Days days{{{10}, {{"a|", {1, 0, 0, 0, 0}}}}, {{20}, {{"a|", {2, 0, 0, 0, 0}}}}};
    apply({{"a|", {1, 0, 0, 0, 0}}}, {15}, days);
    EXPECT_EQ(days,
              (Days{{{10}, {{"a|", {1, 0, 0, 0, 0}}}}, {{15}, {{"a|", {2, 0, 0, 0, 0}}}}, {{20}, {{"a|", {3, 0, 0, 0, 0}}}}}));
    apply({{"a|", {-1, 0, 0, 0, 0}}}, {15}, days);
    drop_unchanged(days);
    EXPECT_EQ(days.size(), 2u);
}

struct Person {
    std::vector<Stay> stays;
    std::vector<Reached> reached;
};

rc::Gen<Person> any_person() {
    return rc::gen::exec([] {
        Person person;
        auto since = *rc::gen::inRange(0, 10);
        for (int left = *rc::gen::inRange(1, 4); left > 0; --left, since += *rc::gen::inRange(1, 8)) {
            person.stays.push_back(
                {{since}, {*rc::gen::inRange(1, 4)}, *rc::gen::element(TargetGroup::official, TargetGroup::citizen)});
        }
        for (const char* name : {kEnrolled, "a|", "b|1"}) {
            if (*rc::gen::arbitrary<bool>()) person.reached.push_back({name, {*rc::gen::inRange(0, 40)}});
        }
        return person;
    });
}

// Counted without changes: where is everybody on that day, and what have they reached by then?
std::map<units::UnitId, Counts> counted_on(const std::vector<Person>& people, Day day) {
    std::map<units::UnitId, Counts> counts;
    for (const auto& person : people) {
        const Stay* there = nullptr;
        for (const auto& stay : person.stays)
            there = stay.since <= day ? &stay : there;
        if (!there) continue;
        for (const auto& each : person.reached) {
            if (each.on <= day) ++counts[there->unit][each.name][static_cast<std::size_t>(there->group)];
        }
    }
    return counts;
}

Counts on(const Days& days, Day day) {
    const auto after = days.upper_bound(day);
    return after == days.begin() ? Counts{} : std::prev(after)->second;
}

RC_GTEST_PROP(CounterRules, AnyOrderOfNewsGivesWhatACountOfEachDayGives, ()) {
    auto people = *rc::gen::container<std::vector<Person>>(any_person());
    std::map<units::UnitId, Days> kept;
    const auto take = [&](const Person& person, std::int64_t times) {
        Changes changes;
        add_person(person.stays, person.reached, times, changes);
        for (const auto& [place, change] : changes)
            apply(change, place.second, kept[place.first]);
    };
    for (const auto& person : people)
        take(person, 1);
    if (!people.empty()) {
        take(people.back(), -1);
        people.pop_back();
    }
    for (std::int64_t day = 0; day < 50; ++day) {
        const auto counted = counted_on(people, {day});
        for (const auto& [unit, days] : kept) {
            const auto found = counted.find(unit);
            RC_ASSERT(on(days, {day}) == (found == counted.end() ? Counts{} : found->second));
        }
    }
}

}  // namespace
}  // namespace campaign::counters
