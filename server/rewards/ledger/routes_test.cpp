#include "routes_test.h"

#include <gmock/gmock.h>

namespace {

using rewards_test::object;

class RewardsRoutes : public rewards_test::RewardsTest {};
BDH_ON_EVERY_ENGINE(RewardsRoutes);

std::string text_of(const boost::json::value& value) { return std::string(value.as_string()); }

}  // namespace

TEST_P(RewardsRoutes, TurnALessonIntoPointsThatExplainThemselves) {
    const auto lan = add_learner("lan");
    const auto reply = answer(lan, lesson(0).item_ids);
    ASSERT_EQ(reply.status, 200) << reply.raw;
    const auto items = static_cast<std::int64_t>(lesson(0).item_ids.size());
    const auto& effects = reply.body.at("effects");
    EXPECT_EQ(effects.at("points_gained"), items * 5 + 20 + 10);
    EXPECT_EQ(effects.at("points_total"), items * 5 + 20 + 10);
    EXPECT_EQ(effects.at("streak_days"), 1);
    EXPECT_EQ(effects.at("streak_grew"), true);
    EXPECT_EQ(effects.at("freezes"), 0);
    EXPECT_EQ(boost::json::serialize(effects.at("rank")), R"({"scope":"hamlet","position":1,"of":1})");

    const auto points = get("/me/points?limit=100", lan);
    std::int64_t sum = 0;
    std::map<std::string, std::string> text_by_reason;
    for (const auto& each : points.at("entries").as_array()) {
        sum += each.at("points").as_int64();
        text_by_reason[text_of(each.at("reason"))] = text_of(each.at("text"));
    }
    EXPECT_EQ(sum, effects.at("points_total").as_int64());
    EXPECT_TRUE(points.at("next_before").is_null());
    EXPECT_EQ(text_by_reason["item_right"], "Trả lời câu hỏi của bài “" + lesson(0).title + "”: được 5 điểm.");
    EXPECT_EQ(text_by_reason["lesson_completed"], "Hoàn thành bài “" + lesson(0).title + "”: được 20 điểm.");
    EXPECT_EQ(text_by_reason["daily_goal"], "Học đủ phần của ngày 22/11/2026: được 10 điểm.");

    const auto seen = rewards(lan);
    EXPECT_EQ(seen.at("points_total"), sum);
    EXPECT_EQ(seen.at("points_week"), sum);
    EXPECT_EQ(boost::json::serialize(seen.at("streak")),
              R"({"days":1,"freezes":0,"longest":1,"today_done":true,"next_freeze_in_days":6,"frozen_on":[],"run_days":1,"studied_on":"2026-11-22"})");
    EXPECT_TRUE(seen.at("badges").as_array().empty());
}

TEST_P(RewardsRoutes, GiveNothingForRepeatsButStillTellWhereLanStands) {
    const auto lan = add_learner("lan");
    const auto first = answer(lan, lesson(0).item_ids);
    const auto again = answer(lan, lesson(0).item_ids);
    const auto as_review = answer(lan, lesson(0).item_ids, "review");
    for (const auto& reply : {again, as_review}) {
        EXPECT_EQ(reply.body.at("effects").at("points_gained"), 0);
        EXPECT_EQ(reply.body.at("effects").at("points_total"), first.body.at("effects").at("points_total"));
        EXPECT_EQ(reply.body.at("effects").at("streak_grew"), false);
        EXPECT_EQ(reply.body.at("effects").at("rank").at("position"), 1);
    }
}

TEST_P(RewardsRoutes, TellSomeoneWithoutPointsThatThereIsNoRankYet) {
    const auto lan = add_learner("lan");
    const auto reply = answer(lan, {lesson(0).recall_ids[0]}, "review");
    ASSERT_EQ(reply.status, 200);
    EXPECT_EQ(boost::json::serialize(reply.body.at("effects").at("rank")), "null");
    EXPECT_EQ(reply.body.at("effects").at("points_total"), 0);
    EXPECT_EQ(rewards(lan).at("points_total"), 0);
    EXPECT_TRUE(get("/me/points", lan).at("entries").as_array().empty());
}

TEST_P(RewardsRoutes, PayReviewsOnTheirDayOnce) {
    const auto lan = add_learner("lan");
    answer(lan, lesson(0).item_ids);
    EXPECT_EQ(answer(lan, {lesson(0).recall_ids[2]}, "review").body.at("effects").at("points_gained"), 0) << "due tomorrow only";
    next_day();
    EXPECT_EQ(answer(lan, {lesson(0).recall_ids[0]}, "review").body.at("effects").at("points_gained"), 1);
    EXPECT_EQ(answer(lan, {lesson(0).recall_ids[1]}, "review", 0, false).body.at("effects").at("points_gained"), 1);
    EXPECT_EQ(answer(lan, {lesson(0).recall_ids[0]}, "review").body.at("effects").at("points_gained"), 0);
}

TEST_P(RewardsRoutes, PayATaskOnce) {
    const auto lan = add_learner("lan");
    const auto path = "/api/v1/lessons/" + lesson(0).id + "/task_submission";
    const object body{{"text", "Tôi đã thử với cháu."}, {"checks", rewards_test::array(lesson(0).task.criteria.size(), true)}};
    const auto first = call("PUT", path, body, lan.cookie);
    ASSERT_EQ(first.status, 200) << first.raw;
    EXPECT_EQ(first.body.at("effects").at("points_gained"), 15);
    EXPECT_EQ(first.body.at("effects").at("rank").at("position"), 1);
    const auto second = call("PUT", path, body, lan.cookie);
    EXPECT_EQ(second.body.at("effects").at("points_gained"), 0);
    EXPECT_EQ(second.body.at("effects").at("points_total"), 15);
}

TEST_P(RewardsRoutes, StopAtTheDaysCapAndSaySo) {
    const auto lan = add_learner("lan");
    for (int number = 1; number <= 9; ++number) publish(learning::TaskHandedIn{lan.id, "bai-" + std::to_string(number), true, today()});
    EXPECT_EQ(rewards(lan).at("points_total"), 120);
    const auto newest = get("/me/points?limit=1", lan).at("entries").at(0);
    EXPECT_EQ(newest.at("points"), 0);
    EXPECT_EQ(text_of(newest.at("text")),
              "Nộp việc thực hành của một bài học: được 0 điểm. Còn 15 điểm không được cộng vì ngày 22/11/2026 đã đủ mức điểm cao nhất của một ngày.");
    publish(learning::TaskHandedIn{lan.id, "bai-9", true, today() + 1});
    EXPECT_EQ(rewards(lan).at("points_total"), 120) << "what the cap has withheld does not come back";
}

TEST_P(RewardsRoutes, RepairAStreakWithADayThatArrivesLate) {
    const auto lan = add_learner("lan");
    study(lan);
    next_day(2);
    EXPECT_EQ(study(lan).body.at("effects").at("streak_days"), 1);
    const auto late = study(lan, 1);
    EXPECT_EQ(late.body.at("effects").at("streak_days"), 3);
    EXPECT_EQ(late.body.at("effects").at("streak_grew"), true);
    EXPECT_EQ(late.body.at("effects").at("points_gained"), 10) << "the daily goal of that day";
    EXPECT_EQ(rewards(lan).at("streak").at("longest"), 3);
}

TEST_P(RewardsRoutes, EarnAFreezeAndSpendItOnAMissedDay) {
    const auto lan = add_learner("lan");
    next_day();  // to a Monday, so that the missed day lies in the week of today
    for (int day = 0; day < 6; ++day, next_day()) study(lan);
    const auto seventh = study(lan);
    EXPECT_EQ(seventh.body.at("effects").at("freezes"), 1);
    EXPECT_EQ(seventh.body.at("effects").at("points_gained"), 10 + 20);
    EXPECT_EQ(text_of(get("/me/points?limit=1", lan).at("entries").at(0).at("text")), "Học liên tục 7 ngày: được 20 điểm.");

    next_day(2);
    auto streak = rewards(lan).at("streak");
    EXPECT_EQ(streak.at("days"), 7);
    EXPECT_EQ(streak.at("freezes"), 0);
    EXPECT_EQ(streak.at("today_done"), false);
    EXPECT_EQ(boost::json::serialize(streak.at("frozen_on")), "[\"" + to_text(today() - 1) + "\"]");
    EXPECT_THAT(boost::json::serialize(get("/today", lan).at("week")), testing::HasSubstr(R"("state":"frozen")"));

    next_day();
    streak = rewards(lan).at("streak");
    EXPECT_EQ(streak.at("days"), 0);
    EXPECT_EQ(streak.at("longest"), 7);
}

TEST_P(RewardsRoutes, RewardAWeekOnceHoweverItsDaysArrive) {
    next_day(16);
    const auto lan = add_learner("lan");
    // Fifteen days, the oldest last: in the end two weeks, whatever stood complete in between.
    for (const int days_ago : {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 8}) study(lan, days_ago);
    int weeks = 0;
    const auto points = get("/me/points?limit=100", lan);
    for (const auto& each : points.at("entries").as_array()) weeks += text_of(each.at("reason")) == "streak_week";
    EXPECT_EQ(weeks, 2);
    EXPECT_EQ(rewards(lan).at("streak").at("days"), 15);
}

TEST_P(RewardsRoutes, PageThroughTheLedger) {
    const auto lan = add_learner("lan");
    hand_in_many(lan, 5);
    const auto first = get("/me/points?limit=2", lan);
    ASSERT_EQ(first.at("entries").as_array().size(), 2U);
    const auto second = get("/me/points?limit=3&before=" + std::to_string(first.at("next_before").as_int64()), lan);
    EXPECT_EQ(second.at("entries").as_array().size(), 3U);
    EXPECT_TRUE(second.at("next_before").is_null());
    for (const auto* wrong : {"limit=0", "limit=101", "limit=x", "before=0", "before=-1", "before=9007199254740993", "after=1"}) {
        EXPECT_EQ(call("GET", std::string("/api/v1/me/points?") + wrong, nullptr, lan.cookie).status / 100, 4) << wrong;
    }
}

TEST_P(RewardsRoutes, AreForSignedInPeopleOnly) {
    for (const auto* path : {"/me/rewards", "/me/points", "/rankings/people", "/rankings/units"}) {
        const auto reply = call("GET", std::string("/api/v1") + path);
        EXPECT_EQ(reply.status, 401) << path;
        EXPECT_EQ(reply.code(), "sign_in_required") << path;
    }
}

TEST_P(RewardsRoutes, AddTheLedgerToMyData) {
    const auto lan = add_learner("lan");
    hand_in_many(lan, 2);
    const auto effects = publish(identity::DataRequested{lan.id});
    const auto& mine = effects.at("rewards").as_object();
    EXPECT_EQ(mine.at("points_total"), 30);
    EXPECT_EQ(mine.at("ledger").as_array().size(), 2U);
    EXPECT_EQ(mine.at("streak").at("days"), 0);
}
