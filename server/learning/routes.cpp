#include "arrivals/actions.h"
#include "foundation/http/router.h"
#include "progress/actions.h"
#include "public.h"
#include "sessions/actions.h"

namespace learning {

void add_assisted_routes(http::Router& router);
void add_bundle_routes(http::Router& router);
void add_hand_in_routes(http::Router& router);
void add_item_data_routes(http::Router& router);
void add_level_test_routes(http::Router& router);
void add_parcel_routes(http::Router& router);
void add_path_routes(http::Router& router);
void add_photo_routes(http::Router& router);
void add_review_routes(http::Router& router);
void add_state_routes(http::Router& router);
void add_task_routes(http::Router& router);

namespace {

struct TodayParams {
    std::optional<bool> go_on;
};
BOOST_DESCRIBE_STRUCT(TodayParams, (), (go_on))

Result<Today> get_today(Context& context, const TodayParams& params) {
    return today_of(context, context.actor.account, params.go_on.value_or(false));
}

Result<Programmes> get_programmes(Context& context, const http::NoParams&) { return programmes_of(context, context.actor.account); }

struct LessonParams {
    Text<1, 60> id;
};
BOOST_DESCRIBE_STRUCT(LessonParams, (), (id))

Result<LessonPage> get_lesson(Context& context, const LessonParams& params) {
    return lesson_page(context, context.actor.account, params.id);
}

struct AnswersRequest {
    List<http::Apart<AnswerEvent>, 100> events;
    std::optional<Instant> sent_at;  // what the device's clock shows
};
BOOST_DESCRIBE_STRUCT(AnswersRequest, (), (events, sent_at))

struct AnswersReply {
    std::vector<AnswerResult> results;
    boost::json::object effects;
};
BOOST_DESCRIBE_STRUCT(AnswersReply, (), (results, effects))

Result<AnswersReply> post_answers(Context& context, const http::NoParams&, const AnswersRequest& request) {
    if (request.events.empty()) return Problem{ProblemKind::invalid, "field_empty", "Chưa có câu trả lời nào.", "/events"};
    std::vector<Arrival> arrivals;
    for (const auto& apart : request.events)
        arrivals.push_back(read_arrival(apart));
    auto results = take_answers(context, context.actor.account, arrivals, request.sent_at);
    return AnswersReply{std::move(results), context.effects};
}

Result<Progress> get_progress(Context& context, const http::NoParams&) { return progress_of(context, context.actor.account); }

}  // namespace

void add_routes(http::Router& router) {
    add_assisted_routes(router);
    add_bundle_routes(router);
    add_hand_in_routes(router);
    add_item_data_routes(router);
    add_level_test_routes(router);
    add_parcel_routes(router);
    add_path_routes(router);
    add_photo_routes(router);
    add_review_routes(router);
    add_state_routes(router);
    add_task_routes(router);
    router.read("GET", "/api/v1/today", {.name = "get_today", .summary = "The session of the day: at most fifteen minutes."},
                get_today);
    router.read("GET", "/api/v1/programmes", {.name = "get_programmes", .summary = "Every pack's levels and lessons, with one's own status."},
                get_programmes);
    router.read("GET", "/api/v1/lessons/{id}", {.name = "get_lesson", .summary = "A lesson: reading, items and task."},
                get_lesson);
    router.write("POST", "/api/v1/answers",
                 {.name = "post_answers", .summary = "Answers as events of a device; each is received, marked and counted once."},
                 post_answers);
    router.read("GET", "/api/v1/me/progress", {.name = "get_progress", .summary = "How much one has learnt so far."},
                get_progress);
}

}  // namespace learning
