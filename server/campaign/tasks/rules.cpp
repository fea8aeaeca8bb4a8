#include "tasks/rules.h"

namespace campaign::tasks {

std::int64_t days_late(std::optional<Day> due_on, TaskState state, Day today) {
    if (!due_on || state == TaskState::done || state == TaskState::dropped || today <= *due_on) return 0;
    return today - *due_on;
}

std::optional<StepRefusal> refuse_step(TaskState from, TaskState to, std::string_view note, bool has_evidence) {
    if (from == to && note.empty() && !has_evidence) return StepRefusal::nothing_changes;
    const bool needs_reason = to == TaskState::dropped || (from == TaskState::done && to != TaskState::done);
    if (needs_reason && note.empty()) return StepRefusal::reason_missing;
    return std::nullopt;
}

}  // namespace campaign::tasks
