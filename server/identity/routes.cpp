#include "permissions/actions.h"
#include "sessions/actions.h"

#include "foundation/http/router.h"

namespace identity {

void add_account_routes(http::Router& router);
void add_session_routes(http::Router& router);
void add_password_routes(http::Router& router);
void add_second_factor_routes(http::Router& router);
void add_handover_routes(http::Router& router);
void add_consent_routes(http::Router& router);
void add_invitation_routes(http::Router& router);
void add_privacy_routes(http::Router& router);
void add_roster_routes(http::Router& router);
void add_audit_routes(http::Router& router);
void add_profile_routes(http::Router& router);
void add_assisted_routes(http::Router& router);
void add_email_routes(http::Router& router);
void add_helper_routes(http::Router& router);

namespace {

// Runs before every handler of the product: who asks, and may they.
std::optional<Problem> admit(Context& context, const http::Request& request, const http::Route& route, const http::PathParams& params) {
    const auto& access = route.options.access;
    const auto visitor = recognise_visitor(context, request.cookie(kSessionCookie));
    context.actor = visitor.actor;
    if (access.kind == http::Access::Kind::anyone) return std::nullopt;
    if (visitor.problem) return visitor.problem;
    // A telephone has one cookie but may have several people: the app says whom it means, so that no work of one is ever
    // taken for another's.
    const auto meant = request.header("bdh-account");
    if (!meant.empty() && meant != std::to_string(visitor.actor.account.value)) {
        return Problem{ProblemKind::conflict, "other_account", "Máy đang đăng nhập bằng tài khoản khác."};
    }
    const auto named = params.find(access.parameter);
    return refuse_admission(context, {access, named == params.end() ? "" : named->second, visitor.grants, visitor.second_factor});
}

}  // namespace

void add_routes(http::Router& router) {
    router.set_gate(admit);
    add_account_routes(router);
    add_session_routes(router);
    add_password_routes(router);
    add_second_factor_routes(router);
    add_handover_routes(router);
    add_consent_routes(router);
    add_invitation_routes(router);
    add_privacy_routes(router);
    add_roster_routes(router);
    add_audit_routes(router);
    add_profile_routes(router);
    add_assisted_routes(router);
    add_email_routes(router);
    add_helper_routes(router);
}

}  // namespace identity
