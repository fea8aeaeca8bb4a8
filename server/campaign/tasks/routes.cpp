#include "foundation/http/router.h"
#include "tasks/actions.h"

namespace campaign {
namespace {

struct TaskParams : PlanParams {
    Text<1, 60> task_id;
};
BOOST_DESCRIBE_STRUCT(TaskParams, (PlanParams), (task_id))

Result<TaskMatrix> get_tasks(Context& context, const PlanParams& params) {
    return see_tasks(context, params.code, params.plan_id);
}
Result<LateTasks> get_late_tasks(Context& context, const UnitParams& params) { return list_late_tasks(context, params.code); }
Result<http::Created<TaskSeen>> post_step(Context& context, const TaskParams& params, const TaskStepOrder& order) {
    const auto seen = step_task(context, params.code, params.plan_id, params.task_id, order);
    if (!seen) return seen.error();
    return http::Created<TaskSeen>{*seen};
}

}  // namespace

void add_task_routes(http::Router& router) {
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}/tasks",
                {.name = "list_plan_tasks",
                 .summary = "The task matrix and where each task stands.",
                 .access = http::on_unit("see_overview", "code")},
                get_tasks);
    router.write("POST", "/api/v1/units/{code}/plans/{plan_id}/tasks/{task_id}/steps",
                 {.name = "step_plan_task",
                  .summary = "Say where a task stands, with a note and evidence.",
                  .access = http::on_unit("run_campaign", "code")},
                 post_step);
    router.read("GET", "/api/v1/units/{code}/late_tasks",
                {.name = "list_late_tasks",
                 .summary = "Tasks past their day in the plans of a unit and of all units below it.",
                 .access = http::on_unit("see_overview", "code")},
                get_late_tasks);
}

}  // namespace campaign
