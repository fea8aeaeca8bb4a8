// Several people on one telephone, seen from the server: each profile signs in with its own token.
#include "routes_test.h"

namespace {

using namespace identity_test;
using ProfileRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(ProfileRoutes);

constexpr const char* kProfile = "0123456789abcdef";

http::Request request_of(const std::string& cookie, const std::string& account) {
    http::Request request;
    request.method = "GET";
    request.target = "/api/v1/me";
    request.headers = {{"cookie", cookie}, {"bdh-account", account}};
    return request;
}

TEST_P(ProfileRoutes, SignsTwoPeopleOnOneTelephoneInByTheirOwnTokens) {
    const auto lan = join();
    const auto minh = join({{"login", "0912345679"}, {"full_name", "Trần Văn Minh"}});
    const auto claim = [&](const std::string& cookie, const char* profile) {
        return call("POST", "/api/v1/profiles", object{{"profile", profile}}, cookie);
    };
    const auto lans = claim(lan.cookie, kProfile);
    const auto minhs = claim(minh.cookie, "fedcba9876543210");
    ASSERT_EQ(lans.status, 200) << lans.raw;
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).code(), "sign_in_required") << "the old cookie is worth nothing";
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lans.cookie).body.at("login"), "0912345678");
    const auto resume = [&](const TestReply& keys) {
        return call("POST", "/api/v1/profile_sessions", object{{"token", text(keys, "token")}}, lans.cookie);
    };
    EXPECT_EQ(resume(minhs).body.at("login"), "0912345679");
    EXPECT_EQ(resume(lans).body.at("login"), "0912345678");
    EXPECT_EQ(call("DELETE", "/api/v1/profile_sessions/current", nullptr, lans.cookie).status, 204);
    EXPECT_EQ(resume(lans).status, 200) << "put away is not signed out";
    call("DELETE", "/api/v1/sessions", nullptr, lans.cookie);
    EXPECT_EQ(resume(lans).code(), "sign_in_required");
    EXPECT_EQ(call("POST", "/api/v1/profile_sessions", object{{"token", std::string(64, 'a')}}).code(), "sign_in_required");
}

TEST_P(ProfileRoutes, RefusesARequestThatMeansAnotherPersonThanTheCookie) {
    const auto lan = join();
    const auto account = std::to_string(lan.body.at("account_id").as_int64());
    EXPECT_EQ(product.send(request_of(lan.cookie, account)).status, 200);
    EXPECT_EQ(product.send(request_of(lan.cookie, account + "1")).code(), "other_account");
    EXPECT_EQ(product.send(request_of(lan.cookie, "x")).code(), "other_account");
}

TEST_P(ProfileRoutes, GivesTheSecretOfAForgottenPinOnlyAfterAFreshPassword) {
    const auto lan = join();
    const auto claim = [&](const std::string& cookie) {
        return call("POST", "/api/v1/profiles", object{{"profile", kProfile}}, cookie);
    };
    const auto first = claim(lan.cookie);
    turn_clock(11 * kMinuteMs);
    EXPECT_EQ(claim(first.cookie).code(), "password_needed_again");
    const auto again = claim(sign_in("0912345678", kPassword).cookie);
    ASSERT_EQ(again.status, 200) << again.raw;
    EXPECT_EQ(again.body.at("secret"), first.body.at("secret"));
    EXPECT_NE(again.body.at("token"), first.body.at("token"));
    EXPECT_EQ(call("POST", "/api/v1/profiles", object{{"profile", "not hexadecimal!"}}, again.cookie).code(),
              "profile_malformed");
    EXPECT_EQ(call("POST", "/api/v1/profiles", object{{"profile", kProfile}}).code(), "sign_in_required");
}

}  // namespace
