#include "profiles/actions.h"

#include "passwords/actions.h"
#include "passwords/store.h"
#include "profiles/store.h"
#include "sessions/store.h"

#include <algorithm>

namespace identity {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::int64_t kProfilesMax = 50;  // of one person, ever: one for each telephone

bool is_profile(const std::string& id) {
    return std::all_of(id.begin(), id.end(),
                       [](char sign) { return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f'); });
}

}  // namespace

http::Cookie profile_cookie(const Services& services, const std::string& token) {
    auto cookie = session_cookie(services, token);
    cookie.max_age_s = kProfileCookieMs / kSecondMs;
    return cookie;
}

Result<ProfileKeys> claim_profile(Context& context, const ProfileClaim& claim) {
    const auto account = context.actor.account;
    context.db.lock("account", account.value);
    const auto session = store::find_session(context.db, context.actor.session);
    if (!session) return sign_in_required();
    if (!is_profile(claim.profile.value)) {
        return Problem{ProblemKind::invalid, "profile_malformed", "Mã hồ sơ trên máy không đúng dạng.", "/profile"};
    }
    auto secret = store::find_profile_secret(context.db, account, claim.profile.value);
    if (secret && context.now - session->times.proven_at > kProofFreshMs) {
        return Problem{ProblemKind::forbidden, "password_needed_again", "Vui lòng đăng nhập lại bằng mật khẩu để mở hồ sơ này."};
    }
    if (!secret) {
        if (store::count_profiles(context.db, account) >= kProfilesMax) {
            return Problem{ProblemKind::too_many, "too_many_profiles", "Tài khoản này đã có hồ sơ trên quá nhiều máy."};
        }
        secret = to_hex(context.random.bytes(kSecretBytes));
        store::add_profile(context, account, claim.profile.value, *secret);
    }
    store::remove_session(context.db, session->id);
    return ProfileKeys{open_session(context, account, {session->times.proven_at, session->second_factor}), *secret};
}

Result<Me> resume_profile(Context& context, const ProfileToken& token) {
    const auto visitor = recognise_visitor(context, token.token.value);
    if (visitor.problem) return *visitor.problem;
    context.actor = visitor.actor;
    return me_of(context, visitor.actor.account);
}

}  // namespace identity
