#include "foundation/http/router.h"
#include "level_tests/actions.h"

namespace learning {
namespace {

struct TestParams {
    Text<1, 60> id;
};
BOOST_DESCRIBE_STRUCT(TestParams, (), (id))

struct TryParams {
    Text<1, 60> id;
    Whole<1, 1000> number;
};
BOOST_DESCRIBE_STRUCT(TryParams, (), (id, number))

struct PlaceParams {
    Text<1, 60> id;
    Whole<1, 1000> number;
    Whole<1, 1000> position;
};
BOOST_DESCRIBE_STRUCT(PlaceParams, (), (id, number, position))

struct TestAnswer {
    List<Text<0, marking::kTextBytesMax>, 100> response;
};
BOOST_DESCRIBE_STRUCT(TestAnswer, (), (response))

Result<LevelTestSeen> get_level_test(Context& context, const TestParams& params) {
    return level_test_of(context, context.actor.account, params.id);
}

Result<OpenTry> post_test_try(Context& context, const TestParams& params) { return start_try(context, context.actor.account, params.id); }

Result<OpenTry> get_test_try(Context& context, const TryParams& params) {
    return open_try(context, context.actor.account, params.id, params.number);
}

Result<TestAnswerSaved> put_test_answer(Context& context, const PlaceParams& params, const TestAnswer& answer) {
    marking::Response response;
    for (const auto& text : answer.response) response.push_back(text);
    return save_test_answer(context, context.actor.account, params.id, params.number, params.position, response);
}

Result<TryResult> post_test_completion(Context& context, const TryParams& params) {
    return complete_try(context, context.actor.account, params.id, params.number);
}

}  // namespace

void add_level_test_routes(http::Router& router) {
    router.read("GET", "/api/v1/level_tests/{id}",
                {.name = "get_level_test", .summary = "A level's test: its terms, one's tries and the last result."}, get_level_test);
    router.write("POST", "/api/v1/level_tests/{id}/tries",
                 {.name = "post_test_try", .summary = "Begins a try, or gives the one that is open."}, post_test_try);
    router.read("GET", "/api/v1/level_tests/{id}/tries/{number}",
                {.name = "get_test_try", .summary = "An open try with what was answered so far."}, get_test_try);
    router.write("PUT", "/api/v1/level_tests/{id}/tries/{number}/answers/{position}",
                 {.name = "put_test_answer", .summary = "Saves the answer at one place of an open try."}, put_test_answer);
    router.write("POST", "/api/v1/level_tests/{id}/tries/{number}/completion",
                 {.name = "post_test_completion", .summary = "Ends a try and gives its result."}, post_test_completion);
}

}  // namespace learning
