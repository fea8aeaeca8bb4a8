#include "routes_test.h"

#include "foundation/outgoing/webhook.h"
#include "foundation/testing/receiver.h"
#include "reminders/store.h"

#include <gmock/gmock.h>

using testing::HasSubstr;
using testing::SizeIs;

namespace campaign {
namespace {

// The 20 November report of Cao Minh is two days late for the commune and its two hamlets, on the tests' morning.
class ReminderRoutes : public CampaignOnEveryEngine {
protected:
    ReminderRoutes() { plan = publish_cao_minh(); }
    // The daily and the ten-second jobs of some hours.
    void run_jobs(std::int64_t ms) {
        product.clock.advance_ms(ms);
        product.scheduler->run_due(*product.contexts);
        sign_in_again();
    }
    boost::json::array mine(const std::string& cookie) {
        const auto reply = call("GET", "/api/v1/me/reminders", nullptr, cookie);
        EXPECT_EQ(reply.status, 200) << reply.raw;
        return reply.body.at("reminders").as_array();
    }
    void give_email(const std::string& cookie, const std::string& email) {
        const auto given = call("PUT", "/api/v1/me/email", {{"email", email}, {"text_version", "2026-11"}}, cookie);
        ASSERT_EQ(given.status, 200) << given.raw;
        // By a letter's code in life (identity/emails/routes_test.cpp); some of these mailboxes take no letter.
        within([&](Context& context) { context.db.run("UPDATE identity_emails SET confirmed_at = 1 WHERE email = $1", {email}); });
    }
    void open_ways(const testing_receiver::Receiver& receiver, const std::string& web_path = "/hook") {
        product.settings.smtp_url = receiver.smtp_url();
        product.settings.smtp_from = "nhac@hoc.example.vn";
        product.settings.webhook_url = receiver.web_url(web_path);
        product.settings.webhook_secret_file = receiver.write("secret", "bi-mat\n");
        product.restart();
    }
    // channel -> state, of the newest reminder of the unit
    std::map<std::string, std::string> states(const std::string& code) {
        const auto log = get(code + "/reminders", officer);
        EXPECT_EQ(log.status, 200) << log.raw;
        std::map<std::string, std::string> states;
        for (const auto& each : log.body.at("reminders").as_array()) {
            if (each.at("unit").at("code").as_string() != code) continue;
            for (const auto& sending : each.at("sendings").as_array())
                states[std::string(sending.at("channel").as_string())] = std::string(sending.at("state").as_string());
            break;
        }
        return states;
    }
    std::string plan;
};
BDH_ON_EVERY_ENGINE(ReminderRoutes);

TEST_P(ReminderRoutes, TheClockRemindsOnceAndNotAgainUntilTheNextStage) {
    run_jobs(0);
    ASSERT_THAT(mine(officer), SizeIs(1));
    EXPECT_THAT(std::string(mine(officer)[0].at("subject").as_string()), HasSubstr("Báo cáo quá hạn"));
    EXPECT_THAT(std::string(mine(officer)[0].at("link").as_string()), HasSubstr("/don-vi/01879/bao-cao?ma="));
    ASSERT_THAT(mine(hamlet_officer), SizeIs(1));
    EXPECT_THAT(mine(province), SizeIs(0));
    run_jobs(kDayMs);
    run_jobs(kDayMs);
    EXPECT_THAT(mine(officer), SizeIs(1));
    run_jobs(7 * kDayMs);  // the second week
    EXPECT_THAT(mine(officer), SizeIs(2));
    run_jobs(7 * kDayMs);  // the third: the unit above hears of it
    EXPECT_THAT(mine(officer), SizeIs(5));  // its own, and those of the two hamlets
    EXPECT_THAT(mine(province), SizeIs(1));
}

TEST_P(ReminderRoutes, WhatIsHandedInIsNotAskedForAgain) {
    const auto reports = get("01879.01/" + plan + "/reports", hamlet_officer);
    ASSERT_EQ(reports.status, 200) << reports.raw;
    const auto& last = reports.body.at("reports").as_array();
    const auto late = std::find_if(last.begin(), last.end(), [](const auto& each) { return each.at("due_on").as_string() == "2026-11-19"; });
    ASSERT_NE(late, last.end()) << reports.raw;
    const auto path = "01879.01/" + plan + "/reports/" + std::string(late->at("report_id").as_string()) + "/periods/" +
                      std::string(late->at("period").as_string());
    const auto handed_in = post(path + "/submissions", {{"revision", late->at("revision")}}, hamlet_officer);
    ASSERT_EQ(handed_in.status / 100, 2) << handed_in.raw;
    run_jobs(0);
    EXPECT_THAT(mine(hamlet_officer), SizeIs(0));
    EXPECT_THAT(mine(officer), SizeIs(1));
}

TEST_P(ReminderRoutes, TheButtonRemindsOnceADayAndOnlyWithinTheUnit) {
    const auto first = post("01879/" + plan + "/reminders", boost::json::object{}, officer);
    ASSERT_EQ(first.status, 201) << first.raw;
    EXPECT_EQ(first.body.at("made").as_int64(), 2);
    ASSERT_THAT(first.body.at("without_officer").as_array(), SizeIs(1));
    EXPECT_EQ(first.body.at("without_officer").at(0).at("code").as_string(), "01879.02");
    const auto again = post("01879/" + plan + "/reminders", boost::json::object{}, province);
    EXPECT_EQ(again.body.at("made").as_int64(), 0);
    EXPECT_EQ(again.body.at("already").as_int64(), 2);
    run_jobs(0);  // the clock says nothing on the same day either
    EXPECT_THAT(mine(hamlet_officer), SizeIs(1));
    run_jobs(kDayMs);
    const auto below = post("01879.01/" + plan + "/reminders", boost::json::object{}, hamlet_officer);
    EXPECT_EQ(below.body.at("made").as_int64() + below.body.at("already").as_int64(), 1) << below.raw;
    EXPECT_EQ(post("01879/" + plan + "/reminders", {{"unit_code", "05551"}}, officer).code(), "unit_outside");
    EXPECT_EQ(post("01879/" + plan + "/reminders", boost::json::object{}, hamlet_officer).status, 403);
    EXPECT_EQ(post("05551/" + plan + "/reminders", boost::json::object{}, province).code(), "unit_outside_plan");
    EXPECT_EQ(get("01879/reminders", hamlet_officer).status, 403);
    const auto log = get("01879/reminders", officer);
    EXPECT_EQ(log.body.at("reminders").as_array().back().at("asked").as_bool(), true);
}

TEST_P(ReminderRoutes, OneReadsMarksAndSwitchesOff) {
    run_jobs(0);
    const auto id = std::to_string(mine(officer)[0].at("reminder_id").as_int64());
    EXPECT_EQ(call("PUT", "/api/v1/me/reminders/" + id + "/reading", nullptr, hamlet_officer).code(), "no_such_reminder");
    const auto read = call("PUT", "/api/v1/me/reminders/" + id + "/reading", nullptr, officer);
    ASSERT_EQ(read.status, 200) << read.raw;
    EXPECT_EQ(read.body.at("unread").as_int64(), 0);
    EXPECT_FALSE(read.body.at("reminders").at(0).at("read_at").is_null());
    ASSERT_EQ(call("PUT", "/api/v1/me/reminder_choices", {{"app", false}, {"email", true}, {"webhook", false}}, officer).status, 200);
    EXPECT_EQ(call("GET", "/api/v1/me/reminder_choices", nullptr, officer).body.at("app").as_bool(), false);
    run_jobs(8 * kDayMs);
    EXPECT_THAT(mine(officer), SizeIs(1));
    EXPECT_THAT(mine(hamlet_officer), SizeIs(2));
}

TEST_P(ReminderRoutes, ALetterAndASignedPostArriveOnce) {
    const testing_receiver::Receiver receiver;
    open_ways(receiver);
    EXPECT_EQ(call("PUT", "/api/v1/me/email", {{"email", "minh@\r\nBcc: x@y.vn"}, {"text_version", "2026-11"}}, officer).status, 400);
    EXPECT_EQ(call("PUT", "/api/v1/me/email", {{"email", "minh"}, {"text_version", "2026-11"}}, officer).code(), "email_invalid");
    give_email(officer, "minh@xa.example.vn");
    run_jobs(0);
    run_jobs(11 * kSecondMs);
    run_jobs(11 * kSecondMs);
    ASSERT_THAT(receiver.letters(), SizeIs(1));
    EXPECT_THAT(receiver.letters()[0], HasSubstr("nhac@hoc.example.vn -> minh@xa.example.vn"));
    EXPECT_THAT(receiver.letters()[0], HasSubstr("Subject: =?UTF-8?B?"));
    EXPECT_THAT(receiver.letters()[0], HasSubstr("Message-ID: <nhac-"));
    ASSERT_THAT(receiver.posts(), SizeIs(2));  // of the commune and of the hamlet
    const auto post = boost::json::parse(receiver.posts()[0]);
    const std::string body(post.at("body").as_string());
    const auto seconds = std::stoll(std::string(post.at("headers").at("x-bdh-timestamp").as_string()));
    EXPECT_EQ(post.at("headers").at("x-bdh-signature").as_string(), "sha256=" + outgoing::signature_of("bi-mat", seconds, body));
    EXPECT_EQ(boost::json::parse(body).at("kind").as_string(), "report");
    EXPECT_EQ(states("01879"), (std::map<std::string, std::string>{{"app", "sent"}, {"email", "sent"}, {"webhook", "sent"}}));
    product.restart();
    run_jobs(11 * kSecondMs);
    EXPECT_THAT(receiver.letters(), SizeIs(1));
}

TEST_P(ReminderRoutes, NothingGoesToAnAddressThatNobodyConfirmed) {
    const testing_receiver::Receiver receiver;
    open_ways(receiver);
    ASSERT_EQ(call("PUT", "/api/v1/me/email", {{"email", "nguoi.la@xa.example.vn"}, {"text_version", "2026-11"}}, officer).status, 200);
    run_jobs(0);
    run_jobs(11 * kSecondMs);
    EXPECT_THAT(receiver.letters(), SizeIs(0));
    EXPECT_EQ(states("01879"), (std::map<std::string, std::string>{{"app", "sent"}, {"webhook", "sent"}}));
}

TEST_P(ReminderRoutes, WhatCannotArriveIsTriedAgainAndThenGivenUp) {
    const testing_receiver::Receiver receiver;
    open_ways(receiver, "/busy");
    give_email(officer, "busy@xa.example.vn");
    give_email(hamlet_officer, "nobody@xa.example.vn");
    run_jobs(0);
    run_jobs(2 * kMinuteMs);  // after one that could not be reached, the others of a channel wait a minute
    EXPECT_EQ(states("01879.01").at("email"), "refused");
    EXPECT_EQ(states("01879").at("email"), "waiting");
    EXPECT_EQ(states("01879").at("webhook"), "waiting");
    for (int half_day = 0; half_day < 7; ++half_day) {
        run_jobs(13 * kHourMs);
        for (int minute = 0; minute < 3; ++minute)
            run_jobs(61 * kSecondMs);
    }
    EXPECT_EQ(states("01879").at("email"), "given_up");
    EXPECT_EQ(states("01879").at("webhook"), "given_up");
    EXPECT_THAT(receiver.letters(), SizeIs(0));
    EXPECT_THAT(receiver.posts(), SizeIs(0));
}

TEST_P(ReminderRoutes, WhatACrashCutOffIsNeverSentTwice) {
    const testing_receiver::Receiver receiver;
    open_ways(receiver);
    give_email(officer, "minh@xa.example.vn");
    within([&](Context& context) {
        const store::ReminderRow row{.id = {context.fresh_id()}, .thing = "task 1 x", .stage = "soon", .account = {1}, .kind = ReminderKind::task,
                                     .plan = {1}, .unit = unit("01879"), .due_on = today(), .subject = "s", .body = "b", .link = "/",
                                     .made_at = context.now, .asked_by = {}};
        EXPECT_TRUE(store::insert_reminder(context.db, row));
        EXPECT_FALSE(store::insert_reminder(context.db, row));
        store::insert_sending(context.db, row.id, {Channel::webhook, SendingState::waiting, 0, context.now, "", context.now});
        EXPECT_THAT(store::claim_letters(context.db, context.now, 20), SizeIs(1));  // and here the process dies
        EXPECT_THAT(store::claim_letters(context.db, context.now, 20), SizeIs(0));  // nor does a second server take it
    });
    within([&](Context& context) {
        EXPECT_THAT(store::claim_letters(context.db, context.now + 11 * kMinuteMs, 20), SizeIs(0));
    });
    EXPECT_EQ(states("01879").at("webhook"), "unclear");
}

TEST_P(ReminderRoutes, WhoLeavesTakesAddressAndRemindersAlong) {
    give_email(hamlet_officer, "hoa@xa.example.vn");
    run_jobs(0);
    const auto data = call("GET", "/api/v1/me/data", nullptr, hamlet_officer);
    EXPECT_THAT(data.raw, HasSubstr("hoa@xa.example.vn"));
    EXPECT_THAT(data.raw, HasSubstr("reminders"));
    within([&](Context& context) {
        const auto rows = context.db.run("SELECT account_id FROM campaign_reminders WHERE unit_id = $1", {unit("01879.01").value});
        ASSERT_THAT(rows, SizeIs(1));
        context.events.publish(context, identity::AccountErased{{db::as_int(rows[0][0])}});
        EXPECT_THAT(context.db.run("SELECT account_id FROM campaign_reminders WHERE unit_id = $1", {unit("01879.01").value}), SizeIs(0));
    });
    EXPECT_EQ(call("DELETE", "/api/v1/me/email", nullptr, hamlet_officer).status, 200);
}

}  // namespace
}  // namespace campaign
