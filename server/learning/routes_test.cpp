#include "routes_test.h"

#include <gmock/gmock.h>

namespace {

using learning_test::array;
using learning_test::kTelephone;
using learning_test::object;

class LearningRoutes : public learning_test::LearningTest {};
BDH_ON_EVERY_ENGINE(LearningRoutes);

std::string text(const boost::json::value& value) { return std::string(value.as_string()); }

TEST_P(LearningRoutes, LeadLanThroughHerFifteenMinutes) {
    auto plan = today(lan);
    EXPECT_EQ(plan.at("greeting_name"), "bác Lan");
    EXPECT_EQ(plan.at("reviews").as_array().size(), 0u);
    EXPECT_EQ(text(plan.at("lesson").at("id")), lesson(0).id);
    EXPECT_EQ(plan.at("lesson").at("status"), "new");
    EXPECT_EQ(text(plan.at("task").at("lesson_id")), lesson(0).id);
    EXPECT_LE(plan.at("minutes_estimate").as_int64(), 15);
    EXPECT_EQ(plan.at("done"), false);
    EXPECT_EQ(plan.at("level").at("lessons_total").as_int64(),
              static_cast<std::int64_t>(library->packs[0].levels[0].lesson_ids.size()));

    const auto page = call("GET", "/api/v1/lessons/" + lesson(0).id, nullptr, lan.cookie);
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(page.body.at("items").as_array().size(), lesson(0).item_ids.size());
    EXPECT_EQ(text(page.body.at("task").at("text")), lesson(0).task.variants.at(units::TargetGroup::citizen));
    EXPECT_EQ(page.body.at("status"), "next");

    const auto first = post(lan, {right(++sequence, lesson(0).item_ids[0])});
    ASSERT_EQ(first.status, 200) << first.raw;
    const auto& result = first.body.at("results").at(0);
    EXPECT_EQ(result.at("status"), "received");
    EXPECT_EQ(result.at("mark").at("verdict"), "right");
    EXPECT_EQ(result.at("lesson").at("items_answered"), 1);
    EXPECT_EQ(result.at("lesson").at("completed"), false);
    EXPECT_EQ(today(lan).at("lesson").at("status"), "started");

    array rest;
    for (std::size_t place = 1; place < lesson(0).item_ids.size(); ++place)
        rest.push_back(right(++sequence, lesson(0).item_ids[place]));
    const auto last = post(lan, rest).body.at("results").as_array().back();
    EXPECT_EQ(last.at("lesson").at("completed"), true);
    EXPECT_EQ(last.at("lesson").at("score_percent"), 100);

    plan = today(lan);
    EXPECT_TRUE(plan.at("lesson").is_null());
    EXPECT_EQ(plan.at("task").at("done"), false);
    const auto handed_in =
        call("PUT", "/api/v1/lessons/" + lesson(0).id + "/task_submission",
             object{{"text", "Tôi đã thử với cháu."}, {"checks", array(lesson(0).task.criteria.size(), true)}}, lan.cookie);
    EXPECT_EQ(handed_in.status, 200) << handed_in.raw;
    EXPECT_TRUE(handed_in.body.at("effects").is_object());

    plan = today(lan);
    EXPECT_EQ(plan.at("done"), true);
    EXPECT_EQ(plan.at("task").at("done"), true);
    EXPECT_EQ(plan.at("minutes_estimate"), 0);
    EXPECT_LE(plan.at("minutes_done").as_int64(), 15);
    EXPECT_EQ(plan.at("reviews_due_tomorrow").as_int64(), static_cast<std::int64_t>(lesson(0).recall_ids.size()));
    EXPECT_EQ(plan.at("next_return_on"), "2026-11-23");
    EXPECT_EQ(plan.at("week").at(6).at("state"), "done");
    EXPECT_EQ(progress(lan).at("lessons_done"), 1);
    EXPECT_EQ(progress(lan).at("days_active"), 1);

    next_day();
    plan = today(lan);
    ASSERT_EQ(plan.at("reviews").as_array().size(), lesson(0).recall_ids.size());
    EXPECT_EQ(plan.at("reviews").at(0).at("type"), "recall_card");
    EXPECT_EQ(text(plan.at("lesson").at("id")), lesson(1).id);
    const auto review = post(lan, {event(++sequence, text(plan.at("reviews").at(0).at("id")), {"3"}, "review")});
    EXPECT_EQ(review.body.at("results").at(0).at("mark").at("score_permille"), 1000);
    EXPECT_EQ(today(lan).at("reviews").as_array().size(), lesson(0).recall_ids.size() - 1);
}

TEST_P(LearningRoutes, ReplayTheSameBatchWithoutCountingItTwice) {
    const array events = {right(1, lesson(0).item_ids[0]), event(2, lesson(0).recall_ids[0], {"1"}, "review")};
    const auto first = post(lan, events);
    const auto second = post(lan, events);
    ASSERT_EQ(second.status, 200);
    for (const auto place : {0u, 1u}) {
        EXPECT_EQ(first.body.at("results").at(place).at("receipt"), second.body.at("results").at(place).at("receipt"));
        EXPECT_EQ(first.body.at("results").at(place).at("mark"), second.body.at("results").at(place).at("mark"));
        EXPECT_EQ(first.body.at("results").at(place).at("due_on"), second.body.at("results").at(place).at("due_on"));
    }
    EXPECT_EQ(progress(lan).at("answers"), 2);
    const auto within_one = post(lan, {right(3, lesson(0).item_ids[1]), right(3, lesson(0).item_ids[1])});
    EXPECT_EQ(within_one.body.at("results").at(0).at("receipt"), within_one.body.at("results").at(1).at("receipt"));
    EXPECT_EQ(progress(lan).at("answers"), 3);
}

TEST_P(LearningRoutes, RefuseASequenceTakenByAnotherAnswer) {
    post(lan, {right(1, lesson(0).item_ids[0])});
    const auto reply = post(lan, {right(1, lesson(0).item_ids[1]), right(2, lesson(0).item_ids[1])});
    EXPECT_EQ(reply.body.at("results").at(0).at("code"), "sequence_taken");
    EXPECT_EQ(reply.body.at("results").at(0).at("receipt"), "");
    EXPECT_EQ(reply.body.at("results").at(1).at("status"), "received");
    EXPECT_EQ(progress(lan).at("answers"), 2);
}

TEST_P(LearningRoutes, KeepOneDeviceOfTwoPeopleApart) {
    const auto minh = add_learner("minh.kimphuong", units::TargetGroup::student);
    const auto hers = post(lan, {right(1, lesson(0).item_ids[0])});
    const auto his = post(minh, {right(1, lesson(0).item_ids[1])});
    EXPECT_EQ(his.body.at("results").at(0).at("status"), "received");
    EXPECT_NE(hers.body.at("results").at(0).at("receipt"), his.body.at("results").at(0).at("receipt"));
    EXPECT_EQ(progress(minh).at("answers"), 1);
    EXPECT_EQ(text(call("GET", "/api/v1/lessons/" + lesson(0).id, nullptr, minh.cookie).body.at("task").at("text")),
              lesson(0).task.variants.at(units::TargetGroup::student));
}

TEST_P(LearningRoutes, SetWrongClocksRight) {
    const auto now = product.clock.now();
    const auto dated = [&](std::int64_t number, std::int64_t at) {
        auto made = right(number, lesson(0).item_ids[static_cast<std::size_t>(number - 1)]);
        made["answered_at"] = at;
        return made;
    };
    const auto reply = post(lan, {dated(1, now.utc_ms + 10 * kMinuteMs), dated(2, now.utc_ms + 2 * kDayMs), dated(3, 0),
                                  dated(4, now.utc_ms - 70 * kDayMs)});
    const auto& results = reply.body.at("results").as_array();
    EXPECT_EQ(results[0].at("status"), "received");
    EXPECT_EQ(results[0].at("code"), "clock_corrected");
    EXPECT_EQ(results[1].at("code"), "clock_ahead");
    EXPECT_EQ(results[2].at("code"), "clock_corrected");
    EXPECT_EQ(results[3].at("status"), "received");
    EXPECT_TRUE(results[3].at("code").is_null());
    EXPECT_LT(text(results[3].at("due_on")), "2026-11-22");
    EXPECT_EQ(progress(lan).at("answers"), 3);
    EXPECT_EQ(progress(lan).at("days_active"), 2) << "today, and one day long ago";
}

TEST_P(LearningRoutes, TurnTheDayAtMidnightInHaNoi) {
    const auto midnight = start_of(day_of(product.clock.now()) + 1);
    product.clock.set(midnight + -kMinuteMs);
    post(lan, {right(1, lesson(0).item_ids[0])});
    EXPECT_EQ(today(lan).at("day"), "2026-11-22");
    product.clock.set(midnight + kMinuteMs);
    post(lan, {right(2, lesson(0).item_ids[1])});
    const auto plan = today(lan);
    EXPECT_EQ(plan.at("day"), "2026-11-23");
    EXPECT_EQ(progress(lan).at("days_active"), 2);
    EXPECT_EQ(plan.at("week").at(0).at("state"), "today") << "a Monday begins a new week";
}

TEST_P(LearningRoutes, ShowOneSessionAfterEightWeeksAway) {
    for (const auto* each : library->in_order())
        finish(lan, *each);
    product.clock.advance_ms(56 * kDayMs);
    const auto plan = today(lan);
    const auto planned = static_cast<std::int64_t>(plan.at("reviews").as_array().size());
    EXPECT_GT(planned, 5);
    EXPECT_LE(plan.at("minutes_estimate").as_int64(), 15);
    const auto known = static_cast<std::int64_t>(library->items.size());
    EXPECT_EQ(plan.at("reviews_put_off").as_int64(), known - planned);
    EXPECT_EQ(plan.at("reviews_due_tomorrow").as_int64(), known - planned);
    EXPECT_EQ(text(plan.at("next_return_on")), to_text(day_of(product.clock.now()) + 1));
    EXPECT_TRUE(plan.at("lesson").is_null()) << "all lessons are done";
}

TEST_P(LearningRoutes, GoOnForWhoeverWantsMore) {
    finish(lan, lesson(0));
    EXPECT_TRUE(today(lan).at("lesson").is_null());
    const auto more = today(lan, "?go_on=true");
    EXPECT_EQ(text(more.at("lesson").at("id")), lesson(1).id);
    EXPECT_EQ(call("GET", "/api/v1/today?go_on=maybe", nullptr, lan.cookie).status, 400);
}

TEST_P(LearningRoutes, RefuseOneBadEventAndTakeTheOthers) {
    auto unknown = right(2, lesson(0).item_ids[1]);
    unknown["item"] = "bdh-ai-9-99-z";
    auto stale = right(3, lesson(0).item_ids[1]);
    stale["item_version"] = 999;
    auto shapeless = right(4, lesson(0).item_ids[1]);
    shapeless["response"] = "a";
    auto extra = right(5, lesson(0).item_ids[1]);
    extra["score_permille"] = 1000;
    auto nowhere = right(6, lesson(0).item_ids[1]);
    nowhere["device"] = "my telephone";
    const auto reply = post(lan, {right(1, lesson(0).item_ids[0]), unknown, stale, shapeless, extra, nowhere, "no event at all",
                                  event(8, lesson(0).item_ids[1], {"z", "z"}), right(9, lesson(0).item_ids[2])});
    ASSERT_EQ(reply.status, 200) << reply.raw;
    std::vector<std::string> codes;
    for (const auto& result : reply.body.at("results").as_array())
        codes.push_back(result.at("code").is_null() ? "" : text(result.at("code")));
    EXPECT_THAT(codes, testing::ElementsAre("", "no_such_item", "item_version_unknown", "field_type", "field_unknown",
                                            "device_malformed", "field_type", testing::StartsWith("response_"), ""));
    EXPECT_EQ(reply.body.at("results").at(3).at("sequence"), 4);
    EXPECT_FALSE(reply.body.at("results").at(3).at("text").as_string().empty());
    EXPECT_EQ(progress(lan).at("answers"), 2);
    EXPECT_EQ(post(lan, {right(4, lesson(0).item_ids[1])}).body.at("results").at(0).at("status"), "received")
        << "a refused number is free again";
}

TEST_P(LearningRoutes, RefuseBadRequestsWhole) {
    const auto answer = [&](const boost::json::value& body) { return call("POST", "/api/v1/answers", body, lan.cookie); };
    EXPECT_EQ(answer(object{{"events", array{}}}).status, 400);
    EXPECT_EQ(answer(object{{"events", 7}}).status, 400);
    EXPECT_EQ(answer(object{}).status, 400);
    EXPECT_EQ(answer(object{{"events", array(101, right(1, lesson(0).item_ids[0]))}}).code(), "field_too_long");
    EXPECT_EQ(call("POST", "/api/v1/answers", object{{"events", array{right(1, lesson(0).item_ids[0])}}}).status, 401);
    for (const auto* path : {"/api/v1/today", "/api/v1/programmes", "/api/v1/me/progress", "/api/v1/lessons/bdh-ai-1-01"}) {
        EXPECT_EQ(call("GET", path).status, 401) << path;
    }
    EXPECT_EQ(call("GET", "/api/v1/lessons/none", nullptr, lan.cookie).code(), "no_such_lesson");
    EXPECT_EQ(progress(lan).at("answers"), 0);
}

TEST_P(LearningRoutes, ShowTheProgrammeWithOnesOwnStatus) {
    finish(lan, lesson(0));
    const auto programme = call("GET", "/api/v1/programmes", nullptr, lan.cookie).body.at("programmes").at(0);
    EXPECT_EQ(programme.at("pack"), "binh-dan-hoc-ai");
    const auto& lessons = programme.at("levels").at(0).at("lessons");
    EXPECT_EQ(lessons.at(0).at("status"), "done");
    EXPECT_EQ(lessons.at(0).at("score_percent"), 100);
    EXPECT_EQ(lessons.at(1).at("status"), "next");
    EXPECT_TRUE(lessons.at(1).at("score_percent").is_null());
    EXPECT_EQ(lessons.at(2).at("status"), "locked");
}

TEST_P(LearningRoutes, TakeATaskAndLetItBeChanged) {
    const auto path = "/api/v1/lessons/" + lesson(0).id + "/task_submission";
    const array checks(lesson(0).task.criteria.size(), true);
    const auto hand_in = [&](const std::string& words, const array& ticks) {
        return call("PUT", path, object{{"text", words}, {"checks", ticks}}, lan.cookie);
    };
    EXPECT_EQ(hand_in("Lời mời", array{}).code(), "checks_wrong_count");
    EXPECT_EQ(hand_in("   ", checks).code(), "field_empty");
    EXPECT_EQ(hand_in(std::string(4001, 'x'), checks).code(), "field_too_long");
    EXPECT_EQ(call("PUT", "/api/v1/lessons/none/task_submission", object{{"text", "x"}, {"checks", checks}}, lan.cookie).code(),
              "no_such_lesson");
    std::vector<bool> first_times;
    product.bus->in_transaction<learning::TaskHandedIn>(
        [&](Context&, const learning::TaskHandedIn& event) { first_times.push_back(event.first_time); });
    EXPECT_EQ(hand_in("Lời mời", checks).status, 200);
    EXPECT_EQ(hand_in("Lời mời sửa lại", checks).status, 200);
    EXPECT_EQ(first_times, (std::vector{true, false}));
    const auto submission = call("GET", "/api/v1/lessons/" + lesson(0).id, nullptr, lan.cookie).body.at("task").at("submission");
    EXPECT_EQ(submission.at("text"), "Lời mời sửa lại");
}

TEST_P(LearningRoutes, DrawDaysKeptSafeByAFreeze) {
    next_day();
    next_day();
    next_day();  // Wednesday
    product.bus->in_transaction<learning::WeekAsked>([&](Context& context, const learning::WeekAsked& asked) {
        EXPECT_EQ(asked.account, lan.id);
        context.effects[learning::kFrozenOn] = array{"2026-11-24"};
    });
    const auto week = today(lan).at("week").as_array();
    EXPECT_EQ(week[0].at("state"), "missed");
    EXPECT_EQ(week[1].at("state"), "frozen");
    EXPECT_EQ(week[2].at("state"), "today");
}

}  // namespace
