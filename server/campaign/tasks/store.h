#pragma once
// SQL of the steps of tasks.
#include "evidence/store.h"
#include "plans/store.h"
#include "tasks/rules.h"

namespace campaign::store {

struct TaskStepRow {
    std::string task_id;
    std::int64_t number = 0;
    TaskState state = TaskState::open;
    std::string note;
    std::optional<EvidenceId> evidence;
    AccountId by;
    Instant at;
};

// All steps of all tasks of a plan, in order.
std::vector<TaskStepRow> load_task_steps(db::Connection& db, PlanId plan);
void insert_task_step(db::Connection& db, PlanId plan, const TaskStepRow& row);

}  // namespace campaign::store
