#pragma once
#include "accounts/actions.h"

namespace identity {

bool has_second_factor(Context& context, AccountId account);
// True when the code is right and was not used before.
bool use_second_factor(Context& context, AccountId account, const std::string& code);

struct SecondFactorSetup {
    std::string secret;
    std::string otpauth_uri;
    std::string qr_svg;
};
BOOST_DESCRIBE_STRUCT(SecondFactorSetup, (), (secret, otpauth_uri, qr_svg))
Result<SecondFactorSetup> begin_second_factor(Context& context);

struct SecondFactorProof {
    Text<1, 20> code;
};
BOOST_DESCRIBE_STRUCT(SecondFactorProof, (), (code))
// From now on needed at every sign-in; all other sessions end.
Result<SignedIn> confirm_second_factor(Context& context, const SecondFactorProof& proof);

}  // namespace identity
