#include "routes_test.h"

namespace {

using namespace identity_test;
using identity::Role;
using HandoverRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(HandoverRoutes);

TEST_P(HandoverRoutes, CarriesLanFromZaloToHerBrowserOnce) {
    const auto zalo = join();
    const auto made = call("POST", "/api/v1/session_handovers", object{}, zalo.cookie);
    ASSERT_EQ(made.status, 201) << made.raw;
    const auto code = text(made, "code");
    EXPECT_EQ(code.size(), 8u);
    EXPECT_EQ(made.body.at("expires_at"), testing_product::kMorning.utc_ms + 10 * kMinuteMs);
    const auto redeem = [&](const std::string& typed) { return call("POST", "/api/v1/session_handovers/redemption", object{{"code", typed}}); };
    EXPECT_EQ(redeem("AAAAAAAA").code(), "handover_code_wrong");
    const auto chrome = redeem(code.substr(0, 4) + "-" + code.substr(4));
    ASSERT_EQ(chrome.status, 200) << chrome.raw;
    EXPECT_EQ(chrome.body.at("login"), "0912345678");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, chrome.cookie).status, 200);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, zalo.cookie).status, 200);
    EXPECT_EQ(redeem(code).code(), "handover_code_wrong");
}

TEST_P(HandoverRoutes, ForgetsACodeAfterTenMinutesAndWhenANewOneIsMade) {
    const auto lan = join();
    const auto make = [&] { return text(call("POST", "/api/v1/session_handovers", object{}, lan.cookie), "code"); };
    const auto redeem = [&](const std::string& code) { return call("POST", "/api/v1/session_handovers/redemption", object{{"code", code}}).code(); };
    const auto first = make();
    const auto second = make();
    EXPECT_EQ(redeem(first), "handover_code_wrong");
    turn_clock(10 * kMinuteMs);
    EXPECT_EQ(redeem(second), "handover_code_wrong");
    const auto third = make();
    call("DELETE", "/api/v1/sessions", nullptr, lan.cookie);
    EXPECT_EQ(redeem(third), "handover_code_wrong");
}

TEST_P(HandoverRoutes, DoesNotLengthenAnOfficersDay) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    for (int busy = 0; busy < 70; ++busy) {
        turn_clock(10 * kMinuteMs);
        call("GET", "/api/v1/me", nullptr, officer.cookie);
    }
    const auto code = text(call("POST", "/api/v1/session_handovers", object{}, officer.cookie), "code");
    const auto carried = call("POST", "/api/v1/session_handovers/redemption", object{{"code", code}});
    EXPECT_EQ(call("GET", "/api/v1/units/05551/join_links", nullptr, carried.cookie).status, 200);
    turn_clock(10 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, carried.cookie).status, 200);
    turn_clock(10 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, carried.cookie).code(), "sign_in_required");
}

}  // namespace
