#include "foundation/http/router.h"
#include "item_data/actions.h"

namespace learning {
namespace {

struct ItemParams {
    Text<1, 60> item;
};
BOOST_DESCRIBE_STRUCT(ItemParams, (), (item))

struct MistakeRequest {
    Whole<1, 1000000> item_version;
    Text<1, kMistakeTextMax> text;
};
BOOST_DESCRIBE_STRUCT(MistakeRequest, (), (item_version, text))

struct MistakeParams {
    Whole<1, http::kWholeMax> mistake;
};
BOOST_DESCRIBE_STRUCT(MistakeParams, (), (mistake))

struct LessonParams {
    Text<1, 60> lesson;
};
BOOST_DESCRIBE_STRUCT(LessonParams, (), (lesson))

Result<LessonData> get_lesson_data(Context& context, const LessonParams& params) { return lesson_data(context, params.lesson); }

Result<CurriculumData> get_curriculum_data(Context& context, const http::NoParams&) { return curriculum_data(context); }

Result<http::Created<MistakeReported>> post_mistake(Context& context, const ItemParams& params, const MistakeRequest& request) {
    const auto reported = report_mistake(context, context.actor.account, params.item, request.item_version, request.text);
    if (!reported) return reported.error();
    return http::Created<MistakeReported>{*reported};
}

Result<http::NoContent> delete_mistake(Context& context, const MistakeParams& params) {
    if (auto problem = close_mistake(context, params.mistake)) return *problem;
    return http::NoContent{};
}

}  // namespace

void add_item_data_routes(http::Router& router) {
    router.read("GET", "/api/v1/curriculum_data",
                {.name = "get_curriculum_data",
                 .summary = "For authors: how each lesson's items fare, and the mistakes that learners reported.",
                 .access = http::anywhere("see_item_data")},
                get_curriculum_data);
    router.read("GET", "/api/v1/curriculum_data/{lesson}",
                {.name = "get_lesson_data",
                 .summary = "For authors: each item of a lesson, its solution and what first answers say about it.",
                 .access = http::anywhere("see_item_data")},
                get_lesson_data);
    router.write("POST", "/api/v1/items/{item}/mistakes",
                 {.name = "post_mistake", .summary = "Report something wrong with an item."}, post_mistake);
    router.write(
        "DELETE", "/api/v1/mistakes/{mistake}",
        {.name = "delete_mistake", .summary = "Close a report that was dealt with.", .access = http::anywhere("see_item_data")},
        delete_mistake);
}

}  // namespace learning
