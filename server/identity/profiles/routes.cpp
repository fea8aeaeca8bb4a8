#include "profiles/actions.h"

namespace identity {
namespace {

using ClaimedReply = http::WithCookies<ProfileKeys>;
using ResumedReply = http::WithCookies<Me>;
using PutAwayReply = http::WithCookies<http::NoContent>;

Result<ClaimedReply> post_profile(Context& context, const http::NoParams&, const ProfileClaim& claim) {
    auto keys = claim_profile(context, claim);
    if (!keys) return keys.error();
    auto cookie = profile_cookie(context.services, keys->token);
    return ClaimedReply{std::move(*keys), {std::move(cookie)}};
}

Result<ResumedReply> post_profile_session(Context& context, const http::NoParams&, const ProfileToken& token) {
    auto me = resume_profile(context, token);
    if (!me) return me.error();
    return ResumedReply{std::move(*me), {profile_cookie(context.services, token.token.value)}};
}

Result<PutAwayReply> delete_profile_session(Context& context, const http::NoParams&) {
    return PutAwayReply{{}, {no_session_cookie(context.services)}};
}

}  // namespace

void add_profile_routes(http::Router& router) {
    router.write("POST", "/api/v1/profiles",
                 {.name = "claim_profile", .summary = "Gives a profile on a shared telephone its own way to sign in."},
                 post_profile);
    router.write(
        "POST", "/api/v1/profile_sessions",
        {.name = "resume_profile", .summary = "A profile that was opened signs in with its token.", .access = http::anyone()},
        post_profile_session);
    router.write("DELETE", "/api/v1/profile_sessions/current",
                 {.name = "put_profile_away",
                  .summary = "Takes the cookie off a shared telephone; the profile's token goes on.",
                  .access = http::anyone()},
                 delete_profile_session);
}

}  // namespace identity
