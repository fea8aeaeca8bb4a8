#include "second_factor/actions.h"
#include "sessions/actions.h"

namespace identity {
namespace {

using ConfirmedReply = http::WithCookies<Me>;

Result<http::Created<SecondFactorSetup>> post_totp(Context& context, const http::NoParams&) {
    auto setup = begin_second_factor(context);
    if (!setup) return setup.error();
    return http::Created<SecondFactorSetup>{std::move(*setup)};
}

Result<ConfirmedReply> post_totp_confirmation(Context& context, const http::NoParams&, const SecondFactorProof& proof) {
    auto confirmed = confirm_second_factor(context, proof);
    if (!confirmed) return confirmed.error();
    return ConfirmedReply{std::move(confirmed->me), {session_cookie(context.services, confirmed->token)}};
}

}  // namespace

void add_second_factor_routes(http::Router& router) {
    router.write("POST", "/api/v1/me/totp", {.name = "begin_totp", .summary = "Makes a new secret for an authenticator app."}, post_totp);
    router.write("POST", "/api/v1/me/totp/confirmation",
                 {.name = "confirm_totp", .summary = "Turns the second factor on with a first right code."}, post_totp_confirmation);
}

}  // namespace identity
