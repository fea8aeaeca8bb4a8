#include "placement/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <random>

namespace {

using namespace learning::placement;

// Asks as the product does, somebody who masters the levels up to `mastered`.
template <class Answer>
std::vector<Answered> sit(int levels, Answer answer) {
    std::vector<Answered> answers;
    while (const auto level = next_level(answers, levels)) answers.push_back({*level, answer(*level)});
    return answers;
}

TEST(PlacementRules, FindsEveryLevelOfSomebodyWhoAnswersAsTheyKnow) {
    for (int levels = 1; levels <= 5; ++levels) {
        for (int mastered = 0; mastered <= levels; ++mastered) {
            const auto answers = sit(levels, [&](int level) { return level <= mastered ? 1000 : 0; });
            EXPECT_EQ(proposed_level(answers, levels), std::min(mastered + 1, levels)) << mastered << " of " << levels;
            EXPECT_LE(answers.size(), static_cast<std::size_t>(kItemsMax));
        }
    }
}

TEST(PlacementRules, StopsEarlyWhenItIsSure) {
    EXPECT_LT(sit(5, [](int) { return 0; }).size(), static_cast<std::size_t>(kItemsMax));
    EXPECT_GE(sit(5, [](int) { return 0; }).size(), static_cast<std::size_t>(kItemsMin));
}

TEST(PlacementRules, PutsABeginnerWithoutAnswersAtTheFirstLevel) { EXPECT_EQ(proposed_level({}, 5), 1); }

TEST(PlacementRules, IsSeldomOffByMoreThanOneLevelWhenPeopleGuessAndSlip) {
    std::mt19937 dice(7);
    std::uniform_real_distribution<double> chance;
    int far = 0;
    constexpr int kPeople = 2000;
    for (int person = 0; person < kPeople; ++person) {
        const int mastered = person % 6;
        const auto answers =
            sit(5, [&](int level) { return chance(dice) < (level <= mastered ? kKnows : kGuesses) ? 1000 : 0; });
        far += std::abs(proposed_level(answers, 5) - std::min(mastered + 1, 5)) > 1;
    }
    EXPECT_LT(far, kPeople / 10);
}

RC_GTEST_PROP(PlacementRules, ABeliefIsAProbabilityAndOneMoreRightAnswerNeverLowersThePlace, ()) {
    const int levels = *rc::gen::inRange(1, 6);
    const auto answers = *rc::gen::container<std::vector<Answered>>(
        rc::gen::build<Answered>(rc::gen::set(&Answered::level, rc::gen::inRange(1, levels + 1)),
                                 rc::gen::set(&Answered::score_permille, rc::gen::inRange<std::int64_t>(0, 1001))));
    RC_PRE(answers.size() < 12u);
    const auto believed = belief(answers, levels);
    RC_ASSERT(std::abs(std::accumulate(believed.begin(), believed.end(), 0.0) - 1) < 1e-9);
    auto better = answers;
    better.push_back({*rc::gen::inRange(1, levels + 1), 1000});
    RC_ASSERT(proposed_level(better, levels) >= proposed_level(answers, levels));
}

}  // namespace
