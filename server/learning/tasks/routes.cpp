#include "foundation/http/router.h"
#include "tasks/actions.h"

namespace learning {
namespace {

struct TaskParams {
    Text<1, 60> id;
};
BOOST_DESCRIBE_STRUCT(TaskParams, (), (id))

struct TaskRequest {
    Text<0, kTaskTextMax> text;
    List<bool, 20> checks;
    std::optional<List<PhotoId, photos::kPhotosMax>> photos;
};
BOOST_DESCRIBE_STRUCT(TaskRequest, (), (text, checks, photos))

Result<TaskHandIn> put_task_submission(Context& context, const TaskParams& params, const TaskRequest& request) {
    HandIn hand_in{params.id, request.text, request.checks.values, std::nullopt, std::nullopt};
    if (request.photos) hand_in.photos = request.photos->values;
    return hand_in_task(context, context.actor.account, hand_in);
}

Result<WorkSamplePage> get_work_sample(Context& context, const TaskParams& params) {
    return work_sample_page(context, context.actor.account, params.id);
}

}  // namespace

void add_task_routes(http::Router& router) {
    router.write("PUT", "/api/v1/lessons/{id}/task_submission",
                 {.name = "put_task_submission",
                  .summary = "Hand in the task of a lesson or a level's work sample, as text or photos, with a self-check of its criteria."},
                 put_task_submission);
    router.read("GET", "/api/v1/work_samples/{id}",
                {.name = "get_work_sample", .summary = "The applied work that closes a level, and where one's own stands."},
                get_work_sample);
}

}  // namespace learning
