#include "handovers/actions.h"
#include "sessions/actions.h"

namespace identity {
namespace {

using RedeemedReply = http::WithCookies<Me>;

Result<http::Created<HandoverCode>> post_handover(Context& context, const http::NoParams&) {
    auto code = begin_handover(context);
    if (!code) return code.error();
    return http::Created<HandoverCode>{std::move(*code)};
}

Result<RedeemedReply> post_redemption(Context& context, const http::NoParams&, const HandoverRedemption& redemption) {
    auto redeemed = redeem_handover(context, redemption);
    if (!redeemed) return redeemed.error();
    return RedeemedReply{std::move(redeemed->me), {session_cookie(context.services, redeemed->token)}};
}

}  // namespace

void add_handover_routes(http::Router& router) {
    router.write("POST", "/api/v1/session_handovers",
                 {.name = "begin_handover", .summary = "Makes a one-time code that opens this account in another browser."}, post_handover);
    router.write("POST", "/api/v1/session_handovers/redemption",
                 {.name = "redeem_handover", .summary = "Signs in with a code made in another browser.", .access = http::anyone()},
                 post_redemption);
}

}  // namespace identity
