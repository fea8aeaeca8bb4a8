#include "sessions/actions.h"

namespace identity {
namespace {

using SignedInReply = http::WithCookies<Me>;
using SignedOutReply = http::WithCookies<http::NoContent>;

Result<SignedInReply> post_session(http::SlowContext& slow, const http::NoParams&, const SignIn& request) {
    auto signed_in = sign_in(slow, request);
    if (!signed_in) return signed_in.error();
    return SignedInReply{std::move(signed_in->me), {session_cookie(slow.services(), signed_in->token)}};
}

Result<SessionList> get_sessions(Context& context, const http::NoParams&) { return list_sessions(context); }

Result<SignedOutReply> delete_current_session(Context& context, const http::NoParams&) {
    end_current_session(context);
    return SignedOutReply{{}, {no_session_cookie(context.services)}};
}

Result<SignedOutReply> delete_sessions(Context& context, const http::NoParams&) {
    end_all_sessions(context);
    return SignedOutReply{{}, {no_session_cookie(context.services)}};
}

}  // namespace

void add_session_routes(http::Router& router) {
    router.slow("POST", "/api/v1/sessions",
                {.name = "sign_in", .summary = "Signs in with login and password, and a second factor where one is set up.",
                 .access = http::anyone()}, post_session);
    router.read("GET", "/api/v1/sessions", {.name = "list_sessions", .summary = "Where the account is signed in."}, get_sessions);
    // Open to all, so that a locked session can be ended too and signing out twice is no error.
    router.write("DELETE", "/api/v1/sessions/current",
                 {.name = "sign_out", .summary = "Ends this session.", .access = http::anyone()}, delete_current_session);
    router.write("DELETE", "/api/v1/sessions", {.name = "sign_out_everywhere", .summary = "Ends every session of the account."},
                 delete_sessions);
}

}  // namespace identity
