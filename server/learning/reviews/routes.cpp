#include "foundation/http/router.h"
#include "reviews/actions.h"

namespace learning {
namespace {

struct QueueParams {
    Text<1, 40> code;
    std::optional<tasks::State> state;
    std::optional<Text<1, 60>> after;
};
BOOST_DESCRIBE_STRUCT(QueueParams, (), (code, state, after))

struct SubmissionParams {
    SubmissionId submission_id;
};
BOOST_DESCRIBE_STRUCT(SubmissionParams, (), (submission_id))

struct PhotoParams {
    PhotoId photo_id;
};
BOOST_DESCRIBE_STRUCT(PhotoParams, (), (photo_id))

struct ReviewRequest {
    ReviewDecision decision = ReviewDecision::accepted;
    std::optional<Text<0, reviews::kReasonMax>> reason;  // needed to return
    List<bool, 20> checks;                               // the criteria the coach saw met
    Instant handed_in_at;                                // of the version looked at
};
BOOST_DESCRIBE_STRUCT(ReviewRequest, (), (decision, reason, checks, handed_in_at))

Result<SubmissionQueue> get_queue(Context& context, const QueueParams& params) {
    return list_submissions(context, params.code, params.state.value_or(tasks::State::handed_in),
                            params.after ? std::optional(params.after->value) : std::nullopt);
}

Result<SubmissionSeen> get_submission(Context& context, const SubmissionParams& params) {
    return submission_of(context, params.submission_id);
}

Result<http::Created<SubmissionSeen>> post_review(Context& context, const SubmissionParams& params, const ReviewRequest& request) {
    auto seen = review_submission(context, params.submission_id,
                                  {request.decision, request.reason ? request.reason->value : std::string(),
                                   request.checks.values, request.handed_in_at});
    if (!seen) return seen.error();
    return http::Created<SubmissionSeen>{std::move(*seen)};
}

Result<http::Download> get_photo(Context& context, const PhotoParams& params) {
    auto jpeg = submitted_photo(context, params.photo_id);
    if (!jpeg) return jpeg.error();
    return http::Download{"image/jpeg", {}, std::move(*jpeg), "private, no-store"};
}

}  // namespace

void add_review_routes(http::Router& router) {
    router.read("GET", "/api/v1/units/{code}/task_submissions",
                {.name = "list_task_submissions",
                 .summary = "Work handed in by the people of a unit and everything below it, oldest first, twenty a page.",
                 .access = http::on_unit("review_tasks", "code")},
                get_queue);
    router.read("GET", "/api/v1/task_submissions/{submission_id}",
                {.name = "get_task_submission",
                 .summary = "One submission with its photos' ids and its history.",
                 .access = http::on_thing("review_tasks", "submission_id")},
                get_submission);
    router.write("POST", "/api/v1/task_submissions/{submission_id}/reviews",
                 {.name = "post_task_review",
                  .summary = "Accept a submission, or return it with a reason.",
                  .access = http::on_thing("review_tasks", "submission_id")},
                 post_review);
    router.read("GET", "/api/v1/task_photos/{photo_id}",
                {.name = "get_task_photo",
                 .summary = "A handed-in photo, for those who may review it, as JPEG.",
                 .access = http::on_thing("review_tasks", "photo_id")},
                get_photo);
}

}  // namespace learning
