#include "merging/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace learning::merging {
namespace {

constexpr Instant kMorning{1795309200000};

Given given(std::int64_t minutes, std::int64_t score_permille) {
    const auto at = kMorning + minutes * kMinuteMs;
    const auto rating = score_permille >= 1000 ? recall::Rating::good : recall::Rating::again;
    return {AnswerContext::lesson, rating, score_permille, at, day_of(at), "[]"};
}

TEST(LearningMerging, RemembersByTheTimeOfAnswering) {
    std::vector<Given> log{given(2 * 1440, 1000), given(0, 0)};
    put_in_order(log);
    const auto state = replay("x", log);
    EXPECT_EQ(state.answers_count, 2);
    EXPECT_EQ(state.first_score_permille, 0) << "the first answer given, not the first to arrive";
    EXPECT_EQ(state.last_day, day_of(kMorning) + 2);
    EXPECT_EQ(state.last_at, kMorning + 2 * kDayMs);
}

TEST(LearningMerging, CompletesALessonWithItsLastFirstAnswer) {
    const std::vector<std::string> items{"a", "b"};
    progress::LessonState lesson{"l", 1, 0, 0, kMorning + 30 * kDayMs, {}};
    EXPECT_FALSE(put_in_order(lesson, items, {}));
    EXPECT_TRUE(put_in_order(lesson, items, {{"a", {given(5, 1000), given(9, 0)}}}));
    EXPECT_FALSE(lesson.completed_at);
    EXPECT_EQ(lesson.score_percent, 100);
    const History both{{"a", {given(5, 1000), given(9, 0)}}, {"b", {given(1, 0)}}};
    EXPECT_TRUE(put_in_order(lesson, items, both));
    EXPECT_EQ(lesson.completed_at, kMorning + 5 * kMinuteMs);
    EXPECT_EQ(lesson.started_at, kMorning + kMinuteMs);
    EXPECT_EQ(lesson.score_percent, 50);
    lesson.completed_at = kMorning;
    lesson.score_percent = 90;
    EXPECT_TRUE(put_in_order(lesson, items, both));
    EXPECT_EQ(lesson.score_percent, 90) << "a mastery check had completed it before";
}

RC_GTEST_PROP(LearningMerging, GivesTheSameWhateverArrivedFirst, ()) {
    const auto minutes =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 20000)));
    std::vector<Given> log;
    for (const auto each : minutes)
        log.push_back(given(each, each % 3 == 0 ? 0 : 1000));
    auto other = log;
    const auto turn = *rc::gen::inRange<std::size_t>(0, log.size());
    std::rotate(other.begin(), other.begin() + static_cast<std::ptrdiff_t>(turn), other.end());
    std::reverse(other.begin() + static_cast<std::ptrdiff_t>(other.size() / 2), other.end());
    put_in_order(log);
    put_in_order(other);
    const auto one = replay("x", log);
    const auto two = replay("x", other);
    RC_ASSERT(one.memory.stability_days == two.memory.stability_days && one.memory.difficulty == two.memory.difficulty);
    RC_ASSERT(one.due_day == two.due_day && one.lapses == two.lapses && one.first_score_permille == two.first_score_permille);
    // In its order it is what taking one answer after another gives.
    memory::ItemState taken;
    for (const auto& each : log)
        taken = memory::after_answer(taken, each.rating, each.score_permille, each.day);
    RC_ASSERT(taken.due_day == one.due_day && taken.memory.stability_days == one.memory.stability_days);
}

}  // namespace
}  // namespace learning::merging
