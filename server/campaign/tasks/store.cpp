#include "tasks/store.h"

namespace campaign::store {

std::vector<TaskStepRow> load_task_steps(db::Connection& db, PlanId plan) {
    std::vector<TaskStepRow> steps;
    for (const auto& row : db.run(R"sql(
        SELECT task_id, number, state, note, evidence_id, by_id, at FROM campaign_task_steps WHERE plan_id = $1 ORDER BY task_id, number
    )sql",
                                  {plan.value})) {
        TaskStepRow step{db::as_text(row[0]),  db::as_int(row[1]),  TaskState::open, db::as_text(row[3]), {},
                         {db::as_int(row[5])}, {db::as_int(row[6])}};
        ensure(boost::describe::enum_from_string(db::as_text(row[2]).c_str(), step.state),
               "an unknown state of a task is stored");
        if (!db::is_null(row[4])) step.evidence = EvidenceId{db::as_int(row[4])};
        steps.push_back(std::move(step));
    }
    return steps;
}

void insert_task_step(db::Connection& db, PlanId plan, const TaskStepRow& row) {
    db.run(R"sql(
        INSERT INTO campaign_task_steps (plan_id, task_id, number, state, note, evidence_id, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
           {plan.value, row.task_id, row.number, boost::describe::enum_to_string(row.state, ""), row.note,
            row.evidence ? db::Value(row.evidence->value) : db::Value(nullptr), row.by.value, row.at.utc_ms});
}

}  // namespace campaign::store
