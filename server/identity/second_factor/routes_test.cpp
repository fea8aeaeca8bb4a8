#include "routes_test.h"

#include "second_factor/rules.h"

namespace {

using namespace identity_test;
using identity::Role;
using SecondFactorRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(SecondFactorRoutes);

class Authenticator {
public:
    Authenticator(const TestReply& setup) : secret_(*identity::from_base32(std::string(setup.body.at("secret").as_string()))) {}
    std::string code(Instant now, int steps = 0) const { return identity::totp_code(secret_, now.utc_ms / identity::kTotpStepMs + steps); }

private:
    std::string secret_;
};

TEST_P(SecondFactorRoutes, AsksAnOfficerForACodeFromTheFirstOneOn) {
    const auto joined = join();
    const AccountId id{joined.body.at("account_id").as_int64()};
    within([&](Context& context) { identity::grant_role(context, id, Role::unit_officer, unit("05551")); });
    const auto me = call("GET", "/api/v1/me", nullptr, joined.cookie);
    EXPECT_EQ(me.body.at("totp_required"), true);
    EXPECT_EQ(me.body.at("totp_enabled"), false);
    EXPECT_EQ(call("GET", "/api/v1/units/05551/join_links", nullptr, joined.cookie).code(), "totp_setup_required");

    const auto setup = call("POST", "/api/v1/me/totp", object{}, joined.cookie);
    ASSERT_EQ(setup.status, 201) << setup.raw;
    EXPECT_TRUE(text(setup, "otpauth_uri").starts_with("otpauth://totp/"));
    EXPECT_TRUE(text(setup, "qr_svg").starts_with("<svg"));
    const Authenticator app(setup);
    const auto confirm = [&](const std::string& code, const std::string& cookie) {
        return call("POST", "/api/v1/me/totp/confirmation", object{{"code", code}}, cookie);
    };
    EXPECT_EQ(confirm("000000", joined.cookie).code(), "totp_wrong");
    const auto confirmed = confirm(app.code(product.clock.now()), joined.cookie);
    ASSERT_EQ(confirmed.status, 200) << confirmed.raw;
    EXPECT_EQ(confirmed.body.at("totp_enabled"), true);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, joined.cookie).status, 401);  // the token rotates
    EXPECT_EQ(call("GET", "/api/v1/units/05551/join_links", nullptr, confirmed.cookie).status, 200);
    EXPECT_EQ(call("POST", "/api/v1/me/totp", object{}, confirmed.cookie).code(), "totp_already_enabled");

    EXPECT_EQ(sign_in("0912345678", kPassword).code(), "totp_required");
    EXPECT_EQ(sign_in("0912345678", kPassword, boost::json::string(app.code(product.clock.now()))).code(), "totp_wrong");  // used above
    turn_clock(30000);
    const auto code = app.code(product.clock.now());
    const auto signed_in = sign_in("0912345678", kPassword, boost::json::string(code));
    ASSERT_EQ(signed_in.status, 200) << signed_in.raw;
    EXPECT_EQ(sign_in("0912345678", kPassword, boost::json::string(code)).code(), "totp_wrong");  // each code once
    EXPECT_EQ(call("GET", "/api/v1/units/05551/join_links", nullptr, signed_in.cookie).status, 200);
}

TEST_P(SecondFactorRoutes, LeavesWhoKnowsThePasswordNoEndlessGuessing) {
    const auto joined = join();
    const Authenticator app(call("POST", "/api/v1/me/totp", object{}, joined.cookie));
    call("POST", "/api/v1/me/totp/confirmation", object{{"code", app.code(product.clock.now())}}, joined.cookie);
    // Asking for the second step in between must not wipe out the count.
    for (int failure = 0; failure < 5; ++failure) {
        EXPECT_EQ(sign_in("0912345678", kPassword).code(), "totp_required");
        EXPECT_EQ(sign_in("0912345678", kPassword, "000000").code(), "totp_wrong");
    }
    EXPECT_EQ(sign_in("0912345678", kPassword).code(), "locked_out");
}

TEST_P(SecondFactorRoutes, LetsDemoOfficersWorkWithoutOne) {
    product.settings.demo = true;
    product.restart();
    const auto joined = join();
    const AccountId id{joined.body.at("account_id").as_int64()};
    within([&](Context& context) { identity::grant_role(context, id, Role::unit_officer, unit("05551")); });
    EXPECT_EQ(call("GET", "/api/v1/units/05551/join_links", nullptr, joined.cookie).status, 200);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, joined.cookie).body.at("totp_required"), false);
}

}  // namespace
