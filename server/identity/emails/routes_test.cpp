#include "routes_test.h"

#include "foundation/testing/receiver.h"

#include <gmock/gmock.h>
#include <sodium.h>

namespace {

using namespace identity_test;
using identity::Role;
using testing::HasSubstr;
using testing::SizeIs;

class EmailRoutes : public IdentityTest {
protected:
    EmailRoutes() {
        product.settings.smtp_url = receiver.smtp_url();
        product.settings.smtp_from = "nhac@hoc.example.vn";
        product.restart();
        minh = add_member("minh", "05551", Role::unit_officer);
    }
    TestReply give(const Member& who, const std::string& email) {
        return call("PUT", "/api/v1/me/email", object{{"email", email}, {"text_version", "2026-11"}}, who.cookie);
    }
    TestReply ask(const Member& who) { return call("POST", "/api/v1/me/email/letters", nullptr, who.cookie); }
    TestReply confirm(const Member& who, const std::string& code) {
        return call("POST", "/api/v1/me/email/confirmation", object{{"code", code}}, who.cookie);
    }
    TestReply see(const Member& who) { return call("GET", "/api/v1/me/email", nullptr, who.cookie); }
    void run_jobs(std::int64_t ms) {
        turn_clock(ms);
        product.scheduler->run_due(*product.contexts);
        // Officers' sessions do not outlive the pauses of these tests.
        within([&](Context& context) { minh.cookie = identity::start_session(context, minh.id); });
    }
    static std::string words_of(const std::string& letter) {
        // The one part of the letter, after its own headers.
        const auto headers = letter.find("base64");
        const auto from = letter.find_first_of("\r\n", headers);
        const auto to = letter.find("\n--", from);
        const auto body = letter.substr(from, to == std::string::npos ? to : to - from);
        std::string words(body.size(), '\0');
        std::size_t size = 0;
        sodium_base642bin(reinterpret_cast<unsigned char*>(words.data()), words.size(), body.data(), body.size(), "\r\n ", &size,
                          nullptr, sodium_base64_VARIANT_ORIGINAL);
        words.resize(size);
        return words;
    }
    std::string code_in(const std::string& letter) {
        const auto words = words_of(letter);
        const std::string before = "Mã xác nhận: ";
        return words.substr(words.find(before) + before.size(), 9);
    }
    std::optional<std::string> email_of(const Member& who) {
        std::optional<std::string> email;
        within([&](Context& context) { email = identity::email_of(context, who.id); });
        return email;
    }
    const testing_receiver::Receiver receiver;
    Member minh;
};
BDH_ON_EVERY_ENGINE(EmailRoutes);

TEST_P(EmailRoutes, AnAddressCountsOnceTheCodeOfItsLetterCameBack) {
    ASSERT_EQ(give(minh, "minh@xa.example.vn").status, 200);
    EXPECT_EQ(email_of(minh), std::nullopt);
    const auto asked = ask(minh);
    ASSERT_EQ(asked.status, 201) << asked.raw;
    EXPECT_EQ(asked.body.at("letter").as_string(), "waiting");
    EXPECT_EQ(asked.raw.find("code"), std::string::npos);
    run_jobs(11 * kSecondMs);
    run_jobs(11 * kSecondMs);
    ASSERT_THAT(receiver.letters(), SizeIs(1));
    EXPECT_THAT(receiver.letters()[0], HasSubstr("nhac@hoc.example.vn -> minh@xa.example.vn"));
    EXPECT_EQ(words_of(receiver.letters()[0]).find("Minh"), std::string::npos);
    EXPECT_EQ(see(minh).body.at("letter").as_string(), "sent");
    EXPECT_EQ(count("identity_email_codes WHERE code <> ''"), 0);  // only its hash is left
    const auto code = code_in(receiver.letters()[0]);
    const auto hoa = add_member("hoa", "05551.01");
    ASSERT_EQ(give(hoa, "minh@xa.example.vn").status, 200);
    EXPECT_EQ(confirm(hoa, code).code(), "email_code_wrong");  // another's code is no code
    const auto confirmed = confirm(minh, code);
    ASSERT_EQ(confirmed.status, 200) << confirmed.raw;
    EXPECT_TRUE(confirmed.body.at("confirmed").as_bool());
    EXPECT_EQ(email_of(minh), "minh@xa.example.vn");
    EXPECT_EQ(ask(minh).code(), "email_confirmed");
    EXPECT_EQ(confirm(minh, "AAAA AAAA").status, 200);  // confirmed it is
    ASSERT_EQ(give(minh, "minh@xa.example.vn").status, 200);
    EXPECT_EQ(email_of(minh), "minh@xa.example.vn");
    ASSERT_EQ(give(minh, "khac@xa.example.vn").status, 200);
    EXPECT_EQ(email_of(minh), std::nullopt);
    EXPECT_EQ(confirm(minh, code).code(), "email_code_wrong");
}

TEST_P(EmailRoutes, ACodeRunsOutByTimeAndByTries) {
    ASSERT_EQ(give(minh, "minh@xa.example.vn").status, 200);
    EXPECT_EQ(confirm(minh, "AAAA AAAA").code(), "email_code_wrong");
    ASSERT_EQ(ask(minh).status, 201);
    run_jobs(11 * kSecondMs);
    const auto first = code_in(receiver.letters().at(0));
    for (int wrong = 0; wrong < 5; ++wrong)
        EXPECT_EQ(confirm(minh, "AAAA AAAA").code(), "email_code_wrong");
    EXPECT_EQ(confirm(minh, first).code(), "email_code_wrong");
    run_jobs(2 * kMinuteMs);
    ASSERT_EQ(ask(minh).status, 201);
    run_jobs(11 * kSecondMs);
    const auto second = code_in(receiver.letters().at(1));
    run_jobs(kDayMs);
    EXPECT_EQ(confirm(minh, second).code(), "email_code_wrong");
    EXPECT_EQ(email_of(minh), std::nullopt);
}

TEST_P(EmailRoutes, NobodysMailboxIsFilled) {
    const auto hoa = add_member("hoa", "05551.01"), lan = add_member("lan", "05551.02");
    for (const auto* who : std::initializer_list<const Member*>{&minh, &hoa, &lan})
        ASSERT_EQ(give(*who, who == &hoa ? "Nan.Nhan@xa.example.vn" : "nan.nhan@xa.example.vn").status, 200);
    ASSERT_EQ(ask(minh).status, 201);
    const auto soon = ask(minh);
    EXPECT_EQ(soon.status, 429);
    EXPECT_EQ(soon.code(), "letters_too_many");
    run_jobs(3 * kMinuteMs);
    EXPECT_EQ(ask(minh).status, 201);
    EXPECT_EQ(ask(hoa).status, 201);
    EXPECT_EQ(ask(lan).code(), "letters_too_many");  // three went to that mailbox today
    run_jobs(kDayMs);
    within([&](Context& context) { minh.cookie = identity::start_session(context, minh.id); });
    EXPECT_EQ(ask(minh).status, 201);
}

TEST_P(EmailRoutes, WhatCannotArriveIsSaid) {
    EXPECT_EQ(ask(minh).code(), "no_email");
    ASSERT_EQ(give(minh, "nobody@xa.example.vn").status, 200);
    ASSERT_EQ(ask(minh).status, 201);
    run_jobs(11 * kSecondMs);
    EXPECT_EQ(see(minh).body.at("letter").as_string(), "failed");
    ASSERT_EQ(give(minh, "busy@xa.example.vn").status, 200);
    EXPECT_TRUE(see(minh).body.at("letter").is_null());
    run_jobs(3 * kMinuteMs);
    ASSERT_EQ(ask(minh).status, 201);
    run_jobs(11 * kSecondMs);
    EXPECT_EQ(see(minh).body.at("letter").as_string(), "waiting");
    for (int minute = 0; minute < 70; minute += 3)
        run_jobs(3 * kMinuteMs);
    EXPECT_EQ(see(minh).body.at("letter").as_string(), "failed");
    EXPECT_THAT(receiver.letters(), SizeIs(0));
    product.settings.smtp_url.clear();
    product.restart();
    EXPECT_FALSE(see(minh).body.at("can_send").as_bool());
    EXPECT_EQ(ask(minh).code(), "letters_not_sent");
}

TEST_P(EmailRoutes, TakingTheAddressBackTakesTheCodeAlong) {
    ASSERT_EQ(give(minh, "minh@xa.example.vn").status, 200);
    ASSERT_EQ(ask(minh).status, 201);
    EXPECT_EQ(call("DELETE", "/api/v1/me/email", nullptr, minh.cookie).status, 200);
    EXPECT_EQ(count("identity_email_codes"), 0);
    run_jobs(11 * kSecondMs);
    EXPECT_THAT(receiver.letters(), SizeIs(0));
    EXPECT_EQ(ask(minh).code(), "no_email");
}

}  // namespace
