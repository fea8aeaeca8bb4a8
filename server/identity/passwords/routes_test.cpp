#include "routes_test.h"

namespace {

using namespace identity_test;
using identity::Role;
using PasswordRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(PasswordRoutes);

constexpr const char* kNewPassword = "nắng mai trên đồi";

std::string path_of(AccountId account) { return "/api/v1/accounts/" + std::to_string(account.value) + "/reset_codes"; }

TEST_P(PasswordRoutes, ChangesThePasswordAndEndsAllOtherSessions) {
    const auto phone = join();
    const auto tablet = sign_in("0912345678", kPassword);
    const auto change = [&](const char* current, const char* next) {
        return call("POST", "/api/v1/me/password", object{{"current_password", current}, {"new_password", next}}, tablet.cookie);
    };
    EXPECT_EQ(change("không phải", kNewPassword).code(), "password_wrong");
    EXPECT_EQ(change(kPassword, "ngắn").code(), "password_too_short");
    const auto changed = change(kPassword, kNewPassword);
    ASSERT_EQ(changed.status, 204) << changed.raw;
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, phone.cookie).status, 401);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, tablet.cookie).status, 401);  // the token rotates
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, changed.cookie).status, 200);
    EXPECT_EQ(sign_in("0912345678", kPassword).code(), "login_failed");
    EXPECT_EQ(sign_in("0912345678", kNewPassword).status, 200);
}

TEST_P(PasswordRoutes, LetsLanInAgainWithACodeFromHerOfficer) {
    const auto lan = join();
    const AccountId lan_id{lan.body.at("account_id").as_int64()};
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto given = call("POST", path_of(lan_id), object{}, officer.cookie);
    ASSERT_EQ(given.status, 201) << given.raw;
    EXPECT_EQ(text(given, "login"), "0912345678");
    EXPECT_EQ(given.body.at("expires_at"), testing_product::kMorning.utc_ms + 30 * kMinuteMs);
    const auto code = text(given, "code");
    const auto reset = [&](const std::string& login, const std::string& typed, const char* password = kNewPassword) {
        return call("POST", "/api/v1/password_resets", object{{"login", login}, {"code", typed}, {"new_password", password}});
    };
    EXPECT_EQ(reset("0912345678", code, "12345678").code(), "password_too_common");
    EXPECT_EQ(reset("0912345678", "000000").code(), "reset_code_wrong");
    EXPECT_EQ(reset("0912 345 678", code.substr(0, 3) + " " + code.substr(3)).status, 204);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).status, 401);
    EXPECT_EQ(sign_in("0912345678", kNewPassword).status, 200);
    EXPECT_EQ(reset("0912345678", code).code(), "reset_code_wrong");  // once only
    const auto audit = call("GET", "/api/v1/units/05551/audit", nullptr, officer.cookie);
    EXPECT_EQ(audit.body.at("entries").at(0).at("action"), "reset_code_issued");
    EXPECT_EQ(audit.body.at("entries").at(0).at("subject"), "Nguyễn Thị Lan");
}

TEST_P(PasswordRoutes, LetsACodeDieOfAgeOrOfFiveWrongTries) {
    join();
    const AccountId lan_id{join({{"login", "lan.nt"}}).body.at("account_id").as_int64()};
    const auto coach = add_member("huan.luyen", "05551.01", Role::coach);
    const auto reset = [&](const std::string& code) {
        return call("POST", "/api/v1/password_resets", object{{"login", "lan.nt"}, {"code", code}, {"new_password", kNewPassword}}).code();
    };
    auto code = text(call("POST", path_of(lan_id), object{}, coach.cookie), "code");
    turn_clock(30 * kMinuteMs);
    EXPECT_EQ(reset(code), "reset_code_wrong");
    turn_clock(kDayMs);
    within([&](Context& context) { EXPECT_FALSE(identity::start_session(context, coach.id).empty()); });
    const auto fresh = add_member("huan.luyen2", "05551.01", Role::coach);
    code = text(call("POST", path_of(lan_id), object{}, fresh.cookie), "code");
    for (int failure = 0; failure < 4; ++failure) EXPECT_EQ(reset("11111x"), "reset_code_wrong");
    EXPECT_EQ(reset("11111x"), "reset_code_wrong");
    EXPECT_EQ(reset(code), "locked_out");
    turn_clock(kMinuteMs);
    EXPECT_EQ(reset(code), "reset_code_wrong");  // the code itself is dead
}

TEST_P(PasswordRoutes, AnswersAResetForAnUnknownLoginLikeOneWithAWrongCode) {
    join();
    const auto reset = [&](const char* login) {
        return call("POST", "/api/v1/password_resets", object{{"login", login}, {"code", "123456"}, {"new_password", kNewPassword}});
    };
    for (int failure = 0; failure < 6; ++failure) EXPECT_EQ(reset("0912345678").raw, reset("0987000111").raw);
    EXPECT_EQ(reset("0987000111").code(), "locked_out");
}

TEST_P(PasswordRoutes, GivesCodesOnlyDownwards) {
    const auto lan = add_member("lan.nt", "05551.01");
    const auto coach = add_member("huan.luyen", "05551", Role::coach);
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto neighbour = add_member("can.bo2", "01879", Role::unit_officer);
    const auto province = add_member("tinh", "05551", Role::province, "19");
    const auto give = [&](const Member& actor, const Member& subject) { return call("POST", path_of(subject.id), object{}, actor.cookie); };
    EXPECT_EQ(give(coach, lan).status, 201);
    EXPECT_EQ(give(coach, officer).code(), "not_permitted");
    EXPECT_EQ(give(officer, coach).status, 201);
    EXPECT_EQ(give(officer, officer).code(), "not_permitted");
    EXPECT_EQ(give(officer, province).code(), "not_permitted");
    EXPECT_EQ(give(province, officer).status, 201);
    EXPECT_EQ(give(neighbour, lan).code(), "no_such_account");
    EXPECT_EQ(give(lan, lan).code(), "no_such_account");
    EXPECT_EQ(call("POST", "/api/v1/accounts/12/reset_codes", object{}, officer.cookie).code(), "no_such_account");
    EXPECT_EQ(call("POST", "/api/v1/accounts/abc/reset_codes", object{}, officer.cookie).code(), "no_such_account");
    EXPECT_EQ(call("POST", path_of(lan.id), object{}).code(), "sign_in_required");
}

}  // namespace
