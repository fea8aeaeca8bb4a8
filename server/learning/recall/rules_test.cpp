#include "recall/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace learning::recall;

namespace {

constexpr Rating kRatings[] = {Rating::again, Rating::hard, Rating::good, Rating::easy};

std::vector<Review> log_of(const std::vector<int>& intervals) {
    std::vector<Review> reviews;
    for (const int days : intervals) reviews.push_back({days, Rating::good});
    reviews.front().rating = Rating::again;
    return reviews;
}

std::vector<Review> some_log() {
    std::vector<Review> reviews;
    const auto codes = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5)));
    for (const int code : codes) {
        const int days = *rc::gen::oneOf(rc::gen::inRange(0, 30), rc::gen::inRange(0, 40000));
        reviews.push_back({days, *find_rating(code)});
    }
    return reviews;
}

Memory some_memory() { return *replay(some_log()); }

}  // namespace

// Computed with the reference implementation of the source, default weights.
TEST(LearningRecall, AgreesWithTheReferenceOnIntervalsSinceThePreviousReview) {
    const auto memory = *replay(log_of({0, 0, 1, 3, 8, 21}));
    EXPECT_NEAR(memory.stability_days, 53.62691, 1e-4);
    EXPECT_NEAR(memory.difficulty, 6.3574867, 1e-4);
}

TEST(LearningRecall, AgreesWithTheReferenceOnCalendarDays) {
    const auto memory = *replay(log_of({0, 0, 1, 2, 5, 13}));
    EXPECT_NEAR(memory.stability_days, 37.844845, 1e-4);
    EXPECT_NEAR(memory.difficulty, 6.3574867, 1e-4);
}

TEST(LearningRecall, StartsFromTheWeightOfTheFirstRating) {
    EXPECT_DOUBLE_EQ(after_first(Rating::again).stability_days, 0.212);
    EXPECT_DOUBLE_EQ(after_first(Rating::easy).stability_days, 8.2956);
    EXPECT_DOUBLE_EQ(after_first(Rating::again).difficulty, 6.4133);
    EXPECT_DOUBLE_EQ(after_first(Rating::easy).difficulty, 1);
}

TEST(LearningRecall, IgnoresTheIntervalOfTheFirstReview) {
    EXPECT_DOUBLE_EQ(replay({{500, Rating::good}})->stability_days, after_first(Rating::good).stability_days);
    EXPECT_FALSE(replay({}).has_value());
}

TEST(LearningRecall, AsksAgainWhenStabilityRunsOutAtTheUsualRetention) {
    EXPECT_EQ(interval_days({12.4, 5}), 12);
    EXPECT_EQ(interval_days({12.6, 5}), 13);
    EXPECT_EQ(interval_days({0.001, 5}), 1);
    EXPECT_EQ(interval_days({36500, 5}), 36500);
    EXPECT_EQ(interval_days({36500, 5}, 0.7), 36500);
    EXPECT_GT(interval_days({10, 5}, 0.8), 10);
    EXPECT_LT(interval_days({10, 5}, 0.95), 10);
}

TEST(LearningRecall, KnowsFourRatings) {
    EXPECT_EQ(find_rating(1), Rating::again);
    EXPECT_EQ(find_rating(4), Rating::easy);
    EXPECT_EQ(find_rating(0), std::nullopt);
    EXPECT_EQ(find_rating(5), std::nullopt);
}

TEST(LearningRecall, HealsADamagedMemory) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const Memory& damaged : {Memory{nan, nan}, Memory{-1, 0}, Memory{infinity, infinity}}) {
        const auto memory = after_review(damaged, 3, Rating::good);
        EXPECT_TRUE(memory.stability_days >= 0.001 && memory.stability_days <= 36500);
        EXPECT_TRUE(memory.difficulty >= 1 && memory.difficulty <= 10);
        EXPECT_GE(interval_days(damaged, nan), 1);
    }
}

TEST(LearningRecall, TreatsTimeRunningBackwardsAsTheSameDay) {
    const Memory memory{5, 5};
    EXPECT_EQ(after_review(memory, -3, Rating::good).stability_days, after_review(memory, 0, Rating::good).stability_days);
    EXPECT_EQ(retrievability(memory, -3), 1);
}

RC_GTEST_PROP(LearningRecall, StabilityStaysPositiveAndFiniteForAnyHistory, ()) {
    const auto memory = some_memory();
    RC_ASSERT(memory.stability_days >= 0.001 && memory.stability_days <= 36500);
    RC_ASSERT(memory.difficulty >= 1 && memory.difficulty <= 10);
}

RC_GTEST_PROP(LearningRecall, BetterRatingsNeverLeaveALowerStabilityThanAgain, ()) {
    const auto memory = some_memory();
    const int days = *rc::gen::inRange(0, 1000);
    const auto forgotten = after_review(memory, days, Rating::again);
    RC_ASSERT(after_review(memory, days, Rating::hard).stability_days >= forgotten.stability_days);
    RC_ASSERT(after_review(memory, days, Rating::good).stability_days >= forgotten.stability_days);
    RC_ASSERT(after_review(memory, days, Rating::easy).stability_days >= forgotten.stability_days);
}

RC_GTEST_PROP(LearningRecall, BetterRatingsNeverRaiseTheDifficulty, ()) {
    const auto memory = some_memory();
    for (int i = 0; i + 1 < 4; ++i) {
        RC_ASSERT(after_review(memory, 1, kRatings[i + 1]).difficulty <= after_review(memory, 1, kRatings[i]).difficulty);
    }
}

RC_GTEST_PROP(LearningRecall, RetrievabilityFallsWithTime, ()) {
    const auto memory = some_memory();
    const int days = *rc::gen::inRange(0, 10000);
    RC_ASSERT(retrievability(memory, days + 1) < retrievability(memory, days));
    RC_ASSERT(retrievability(memory, 0) == 1);
}

RC_GTEST_PROP(LearningRecall, RetrievabilityIsNineTenthsWhenStabilityRunsOut, ()) {
    const auto memory = some_memory();
    RC_ASSERT(std::fabs(retrievability(memory, memory.stability_days) - 0.9) < 1e-9);
}

RC_GTEST_PROP(LearningRecall, IntervalsGrowWithStability, ()) {
    const auto a = some_memory();
    const auto b = some_memory();
    const double retention = *rc::gen::inRange(70, 100) / 100.0;
    if (a.stability_days <= b.stability_days) RC_ASSERT(interval_days(a, retention) <= interval_days(b, retention));
}

RC_GTEST_PROP(LearningRecall, AMemoryFollowsFromTheOrderedLogAlone, ()) {
    const auto log = some_log();
    const auto whole = *replay(log);
    auto step_by_step = after_first(log.front().rating);
    for (std::size_t i = 1; i < log.size(); ++i) {
        step_by_step = after_review(step_by_step, log[i].elapsed_days, log[i].rating);
    }
    RC_ASSERT(whole.stability_days == step_by_step.stability_days);
    RC_ASSERT(whole.difficulty == step_by_step.difficulty);
}
