#include "handovers/actions.h"

#include "emails/store.h"
#include "handovers/store.h"
#include "passwords/actions.h"
#include "passwords/store.h"
#include "sessions/actions.h"
#include "sessions/store.h"

namespace identity {

Result<HandoverCode> begin_handover(Context& context) {
    const auto session = store::find_session(context.db, context.actor.session);
    ensure(session.has_value(), "whoever is signed in has a session");
    store::remove_handovers(context.db, context.actor.account);
    const auto code = draw_code(context.random);
    const auto expires_at = context.now + kHandoverLifeMs;
    store::add_handover(context.db, hash_hex(code), {context.actor.account, session->times.proven_at, session->second_factor, expires_at});
    return HandoverCode{code, expires_at};
}

Result<SignedIn> redeem_handover(Context& context, const HandoverRedemption& redemption) {
    const auto handover = store::take_handover(context.db, hash_hex(normalise_code(redemption.code.value)));
    if (!handover || handover->expires_at <= context.now) {
        return Problem{ProblemKind::invalid, "handover_code_wrong", "Mã này chưa đúng, đã dùng hoặc đã quá 10 phút. Hãy lấy mã mới.", "/code"};
    }
    if (context.actor.session) store::remove_session(context.db, context.actor.session);
    auto token = open_session(context, handover->account, {handover->proven_at, handover->second_factor});
    return SignedIn{me_of(context, handover->account), std::move(token)};
}

void remove_expired_codes(ContextFactory& contexts) {
    contexts.write([](Context& context) {
        store::remove_expired_handovers(context.db, context.now);
        store::remove_expired_reset_codes(context.db, context.now);
        store::remove_expired_email_codes(context.db, context.now);
        return true;
    });
}

}  // namespace identity
