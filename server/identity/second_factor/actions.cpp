#include "second_factor/actions.h"

#include "accounts/store.h"
#include "passwords/rules.h"
#include "second_factor/rules.h"
#include "second_factor/store.h"
#include "sessions/actions.h"
#include "sessions/store.h"

#include "foundation/qr.h"

namespace identity {
namespace {

Problem already_enabled() {
    return {ProblemKind::conflict, "totp_already_enabled", "Xác thực hai bước đã được bật cho tài khoản này."};
}

}  // namespace

bool has_second_factor(Context& context, AccountId account) {
    const auto factor = store::find_second_factor(context.db, account);
    return factor && factor->confirmed_at;
}

bool use_second_factor(Context& context, AccountId account, const std::string& code) {
    const auto factor = store::find_second_factor(context.db, account);
    if (!factor) return false;
    const auto step = match_totp(from_base32(factor->secret).value(), normalise_code(code), context.now.utc_ms, factor->last_step);
    return step && store::use_step(context.db, account, *step);
}

Result<SecondFactorSetup> begin_second_factor(Context& context) {
    const auto account = context.actor.account;
    context.db.lock("account", account.value);
    if (has_second_factor(context, account)) return already_enabled();
    const auto secret = to_base32(context.random.bytes(kTotpSecretBytes));
    store::save_second_factor(context.db, account, {secret, std::nullopt, 0});
    const auto uri = otpauth_uri(store::find_person(context.db, account)->login, secret);
    return SecondFactorSetup{secret, uri, qr_svg(uri)};
}

Result<SignedIn> confirm_second_factor(Context& context, const SecondFactorProof& proof) {
    const auto account = context.actor.account;
    context.db.lock("account", account.value);
    if (has_second_factor(context, account)) return already_enabled();
    if (!use_second_factor(context, account, proof.code)) {
        return Problem{ProblemKind::invalid, "totp_wrong", "Mã xác thực chưa đúng. Hãy kiểm tra giờ trên điện thoại rồi thử mã mới.", "/code"};
    }
    auto factor = store::find_second_factor(context.db, account);
    factor->confirmed_at = context.now;
    store::save_second_factor(context.db, account, *factor);
    const auto session = store::find_session(context.db, context.actor.session);
    auto token = rotate_session(context, {session ? session->times.proven_at : context.now, true});
    return SignedIn{me_of(context, account), std::move(token)};
}

}  // namespace identity
