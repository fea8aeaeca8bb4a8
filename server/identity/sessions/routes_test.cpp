#include "routes_test.h"

#include "sessions/actions.h"

#include <future>

namespace {

using namespace identity_test;
using SessionRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(SessionRoutes);

TEST_P(SessionRoutes, SignsLanInAndOut) {
    ASSERT_EQ(join().status, 201);
    const auto signed_in = sign_in("84912345678", kPassword);
    ASSERT_EQ(signed_in.status, 200) << signed_in.raw;
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, signed_in.cookie).status, 200);
    const auto signed_out = call("DELETE", "/api/v1/sessions/current", nullptr, signed_in.cookie);
    EXPECT_EQ(signed_out.status, 204);
    EXPECT_EQ(signed_out.cookie, "bdh_session=");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, signed_in.cookie).code(), "sign_in_required");
    EXPECT_EQ(call("DELETE", "/api/v1/sessions/current").status, 204);
}

TEST_P(SessionRoutes, RefusesCookiesNobodyWasGiven) {
    for (const auto* cookie : {"", "bdh_session=", "bdh_session=00", "bdh_session=' OR 1=1 --", "other=1",
                               "bdh_session=0123456789012345678901234567890123456789012345678901234567890123"}) {
        const auto reply = call("GET", "/api/v1/me", nullptr, cookie);
        EXPECT_EQ(reply.status, 401) << cookie;
        EXPECT_EQ(reply.code(), "sign_in_required") << cookie;
    }
    const auto lan = join();
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie + "; " + lan.cookie).code(), "sign_in_required");
}

TEST_P(SessionRoutes, KeepsNoTokenThatCouldBeStolenFromTheDatabase) {
    const auto lan = join();
    const auto token = lan.cookie.substr(lan.cookie.find('=') + 1);
    within([&](Context& context) {
        EXPECT_EQ(context.db.run("SELECT id FROM identity_sessions WHERE token_hash = $1", {token}).size(), 0u);
        EXPECT_EQ(context.db.run("SELECT id FROM identity_sessions WHERE token_hash = $1", {hash_hex(token)}).size(), 1u);
        EXPECT_TRUE(db::as_text(context.db.run("SELECT password_hash FROM identity_accounts")[0][0]).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    });
}

TEST_P(SessionRoutes, AnswersAWrongPasswordAndAnUnknownLoginAlike) {
    join();
    const auto wrong = sign_in("0912345678", "không phải mật khẩu");
    const auto unknown = sign_in("0987000111", "không phải mật khẩu");
    const auto impossible = sign_in("không thể là tên", "không phải mật khẩu");
    for (const auto* reply : {&wrong, &unknown, &impossible}) {
        EXPECT_EQ(reply->status, 401);
        EXPECT_EQ(reply->raw, wrong.raw);
        EXPECT_EQ(reply->code(), "login_failed");
    }
}

TEST_P(SessionRoutes, LocksOutAfterFiveFailuresWhetherOrNotTheLoginExists) {
    join();
    for (const auto* login : {"0912345678", "0987000111"}) {
        for (int failure = 1; failure <= 5; ++failure) EXPECT_EQ(sign_in(login, "sai mật khẩu").code(), "login_failed");
        const auto locked = sign_in(login, kPassword);
        EXPECT_EQ(locked.status, 429) << login;
        EXPECT_EQ(locked.code(), "locked_out");
        EXPECT_EQ(locked.body.at("retry_after_s"), 60);
    }
    turn_clock(kMinuteMs);
    EXPECT_EQ(sign_in("0912345678", "sai mật khẩu").code(), "login_failed");
    EXPECT_EQ(sign_in("0912345678", kPassword).body.at("retry_after_s"), 120);
    turn_clock(2 * kMinuteMs);
    EXPECT_EQ(sign_in("0912345678", kPassword).status, 200);
    EXPECT_EQ(sign_in("0912345678", "sai mật khẩu").code(), "login_failed");  // counted from the start again
}

TEST_P(SessionRoutes, CountsGuessesMadeAtTheSameMoment) {
    join();
    std::vector<std::future<std::string>> guesses;
    for (int guess = 0; guess < 12; ++guess) {
        guesses.push_back(std::async(std::launch::async, [&] { return sign_in("0912345678", "sai mật khẩu").code(); }));
    }
    int tried = 0;
    for (auto& guess : guesses) tried += guess.get() == "login_failed";
    EXPECT_EQ(tried, 5);
}

TEST_P(SessionRoutes, ListsAndEndsSessionsEverywhere) {
    const auto first = join();
    const auto second = sign_in("0912345678", kPassword);
    const auto list = call("GET", "/api/v1/sessions", nullptr, second.cookie);
    ASSERT_EQ(list.body.at("sessions").as_array().size(), 2u);
    EXPECT_EQ(list.body.at("sessions").at(0).at("current"), true);
    EXPECT_EQ(list.body.at("sessions").at(1).at("current"), false);
    EXPECT_EQ(call("DELETE", "/api/v1/sessions", nullptr, second.cookie).status, 204);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, first.cookie).code(), "sign_in_required");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, second.cookie).code(), "sign_in_required");
}

TEST_P(SessionRoutes, EndsTheOldSessionOfABrowserThatSignsInAgain) {
    const auto lan = join();
    http::Request request{"POST", "/api/v1/sessions", {{"content-type", "application/json"}, {"cookie", lan.cookie}}, {}, "127.0.0.1", true, "t"};
    request.body = boost::json::serialize(object{{"login", "0912345678"}, {"password", kPassword}, {"totp", nullptr}});
    const auto again = product.send(request);
    ASSERT_EQ(again.status, 200);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).code(), "sign_in_required");
    EXPECT_EQ(count("identity_sessions"), 1);
}

TEST_P(SessionRoutes, KeepsTheNewestTwentySessions) {
    const auto lan = add_member("lan.nt", "05551.01");
    within([&](Context& context) {
        for (int more = 0; more < 25; ++more) identity::start_session(context, lan.id);
    });
    EXPECT_EQ(count("identity_sessions"), 20);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).code(), "sign_in_required");
}

TEST_P(SessionRoutes, LocksAnIdleOfficerButNotALearner) {
    const auto officer = add_member("can.bo", "05551", identity::Role::unit_officer);
    const auto lan = add_member("lan.nt", "05551.01");
    turn_clock(14 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).status, 200);
    turn_clock(14 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).status, 200);
    turn_clock(15 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).code(), "session_locked");
    EXPECT_EQ(call("GET", "/api/v1/units/05551/join_links", nullptr, officer.cookie).code(), "session_locked");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).status, 200);
    EXPECT_EQ(call("DELETE", "/api/v1/sessions/current", nullptr, officer.cookie).status, 204);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).code(), "sign_in_required");
}

TEST_P(SessionRoutes, EndsAnOfficersSessionAfterTwelveHoursHoweverBusy) {
    const auto officer = add_member("can.bo", "05551", identity::Role::unit_officer);
    for (int quarter = 0; quarter < 12 * 6 - 1; ++quarter) {
        turn_clock(10 * kMinuteMs);
        ASSERT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).status, 200) << quarter;
    }
    turn_clock(10 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).code(), "sign_in_required");
}

TEST_P(SessionRoutes, MayLockEarlyAfterARestartButNeverLate) {
    const auto officer = add_member("can.bo", "05551", identity::Role::unit_officer);
    turn_clock(10 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).status, 200);
    identity::save_last_seen_times(*product.contexts);
    turn_clock(30 * kSecondMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).status, 200);  // known in memory only
    product.restart();
    turn_clock(14 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).status, 200);
    product.restart();
    turn_clock(2 * kMinuteMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, officer.cookie).code(), "session_locked");
}

TEST_P(SessionRoutes, ForgetsALearnerAfterSixtyDaysAway) {
    const auto lan = join();
    turn_clock(59 * kDayMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).status, 200);
    turn_clock(6 * kHourMs);
    identity::save_last_seen_times(*product.contexts);
    product.restart();
    turn_clock(59 * kDayMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).status, 200);
    turn_clock(6 * kHourMs);
    identity::save_last_seen_times(*product.contexts);
    turn_clock(60 * kDayMs);
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).code(), "sign_in_required");
    identity::remove_old_sessions(*product.contexts);
    EXPECT_EQ(count("identity_sessions"), 1);
    turn_clock(kDayMs);
    identity::remove_old_sessions(*product.contexts);
    EXPECT_EQ(count("identity_sessions"), 0);
}

TEST_P(SessionRoutes, MarksTheCookieSecureOnceTheSiteIsHttps) {
    product.settings.public_url = "https://hoc.example.vn/";
    product.restart();
    within([&](Context& context) {
        const auto header = http::to_header(identity::session_cookie(context.services, "abc"));
        EXPECT_EQ(header, "bdh_session=abc; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure");
        EXPECT_EQ(identity::join_url(context.services, "x"), "https://hoc.example.vn/tham-gia?ma=x");
    });
}

}  // namespace
