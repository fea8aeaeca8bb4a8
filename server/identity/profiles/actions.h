#pragma once
// Profiles behind a PIN on a shared telephone: each signs in with a token that it keeps sealed, so that the browser's one
// cookie is nobody's for long.
#include "sessions/actions.h"

namespace identity {

// How long the cookie of a profile lasts without being renewed; it runs out by itself, even far from any network.
inline constexpr std::int64_t kProfileCookieMs = 30 * kMinuteMs;
// How fresh a password must be to be given the secret of a profile that is there already.
inline constexpr std::int64_t kProofFreshMs = 10 * kMinuteMs;

struct ProfileClaim {
    Text<16, 16> profile;
};
BOOST_DESCRIBE_STRUCT(ProfileClaim, (), (profile))
struct ProfileKeys {
    std::string token;   // signs this profile in
    std::string secret;  // opens it when its PIN is forgotten
};
BOOST_DESCRIBE_STRUCT(ProfileKeys, (), (token, secret))
// The current session goes on under a new token, which only the profile holds.
Result<ProfileKeys> claim_profile(Context& context, const ProfileClaim& claim);

struct ProfileToken {
    Text<64, 64> token;
};
BOOST_DESCRIBE_STRUCT(ProfileToken, (), (token))
Result<Me> resume_profile(Context& context, const ProfileToken& token);

http::Cookie profile_cookie(const Services& services, const std::string& token);

}  // namespace identity
