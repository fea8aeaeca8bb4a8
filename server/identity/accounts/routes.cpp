#include "accounts/actions.h"
#include "sessions/actions.h"

namespace identity {
namespace {

using JoinedWithSession = http::WithCookies<http::Created<Me>>;

Result<JoinedWithSession> post_account(http::SlowContext& slow, const http::NoParams&, const Join& request) {
    auto joined = join(slow, request);
    if (!joined) return joined.error();
    return JoinedWithSession{{std::move(joined->me)}, {session_cookie(slow.services(), joined->token)}};
}

Result<Me> get_me(Context& context, const http::NoParams&) { return me_of(context, context.actor.account); }

Result<Me> patch_me(Context& context, const http::NoParams&, const MeChange& change) { return change_me(context, change); }

}  // namespace

void add_account_routes(http::Router& router) {
    router.slow("POST", "/api/v1/accounts",
                {.name = "join", .summary = "Opens an account in a unit and signs it in.", .access = http::anyone()}, post_account);
    router.read("GET", "/api/v1/me", {.name = "get_me", .summary = "Who is signed in, where they belong and what they may do."}, get_me);
    router.write("PATCH", "/api/v1/me", {.name = "change_me", .summary = "Changes names, form of address and display."}, patch_me);
}

}  // namespace identity
