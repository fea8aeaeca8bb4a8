#pragma once
// The task matrix of a plan and where each task stands; what is late in a unit and below it.
#include "evidence/store.h"
#include "plans/actions.h"
#include "tasks/rules.h"

namespace campaign {

struct TaskStep {
    TaskState state = TaskState::open;
    std::string note;
    std::optional<EvidenceId> evidence_id;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(TaskStep, (), (state, note, evidence_id, at))

struct TaskSeen {
    std::string task_id, title;
    std::optional<std::string> requirement, section;
    std::string lead;  // names, not ids
    std::vector<std::string> with;
    std::optional<Day> due_on;  // none: regular
    TaskState state = TaskState::open;
    std::int64_t revision = 0;  // steps so far
    std::int64_t days_late = 0;
    std::vector<TaskStep> steps;
};
BOOST_DESCRIBE_STRUCT(TaskSeen, (), (task_id, title, requirement, section, lead, with, due_on, state, revision, days_late, steps))

struct TaskMatrix {
    PlanId plan_id;
    std::string title, standing;  // the office that follows and urges
    std::vector<TaskSeen> tasks;
};
BOOST_DESCRIBE_STRUCT(TaskMatrix, (), (plan_id, title, standing, tasks))

struct TaskStepOrder {
    Whole<0, 1'000'000> revision;
    TaskState state = TaskState::open;
    std::optional<Text<0, 1000>> note;
    std::optional<EvidenceId> evidence_id;
};
BOOST_DESCRIBE_STRUCT(TaskStepOrder, (), (revision, state, note, evidence_id))

struct LateTask {
    PlanId plan_id;
    std::string plan;
    units::UnitRef unit;  // whose plan it is
    std::string task_id, title, lead;
    Day due_on;
    std::int64_t days_late = 0;
};
BOOST_DESCRIBE_STRUCT(LateTask, (), (plan_id, plan, unit, task_id, title, lead, due_on, days_late))

struct LateTasks {
    Day today;
    std::vector<LateTask> tasks;  // the latest first
};
BOOST_DESCRIBE_STRUCT(LateTasks, (), (today, tasks))

Result<TaskMatrix> see_tasks(Context& context, const std::string& code, PlanId plan);
// By the plan's own unit, or by the unit of a party that leads or coordinates the task.
Result<TaskSeen> step_task(Context& context, const std::string& code, PlanId plan, const std::string& task_id,
                           const TaskStepOrder& order);
// Of all plans of the unit and of those below it.
Result<LateTasks> list_late_tasks(Context& context, const std::string& code);
TaskMatrix matrix_on(Context& context, const Ground& ground);

}  // namespace campaign
