#include "progress/rules.h"

#include <gtest/gtest.h>

namespace learning::progress {
namespace {

constexpr Day kSunday{20779};  // 2026-11-22

TEST(LearningProgress, OpensOneLessonAfterTheOther) {
    curriculum::Lesson first, second, third;
    first.id = "a", second.id = "b", third.id = "c";
    const std::vector<paths::Stretch> path = {{&first, &second, &third}};
    auto statuses = statuses_of(path, {});
    EXPECT_EQ(statuses["a"], LessonStatus::next);
    EXPECT_EQ(statuses["b"], LessonStatus::locked);
    LessonStates states;
    states["a"] = {"a", 1, 7, 80, {}, Instant{1}};
    states["b"] = {"b", 1, 2, 50, {}, {}};
    statuses = statuses_of(path, states);
    EXPECT_EQ(statuses["a"], LessonStatus::done);
    EXPECT_EQ(statuses["b"], LessonStatus::started);
    EXPECT_EQ(statuses["c"], LessonStatus::locked);
    states.erase("b");
    states["c"] = {"c", 1, 1, 50, {}, {}};
    statuses = statuses_of(path, states);
    EXPECT_EQ(statuses["b"], LessonStatus::next);
    EXPECT_EQ(statuses["c"], LessonStatus::open) << "begun out of turn, without network";
}

TEST(LearningProgress, OpensTheFirstLessonOfEachFurtherStretch) {
    curriculum::Lesson first, second, third, fourth;
    first.id = "a", second.id = "b", third.id = "c", fourth.id = "d";
    const std::vector<paths::Stretch> path = {{&first, &second}, {&third, &fourth}};
    auto statuses = statuses_of(path, {});
    EXPECT_EQ(statuses["a"], LessonStatus::next);
    EXPECT_EQ(statuses["b"], LessonStatus::locked);
    EXPECT_EQ(statuses["c"], LessonStatus::open);
    EXPECT_EQ(statuses["d"], LessonStatus::locked);
    LessonStates states;
    for (const std::string id : {"a", "b", "c"}) states[id] = {id, 1, 7, 80, {}, Instant{1}};
    EXPECT_EQ(statuses_of(path, states)["d"], LessonStatus::next) << "the path goes on in the next stretch";
}

TEST(LearningProgress, ScoresFirstAnswersRoundedDown) {
    EXPECT_EQ(percent_of({}), 0);
    EXPECT_EQ(percent_of({1000, 1000, 1000}), 100);
    EXPECT_EQ(percent_of({1000, 1000, 999}), 99);
    EXPECT_EQ(percent_of({0, 0, 500}), 16);
}

TEST(LearningProgress, CountsADayOfStudy) {
    EXPECT_FALSE(is_day_of_study(4, 0));
    EXPECT_TRUE(is_day_of_study(5, 0));
    EXPECT_TRUE(is_day_of_study(1, 1));
}

TEST(LearningProgress, DrawsTheWeekFromMonday) {
    EXPECT_EQ(to_text(monday_of(kSunday)), "2026-11-16");
    EXPECT_EQ(monday_of(kSunday + 1), kSunday + 1);
    const auto wednesday = kSunday - 4;
    DayState studied, began;
    studied.studied = true;
    began.answers_count = 2;
    const Days days = {{kSunday - 6, studied}, {kSunday - 5, began}};
    std::vector<WeekDayState> states;
    for (const auto& day : week_of(wednesday, days, {}))
        states.push_back(day.state);
    using S = WeekDayState;
    EXPECT_EQ(states, (std::vector{S::done, S::partial, S::today, S::future, S::future, S::future, S::future}));
    const auto frozen = week_of(wednesday + 1, days, {wednesday});
    EXPECT_EQ(frozen[2].state, S::frozen);
    EXPECT_EQ(week_of(wednesday + 1, days, {})[2].state, S::missed);
    EXPECT_EQ(week_of(kSunday - 6, days, {})[0].state, S::done) << "a studied today is done";
}

}  // namespace
}  // namespace learning::progress
