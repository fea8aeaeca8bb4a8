#include "foundation/http/router.h"
#include "mastery/actions.h"
#include "paths/actions.h"
#include "placement/actions.h"

namespace learning {
namespace {

struct ItemAnswer {
    Text<1, 60> item;
    Whole<1, 1000000> item_version;
    List<Text<0, marking::kTextBytesMax>, 100> response;
};
BOOST_DESCRIBE_STRUCT(ItemAnswer, (), (item, item_version, response))

struct PlacementRequest {
    Text<1, 60> pack;
    List<ItemAnswer, placement::kItemsMax> answers;
};
BOOST_DESCRIBE_STRUCT(PlacementRequest, (), (pack, answers))

struct MasteryRequest {
    List<ItemAnswer, mastery::kItems> answers;
};
BOOST_DESCRIBE_STRUCT(MasteryRequest, (), (answers))

struct LevelRequest {
    Text<1, 60> level_id;
};
BOOST_DESCRIBE_STRUCT(LevelRequest, (), (level_id))

struct LessonParams {
    Text<1, 60> id;
};
BOOST_DESCRIBE_STRUCT(LessonParams, (), (id))

template <class Answers>
std::vector<PlacementAnswer> read_answers(const Answers& answers) {
    std::vector<PlacementAnswer> read;
    for (const auto& answer : answers) {
        PlacementAnswer made{answer.item, answer.item_version, {}};
        for (const auto& text : answer.response) made.response.push_back(text);
        read.push_back(std::move(made));
    }
    return read;
}

Result<PlacementStep> post_placement(Context& context, const http::NoParams&, const PlacementRequest& request) {
    return place(context, context.actor.account, request.pack, read_answers(request.answers));
}

Result<ChosenLevel> put_level(Context& context, const http::NoParams&, const LevelRequest& request) {
    return choose_level(context, context.actor.account, request.level_id);
}

Result<MasteryCheck> get_mastery_check(Context& context, const LessonParams& params) {
    return mastery_check_of(context, context.actor.account, params.id);
}

Result<MasteryResult> post_mastery_check(Context& context, const LessonParams& params, const MasteryRequest& request) {
    return take_mastery_check(context, context.actor.account, params.id, read_answers(request.answers));
}

}  // namespace

void add_path_routes(http::Router& router) {
    router.read("POST", "/api/v1/placements",
                {.name = "post_placement", .summary = "From the answers so far to the next question, or to the level to begin at."},
                post_placement);
    router.write("PUT", "/api/v1/me/level", {.name = "put_level", .summary = "Choose the level to go on from."}, put_level);
    router.read("GET", "/api/v1/lessons/{id}/mastery_check",
                {.name = "get_mastery_check", .summary = "Three items whose right answers let one skip the lesson."}, get_mastery_check);
    router.write("POST", "/api/v1/lessons/{id}/mastery_check",
                 {.name = "post_mastery_check", .summary = "Take the check, once a day; when passed the lesson counts as completed."},
                 post_mastery_check);
}

}  // namespace learning
