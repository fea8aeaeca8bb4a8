#include "passwords/actions.h"
#include "sessions/actions.h"

namespace identity {
namespace {

using RotatedReply = http::WithCookies<http::NoContent>;

struct AccountParams {
    AccountId id;
};
BOOST_DESCRIBE_STRUCT(AccountParams, (), (id))

Result<RotatedReply> post_password(http::SlowContext& slow, const http::NoParams&, const PasswordChange& request) {
    const auto token = change_password(slow, request);
    if (!token) return token.error();
    return RotatedReply{{}, {session_cookie(slow.services(), *token)}};
}

Result<http::NoContent> post_password_reset(http::SlowContext& slow, const http::NoParams&, const PasswordReset& request) {
    return reset_password(slow, request);
}

Result<http::Created<ResetCodeGiven>> post_reset_code(Context& context, const AccountParams& params) {
    auto given = give_reset_code(context, params.id);
    if (!given) return given.error();
    return http::Created<ResetCodeGiven>{std::move(*given)};
}

}  // namespace

void add_password_routes(http::Router& router) {
    router.slow("POST", "/api/v1/me/password",
                {.name = "change_password", .summary = "Changes the password and ends all other sessions."}, post_password);
    router.slow("POST", "/api/v1/password_resets",
                {.name = "reset_password", .summary = "Sets a password with a one-time code from an officer, a coach or a roster.",
                 .access = http::anyone()}, post_password_reset);
    router.write("POST", "/api/v1/accounts/{id}/reset_codes",
                 {.name = "give_reset_code", .summary = "Makes a one-time code for somebody who forgot their password.",
                  .access = http::on_account("reset_password", "id")}, post_reset_code);
}

}  // namespace identity
