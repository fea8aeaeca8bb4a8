#include "second_factor/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace identity;

constexpr std::string_view kSecret = "12345678901234567890";  // RFC 6238, appendix B

TEST(TotpRules, GivesTheCodesOfTheStandard) {
    const struct {
        std::int64_t seconds;
        const char* code;  // the last six of the eight digits printed there
    } vectors[] = {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"},
                   {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& vector : vectors) EXPECT_EQ(totp_code(kSecret, vector.seconds / 30), vector.code);
}

TEST(TotpRules, AllowsOneStepEitherWayAndEachCodeOnce) {
    constexpr std::int64_t now_ms = 1'795'309'200'000, step = now_ms / kTotpStepMs;
    for (const auto shift : {-1, 0, 1}) EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, step + shift), now_ms, 0), step + shift);
    for (const auto shift : {-2, 2}) EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, step + shift), now_ms, 0), std::nullopt);
    EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, step), now_ms, step), std::nullopt);
    EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, step + 1), now_ms, step), step + 1);
    for (const auto* code : {"", "12345", "1234567", "abcdef"}) EXPECT_EQ(match_totp(kSecret, code, now_ms, 0), std::nullopt);
}

TEST(TotpRules, WritesBase32AsTheStandardDoes) {
    EXPECT_EQ(to_base32(""), "");
    EXPECT_EQ(to_base32("f"), "MY");
    EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(from_base32("MZXW6YTBOI"), "foobar");
    EXPECT_EQ(from_base32("0189"), std::nullopt);
}

RC_GTEST_PROP(TotpRules, Base32ReadsBackWhatItWrote, (const std::string& bytes)) { RC_ASSERT(from_base32(to_base32(bytes)) == bytes); }

TEST(TotpRules, NamesTheSiteAndTheLoginInTheAddress) {
    EXPECT_EQ(otpauth_uri("can.bo", "MZXW6"),
              "otpauth://totp/B%C3%ACnh%20D%C3%A2n%20H%E1%BB%8Dc:can.bo?secret=MZXW6&issuer=B%C3%ACnh%20D%C3%A2n%20H%E1%BB%8Dc"
              "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
