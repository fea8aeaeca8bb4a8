#include "foundation/http/router.h"
#include "states/actions.h"

namespace learning {

namespace {

Result<LearningState> get_learning_state(Context& context, const http::NoParams&) {
    return learning_state_of(context, context.actor.account);
}

}  // namespace

void add_state_routes(http::Router& router) {
    router.read(
        "GET", "/api/v1/me/learning_state",
        {.name = "get_learning_state", .summary = "What one remembers and has done, for a device that goes on without network."},
        get_learning_state);
}

}  // namespace learning
