#pragma once
// Where a task of a plan stands, and which are late.
#include "plans/rules.h"

namespace campaign {

enum class TaskState { open, in_progress, done, dropped };
BOOST_DESCRIBE_ENUM(TaskState, open, in_progress, done, dropped)

namespace tasks {

// Days past the due day of a task that is neither done nor dropped; 0 when it is not late. Regular tasks are never late.
std::int64_t days_late(std::optional<Day> due_on, TaskState state, Day today);

enum class StepRefusal { nothing_changes, reason_missing };
// Dropping a task, or opening again what was done, needs a reason.
std::optional<StepRefusal> refuse_step(TaskState from, TaskState to, std::string_view note, bool has_evidence);

}  // namespace tasks
}  // namespace campaign
