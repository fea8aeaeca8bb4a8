#include "ranking/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace rewards::ranking;

namespace {

Standing some_standing() {
    return {*rc::gen::inRange<std::int64_t>(1, 400), *rc::gen::inRange<std::uint32_t>(1, 30), *rc::gen::inRange<std::uint32_t>(0, 5)};
}

UnitFigures figures(int unit, int points, int learners, std::optional<std::int64_t> population = std::nullopt) {
    return {units::UnitId{unit}, points, learners, population};
}

std::vector<UnitFigures> some_figures() {
    std::vector<UnitFigures> all;
    const auto count = *rc::gen::inRange(1, 12);
    for (int unit = 1; unit <= count; ++unit) {
        const auto learners = *rc::gen::inRange(1, 500);
        all.push_back(figures(unit, *rc::gen::inRange(0, 5000), learners, learners + *rc::gen::inRange(0, 5000)));
    }
    return all;
}

}  // namespace

TEST(RankingRules, PutsMorePointsAheadThenTheEarlierThenTheSmallerId) {
    EXPECT_TRUE(is_ahead({2, 20, 9}, {1, 10, 1}));
    EXPECT_TRUE(is_ahead({2, 10, 1}, {1, 10, 2}));
    EXPECT_TRUE(is_ahead({1, 10, 1}, {2, 10, 1}));
    EXPECT_FALSE(is_ahead({1, 10, 1}, {1, 10, 1}));
}

RC_GTEST_PROP(RankingRules, OrderIsTotal, ()) {
    const auto a = some_standing(), b = some_standing(), c = some_standing();
    RC_ASSERT((is_ahead(a, b) + is_ahead(b, a) + (a == b)) == 1);
    if (is_ahead(a, b) && is_ahead(b, c)) RC_ASSERT(is_ahead(a, c));
}

RC_GTEST_PROP(RankingRules, LeaderboardIsAsASortedList, ()) {
    // The sorted vector is the plain truth.
    Leaderboard board(*rc::gen::inRange<std::size_t>(1, 9));
    std::vector<Standing> plain;
    const auto steps = *rc::gen::inRange(1, 150);
    for (int step = 0; step < steps; ++step) {
        if (plain.empty() || *rc::gen::inRange(0, 4) > 0) {
            const Standing added{step + 1, *rc::gen::inRange<std::uint32_t>(1, 50), *rc::gen::inRange<std::uint32_t>(0, 9)};
            board.insert(added);
            plain.insert(std::lower_bound(plain.begin(), plain.end(), added, is_ahead), added);
        } else {
            const auto at = *rc::gen::inRange<std::size_t>(0, plain.size());
            RC_ASSERT(board.erase(plain[at]));
            RC_ASSERT(!board.erase(plain[at]));
            plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    RC_ASSERT(board.size() == plain.size());
    RC_ASSERT(board.slice(0, plain.size() + 5) == plain);
    for (std::size_t at = 0; at < plain.size(); ++at) {
        RC_ASSERT(board.count_ahead(plain[at]) == at);
        const auto end = plain.begin() + static_cast<std::ptrdiff_t>(std::min(plain.size(), at + 3));
        RC_ASSERT(board.slice(at, 3) == std::vector<Standing>(plain.begin() + static_cast<std::ptrdiff_t>(at), end));
    }
}

TEST(RankingRules, LeaderboardEmptiesAndFillsAgain) {
    Leaderboard board;
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t id = 1; id <= 5000; ++id) board.insert({id, id % 97 + 1, id % 13});
        EXPECT_EQ(board.size(), 5000U);
        for (std::uint32_t id = 1; id <= 5000; ++id) EXPECT_TRUE(board.erase({id, id % 97 + 1, id % 13}));
        EXPECT_EQ(board.size(), 0U);
        EXPECT_TRUE(board.slice(0, 10).empty());
    }
}

TEST(RankingRules, ShowsTheBestTenAndTheNeighbours) {
    const auto excerpt = excerpt_of(100, 50);
    EXPECT_EQ(excerpt.top_count, 10U);
    EXPECT_EQ(excerpt.near_first, 48U);
    EXPECT_EQ(excerpt.near_count, 4U);
    EXPECT_EQ(excerpt_of(100, std::nullopt).near_count, 0U);
    EXPECT_EQ(excerpt_of(0, std::nullopt).top_count, 0U);
    EXPECT_EQ(excerpt_of(1, 1).top_count, 1U);
}

RC_GTEST_PROP(RankingRules, NeverShowsTheLastToAnyoneElse, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(2, 40);
    const auto mine = *rc::gen::inRange<std::size_t>(1, size + 1);
    const auto excerpt = excerpt_of(size, mine);
    RC_ASSERT(excerpt.top_count < size);
    const auto near_last = excerpt.near_first + excerpt.near_count - 1;
    RC_ASSERT((near_last == size) == (mine == size));
    RC_ASSERT(excerpt.near_first <= mine && mine <= near_last);
}

TEST(RankingRules, SmallUnitsAreDrawnTowardsTheMean) {
    // One keen person alone does not beat a village where many learn well.
    const auto comparison = compare_units({figures(1, 300, 1), figures(2, 20000, 100), figures(3, 5000, 100)}, 50);
    EXPECT_EQ(comparison.scores[0].figures.unit.value, 2);
    EXPECT_FALSE(comparison.by_population);
}

TEST(RankingRules, AUnitDoesNotRiseBecauseItsNumberIsMissing) {
    const auto comparison = compare_units({figures(1, 1000, 10, 2000), figures(2, 900, 10)}, 50);
    EXPECT_FALSE(comparison.by_population) << "one unknown number, and all are compared by learners";
    EXPECT_EQ(comparison.scores[0].figures.unit.value, 1);
    EXPECT_EQ(comparison.scores[0].heads, 10);
}

RC_GTEST_PROP(RankingRules, ShrunkScoreLiesBetweenOwnAndMean, ()) {
    const auto comparison = compare_units(some_figures(), 50);
    RC_ASSERT(comparison.by_population);
    double last = std::numeric_limits<double>::infinity();
    for (const auto& each : comparison.scores) {
        const auto own = static_cast<double>(each.figures.points) / static_cast<double>(each.heads);
        RC_ASSERT(each.score >= std::min(own, comparison.mean) - 1e-9);
        RC_ASSERT(each.score <= std::max(own, comparison.mean) + 1e-9);
        RC_ASSERT(each.score <= last);
        last = each.score;
    }
}

RC_GTEST_PROP(RankingRules, OrderOfUnitsDoesNotDependOnTheOrderTheyCome, ()) {
    auto all = some_figures();
    const auto one = compare_units(all, 50);
    std::reverse(all.begin(), all.end());
    const auto other = compare_units(all, 50);
    for (std::size_t at = 0; at < one.scores.size(); ++at) RC_ASSERT(one.scores[at].figures.unit == other.scores[at].figures.unit);
}

RC_GTEST_PROP(RankingRules, ShowsTheTopHalfOfUnitsAndMine, ()) {
    const auto comparison = compare_units(some_figures(), 50);
    const auto mine = comparison.scores.back().figures.unit;
    const auto half = (comparison.scores.size() + 1) / 2;
    RC_ASSERT(shown_units(comparison, units::UnitId{}).size() == half);
    const auto shown = shown_units(comparison, mine);
    RC_ASSERT(shown.back() == comparison.scores.size() - 1);
    RC_ASSERT(std::set<std::size_t>(shown.begin(), shown.end()).size() == shown.size());
}

TEST(RankingRules, SaysItsFormulaInWords) {
    const auto text = formula_text(compare_units({figures(1, 100, 20), figures(2, 220, 80)}, 50), 50, "Xã Kim Phượng");
    EXPECT_EQ(text,
              "Điểm xếp hạng = (tổng điểm + 50 × m) ÷ (số người + 50). Số người là số người của đơn vị đã tham gia học (vì chưa "
              "đủ số liệu dân số của mọi đơn vị). m = 3,2 là điểm bình quân một người, tính chung các đơn vị thuộc Xã Kim Phượng. "
              "Cách tính này giúp đơn vị ít người không lên hay xuống hạng chỉ vì một vài người.");
}
