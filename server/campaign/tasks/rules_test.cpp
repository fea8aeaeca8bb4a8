#include "tasks/rules.h"

#include <gtest/gtest.h>

namespace campaign::tasks {
namespace {

// CM-20: a due date or "regular".
TEST(TaskRules, OnlyATaskWithADayCanBeLate) {
    const Day today{100};
    EXPECT_EQ(days_late(Day{100}, TaskState::open, today), 0);
    EXPECT_EQ(days_late(Day{97}, TaskState::in_progress, today), 3);
    EXPECT_EQ(days_late(Day{97}, TaskState::done, today), 0);
    EXPECT_EQ(days_late(Day{97}, TaskState::dropped, today), 0);
    EXPECT_EQ(days_late(std::nullopt, TaskState::open, today), 0);
}

TEST(TaskRules, AsksForAReasonWhereSomethingIsTakenBack) {
    EXPECT_EQ(refuse_step(TaskState::open, TaskState::dropped, "", false), StepRefusal::reason_missing);
    EXPECT_EQ(refuse_step(TaskState::done, TaskState::in_progress, "", true), StepRefusal::reason_missing);
    EXPECT_EQ(refuse_step(TaskState::open, TaskState::open, "", false), StepRefusal::nothing_changes);
    EXPECT_EQ(refuse_step(TaskState::open, TaskState::open, "Đã họp", false), std::nullopt);
    EXPECT_EQ(refuse_step(TaskState::in_progress, TaskState::done, "", false), std::nullopt);
}

}  // namespace
}  // namespace campaign::tasks
