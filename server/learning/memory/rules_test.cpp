#include "memory/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace learning::memory {
namespace {

constexpr Day kToday{20779};

TEST(LearningMemory, RateByTheMarkAndCardsByThePersonsWord) {
    const marking::Key item = marking::Numeric{};
    const marking::Key card = marking::RecallCard{};
    EXPECT_EQ(rating_of(item, {"7"}, 1000), recall::Rating::good);
    EXPECT_EQ(rating_of(item, {"7"}, 500), recall::Rating::hard);
    EXPECT_EQ(rating_of(item, {"7"}, 0), recall::Rating::again);
    EXPECT_EQ(rating_of(card, {"1"}, 0), recall::Rating::again);
    EXPECT_EQ(rating_of(card, {"4"}, 1000), recall::Rating::easy);
}

TEST(LearningMemory, AskAgainTomorrowWhatWasWrong) {
    ItemState state;
    state.item = "x";
    state = after_answer(state, recall::Rating::again, 0, kToday);
    EXPECT_EQ(state.due_day, kToday + 1);
    EXPECT_EQ(state.first_score_permille, 0);
    EXPECT_EQ(state.lapses, 0) << "not knowing it yet is no lapse";
    state = after_answer(state, recall::Rating::good, 1000, kToday + 1);
    EXPECT_GT(state.due_day, kToday + 1);
    EXPECT_EQ(state.answers_count, 2);
    EXPECT_EQ(state.first_score_permille, 0) << "the first score stays";
    state = after_answer(state, recall::Rating::again, 0, kToday + 3);
    EXPECT_EQ(state.lapses, 1);
}

TEST(LearningMemory, LetLaterKnowledgeStand) {
    ItemState state;
    state.item = "x";
    state = after_answer(state, recall::Rating::good, 1000, kToday);
    const auto late = after_answer(state, recall::Rating::again, 0, kToday - 3);
    EXPECT_EQ(late.answers_count, 2);
    EXPECT_EQ(late.due_day, state.due_day);
    EXPECT_EQ(late.memory.stability_days, state.memory.stability_days);
    EXPECT_EQ(late.last_day, state.last_day);
}

RC_GTEST_PROP(LearningMemory, AreNeverDueBeforeTheNextDay, ()) {
    ItemState state;
    state.item = "x";
    auto day = kToday;
    for (int step = 0; step < 12; ++step) {
        day = day + *rc::gen::inRange(0, 30);
        state = after_answer(
            state, *rc::gen::element(recall::Rating::again, recall::Rating::hard, recall::Rating::good, recall::Rating::easy), 0,
            day);
        RC_ASSERT(state.due_day > day);
        RC_ASSERT(!was_due(state, day));
        RC_ASSERT(was_due(state, state.due_day));
    }
}

TEST(LearningMemory, HandANewCardToTomorrow) {
    const auto card = introduce("x-r1", kToday);
    EXPECT_FALSE(was_due(card, kToday));
    EXPECT_TRUE(was_due(card, kToday + 1));
    EXPECT_LT(retrievability(card, kToday + 60), retrievability(card, kToday + 1));
    EXPECT_FALSE(was_due(ItemState{}, kToday)) << "what was never met is not due";
}

}  // namespace
}  // namespace learning::memory
