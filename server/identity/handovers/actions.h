#pragma once
// Carries somebody from an app's built-in browser (Zalo) to their real one.
#include "accounts/actions.h"

namespace identity {

inline constexpr std::int64_t kHandoverLifeMs = 10 * kMinuteMs;

struct HandoverCode {
    std::string code;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(HandoverCode, (), (code, expires_at))
// A new code replaces the one before. The session it leads to is worth no more than this one: it keeps when the
// password was typed and whether a second factor was shown.
Result<HandoverCode> begin_handover(Context& context);

struct HandoverRedemption {
    Text<1, 40> code;
};
BOOST_DESCRIBE_STRUCT(HandoverRedemption, (), (code))
Result<SignedIn> redeem_handover(Context& context, const HandoverRedemption& redemption);

// For jobs.
void remove_expired_codes(ContextFactory& contexts);

}  // namespace identity
