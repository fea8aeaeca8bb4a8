#include "targets/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace campaign::targets {
namespace {

using units::TargetGroup;

PlanTarget target(const std::string& id, const std::string& measure, std::int64_t percent, Denominator denominator) {
    PlanTarget made;
    made.id = {id};
    made.title = {id};
    made.measure = {measure};
    if (measure == "active_days") made.detail = Text<1, 60>{"1"};
    made.percent = Whole<1, 100>{percent};
    made.denominator = denominator;
    return made;
}

// A commune (1) with two hamlets (2, 3).
Material material() {
    using units::Kind;
    return {.branches = {{{1}, {}, Kind::commune}, {{2}, 0, Kind::hamlet}, {{3}, 0, Kind::hamlet}}, .counts = {}, .values = {}, .populations = {}, .shares = {}};
}

TEST(TargetRules, SaysHowManyAreEnough) {
    EXPECT_EQ(needed_of(33, 80, Bound::at_least), 27);
    EXPECT_EQ(needed_of(10, 90, Bound::more_than), 10);
    EXPECT_EQ(needed_of(9, 90, Bound::more_than), 9);
    EXPECT_EQ(needed_of(0, 100, Bound::at_least), 0);
}

// KP-3: "80 %, of which 50 %".
TEST(TargetRules, CountsTheNestedTargetOfThoseWhoReachedTheOuter) {
    Plan plan;
    auto outer = target("outer", "active_days", 80, Denominator::population);
    auto inner = target("inner", "level_completed", 50, Denominator::reached);
    inner.detail = Text<1, 60>{"bdh-ai-1"};
    inner.within = Text<1, 60>{"outer"};
    plan.targets.values = {outer, inner};
    auto given = material();
    given.counts = {{{2}, TargetGroup::citizen, "active_days", "1", 50},
                    {{3}, TargetGroup::worker, "active_days", "1", 30},
                    {{3}, TargetGroup::worker, "level_completed", "bdh-ai-1", 39}};
    given.populations = {{{1}, std::nullopt, {100, 2025, "Niên giám"}}};
    const Tally tally(plan, given);
    const auto top = tally.figure(outer, 0);
    EXPECT_EQ(top.reached, 80);
    EXPECT_EQ(top.whole, 100);
    EXPECT_EQ(top.whole_source, "Niên giám (2025)");
    EXPECT_EQ(top.met, true);
    const auto nested = tally.figure(inner, 0);
    EXPECT_EQ(nested.whole, 80);
    EXPECT_EQ(nested.needed, 40);
    EXPECT_EQ(nested.met, false);
    EXPECT_EQ(tally.figure(outer, 1).whole, std::nullopt);
}

// KP-1: a network of hamlets is no business of the Party cell beside them.
TEST(TargetRules, CountsOnlyUnitsOfTheKindsItNames) {
    Plan plan;
    auto network = target("network", "core_group_formed", 100, Denominator::units);
    network.kinds.emplace();
    network.kinds->values = {units::Kind::hamlet};
    plan.targets.values = {network};
    auto given = material();
    given.branches.push_back({{4}, 0, units::Kind::party_cell});
    given.values = {{{2}, "network", ValuePart::reached, 1, {1}, "Quyết định"}, {{4}, "network", ValuePart::reached, 1, {1}, "Quyết định"}};
    const Tally tally(plan, given);
    const auto figure = tally.figure(network, 0);
    EXPECT_EQ(figure.reached, 1);
    EXPECT_EQ(figure.whole, 2);
    EXPECT_TRUE(tally.concerns(network, 0));
    EXPECT_TRUE(tally.concerns(network, 1));
    EXPECT_FALSE(tally.concerns(network, 3));
}

// TH-1
TEST(TargetRules, CountsUnitsByTheirFacts) {
    Plan plan;
    const auto issued = target("issued", "plan_issued", 100, Denominator::units);
    plan.targets.values = {issued};
    auto given = material();
    given.values = {{{2}, "issued", ValuePart::reached, 1, {100}, "Kế hoạch xóm"}};
    const Tally tally(plan, given);
    EXPECT_EQ(tally.figure(issued, 0).reached, 1);
    EXPECT_EQ(tally.figure(issued, 0).whole, 2);
    EXPECT_EQ(tally.figure(issued, 0).met, false);
    EXPECT_EQ(tally.figure(issued, 1).met, true);
    EXPECT_EQ(tally.figure(issued, 2).reached, std::nullopt);
}

TEST(TargetRules, ATypedNumberOfAUnitStandsForThoseBelow) {
    Plan plan;
    const auto trained = target("trained", "trained", 100, Denominator::given);
    plan.targets.values = {trained};
    auto given = material();
    given.values = {{{2}, "trained", ValuePart::reached, 7, {100}, "s"}, {{3}, "trained", ValuePart::reached, 5, {100}, "s"}};
    EXPECT_EQ(Tally(plan, given).figure(trained, 0).reached, 12);
    given.values.push_back({{1}, "trained", ValuePart::reached, 11, {101}, "s"});
    EXPECT_EQ(Tally(plan, given).figure(trained, 0).reached, 11);
    EXPECT_TRUE(Tally(plan, given).figure(trained, 0).reached_is_manual);
    EXPECT_EQ(refuse_figure(plan, trained, Tally(plan, given), 0), std::nullopt);
    given.values.push_back({{1}, "trained", ValuePart::whole, 10, {101}, "s"});
    EXPECT_EQ(refuse_figure(plan, trained, Tally(plan, given), 0), ValueRefusal::more_than_the_whole);
}

TEST(TargetRules, RefusesANestedNumberAboveTheOneAroundIt) {
    Plan plan;
    auto outer = target("outer", "trained", 100, Denominator::given);
    auto inner = target("inner", "improved", 50, Denominator::reached);
    inner.within = Text<1, 60>{"outer"};
    plan.targets.values = {outer, inner};
    auto given = material();
    given.values = {{{1}, "outer", ValuePart::reached, 10, {1}, "s"}, {{1}, "inner", ValuePart::reached, 11, {1}, "s"}};
    const Tally tally(plan, given);
    EXPECT_EQ(refuse_figure(plan, inner, tally, 0), ValueRefusal::more_than_around_it);
    EXPECT_EQ(refuse_figure(plan, outer, tally, 0), ValueRefusal::less_than_within_it);
}

TEST(TargetRules, HidesSmallGroupsAndTheirRest) {
    const auto people = target("people", "active_days", 80, Denominator::roster);
    Figure figure;
    figure.reached = 96;
    figure.whole = 100;
    EXPECT_TRUE(suppress(people, figure).suppressed);
    figure.reached = 4;
    EXPECT_EQ(suppress(people, figure).reached, std::nullopt);
    figure.reached = 0;
    EXPECT_FALSE(suppress(people, figure).suppressed);
    figure.reached = 50;
    EXPECT_FALSE(suppress(people, figure).suppressed);
    // A hamlet that has formed its group, one of one, tells of nobody.
    figure.reached = figure.whole = 1;
    EXPECT_FALSE(suppress(target("network", "core_group_formed", 100, Denominator::units), figure).suppressed);
}

RC_GTEST_PROP(TargetRules, SharesThatReconcileReachTheWholeUnitsShare, ()) {
    const std::int64_t percent = *rc::gen::inRange(1, 101);
    std::vector<Part> below;
    std::int64_t people = 0;
    for (int place = *rc::gen::inRange(1, 8); place > 0; --place) {
        below.push_back({*rc::gen::inRange(0, 500), *rc::gen::inRange(0, 101)});
        people += *below.back().whole;
    }
    std::int64_t asked = 0;
    for (const auto& part : below)
        asked += needed_of(*part.whole, part.percent, Bound::at_least);
    const auto result = reconcile(below, std::nullopt, percent, Bound::at_least);
    const auto needed = needed_of(people, percent, Bound::at_least);
    if (!result.refusal)
        RC_ASSERT(asked >= needed);
    else
        RC_ASSERT(asked + result.missing == needed);
}

RC_GTEST_PROP(TargetRules, ReachedIsTheSumOfTheUnitsBelow, ()) {
    Plan plan;
    const auto took_part = target("t", "active_days", 80, Denominator::roster);
    plan.targets.values = {took_part};
    auto given = material();
    for (int row = *rc::gen::inRange(0, 20); row > 0; --row) {
        given.counts.push_back({{*rc::gen::inRange(1, 4)}, TargetGroup::citizen, "active_days", "1", *rc::gen::inRange(0, 100)});
    }
    std::int64_t own = 0;
    for (const auto& row : given.counts)
        own += row.unit.value == 1 ? row.people : 0;
    const Tally tally(plan, given);
    RC_ASSERT(*tally.figure(took_part, 0).reached ==
              own + *tally.figure(took_part, 1).reached + *tally.figure(took_part, 2).reached);
}

}  // namespace
}  // namespace campaign::targets
