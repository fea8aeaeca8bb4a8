#include "reviews/actions_test.h"

#include <gmock/gmock.h>

#include "foundation/events/bus.h"

namespace {

using learning_test::array;
using learning_test::object;

class TaskReviews : public learning_test::HandInTest {};
BDH_ON_EVERY_ENGINE(TaskReviews);

// BS-3, BS-7
TEST_P(TaskReviews, GoFromHandedInToReturnedToMendedToAccepted) {
    const auto photo = uploaded(lan);
    EXPECT_EQ(hand_in(lan, "Mời họp xóm").body.at("state"), "handed_in");
    const auto waiting = queue(hoa).body;
    EXPECT_EQ(waiting.at("total"), 1);
    const auto& row = waiting.at("submissions").at(0);
    EXPECT_EQ(row.at("full_name"), "Nguyễn Thị Lan");
    EXPECT_EQ(row.at("task_title").as_string(), lesson(0).task.title);
    EXPECT_EQ(row.at("photos_count"), 1);
    EXPECT_EQ(row.at("again"), false);

    const auto seen = call("GET", address(lan), nullptr, hoa.cookie).body;
    EXPECT_EQ(seen.at("submission").at("text"), "Mời họp xóm");
    EXPECT_EQ(seen.at("submission").at("photos").at(0).at("id"), photo);
    EXPECT_EQ(seen.at("task").at("criteria").as_array().size(), lesson(0).task.criteria.size());
    EXPECT_EQ(seen.at("own"), false);

    EXPECT_EQ(review(hoa, lan, "returned", "  ").code(), "reason_missing");
    EXPECT_EQ(review(hoa, lan, "returned", "Xin ghi giờ họp.").status, 201);
    EXPECT_EQ(queue(hoa).body.at("total"), 0);
    EXPECT_EQ(queue(hoa, "?state=returned").body.at("total"), 1);
    EXPECT_EQ(today(lan).at("tasks_returned").at(0).at("title").as_string(), lesson(0).task.title);
    auto standing = submission(lan);
    EXPECT_EQ(standing.at("state"), "returned");
    EXPECT_EQ(standing.at("history").at(1).at("words"), "Xin ghi giờ họp.");
    EXPECT_TRUE(standing.at("history").at(1).at("by").is_string());
    EXPECT_TRUE(standing.at("history").at(0).at("by").is_null());

    product.clock.advance_ms(kHourMs);
    EXPECT_EQ(hand_in(lan, "Mời họp xóm lúc 19 giờ").body.at("state"), "handed_in");
    EXPECT_TRUE(today(lan).at("tasks_returned").as_array().empty());
    EXPECT_EQ(queue(hoa).body.at("submissions").at(0).at("again"), true);
    EXPECT_EQ(review(hoa, lan, "accepted", "").status, 201);
    standing = submission(lan);
    EXPECT_EQ(standing.at("state"), "accepted");
    std::vector<std::string> steps;
    for (const auto& step : standing.at("history").as_array()) steps.emplace_back(step.at("step").as_string());
    EXPECT_THAT(steps, testing::ElementsAre("handed_in", "returned", "handed_in", "accepted"));
}

TEST_P(TaskReviews, ChangeNeitherPointsNorTheDayOfTheLearner) {
    hand_in(lan, "Lời mời");
    const auto before = call("GET", "/api/v1/me/rewards", nullptr, lan.cookie).raw;
    review(hoa, lan, "accepted", "");
    EXPECT_EQ(call("GET", "/api/v1/me/rewards", nullptr, lan.cookie).raw, before);
}

TEST_P(TaskReviews, TellTwoCoachesAtOnceWhoWasFirst) {
    const auto officer = add_reviewer("can.bo", identity::Role::unit_officer, "19");
    hand_in(lan, "Lời mời");
    EXPECT_EQ(review(hoa, lan, "accepted", "").status, 201);
    const auto second = review(officer, lan, "returned", "Thiếu giờ");
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.code(), "task_already_reviewed");
    EXPECT_EQ(submission(lan).at("state"), "accepted");
    EXPECT_EQ(submission(lan).at("history").as_array().size(), 2u);
}

TEST_P(TaskReviews, AreOfTheVersionTheCoachSaw) {
    hand_in(lan, "Lời mời");
    const auto seen_at = submission(lan).at("at");
    hand_in(lan, "Lời mời khác");  // in the same millisecond of the test's clock
    const auto reply = call("POST", address(lan) + "/reviews",
                            object{{"decision", "accepted"}, {"reason", nullptr}, {"checks", checks()}, {"handed_in_at", seen_at}},
                            hoa.cookie);
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.code(), "task_changed");
    EXPECT_EQ(submission(lan).at("history").as_array().size(), 1u) << "nobody had looked at the first version";
}

TEST_P(TaskReviews, BeginAgainWhenAnAcceptedTaskIsChangedButNotWhenItIsSentTwice) {
    const auto photo = uploaded(lan);
    hand_in(lan, "Lời mời");
    review(hoa, lan, "accepted", "Gọn và rõ.");
    EXPECT_EQ(hand_in(lan, "Lời mời").body.at("state"), "accepted") << "a device's queue may repeat itself";
    EXPECT_EQ(hand_in(lan, "Lời mời", array{photo}).body.at("state"), "accepted");
    EXPECT_EQ(hand_in(lan, "Lời mời", array{}).body.at("state"), "handed_in") << "without its photo it is another";
    EXPECT_EQ(submission(lan).at("history").as_array().size(), 3u);
}

TEST_P(TaskReviews, AreNotForOnesOwnWork) {
    hand_in(hoa, "Bài của cô");
    EXPECT_EQ(queue(hoa).body.at("total"), 0);
    EXPECT_EQ(call("GET", address(hoa), nullptr, hoa.cookie).body.at("own"), true);
    const auto reply = review(hoa, hoa, "accepted", "");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.code(), "review_own_work");
    const auto officer = add_reviewer("can.bo", identity::Role::unit_officer, "05551");
    EXPECT_EQ(review(officer, hoa, "accepted", "").status, 201);
}

TEST_P(TaskReviews, AreForCoachesAndOfficersOfTheLearnersUnitOnly) {
    hand_in(lan, "Lời mời");
    const auto minh = add_learner("minh.kimphuong");
    const auto far_coach = add_reviewer("xa.giaovien", identity::Role::coach, "01879");
    const auto machine = add_reviewer("may.chu", identity::Role::operator_, "05551");
    const auto province = add_reviewer("tinh", identity::Role::province, "19");
    for (const auto& nobody : {lan, minh, far_coach, machine}) {
        EXPECT_EQ(queue(nobody).status, 403);
        EXPECT_EQ(call("GET", address(lan), nullptr, nobody.cookie).code(), "not_permitted");
        EXPECT_EQ(review(nobody, lan, "accepted", "").code(), "not_permitted");
    }
    EXPECT_EQ(queue(far_coach, "", "01879").body.at("total"), 0);
    EXPECT_EQ(queue(province, "", "19").body.at("total"), 1);
    EXPECT_EQ(review(province, lan, "accepted", "").status, 201);
    EXPECT_EQ(call("GET", "/api/v1/task_submissions/424242", nullptr, hoa.cookie).code(), "no_such_submission");
}

TEST_P(TaskReviews, WaitInTheOrderTheyCamePageByPage) {
    std::vector<std::string> expected, found;
    for (int number = 0; number < 45; ++number) {
        const auto learner = add_learner("nguoi." + std::to_string(number));
        hand_in(learner, "Bài " + std::to_string(number));
        expected.push_back(std::to_string(submission(learner).at("id").as_int64()));
        if (number % 3 == 0) product.clock.advance_ms(1000);  // some in one and the same millisecond
    }
    int pages = 0;
    for (std::string after; pages < 5;) {
        const auto reply = queue(hoa, after.empty() ? "" : "?after=" + after).body;
        EXPECT_EQ(reply.at("total"), 45);
        for (const auto& row : reply.at("submissions").as_array()) found.push_back(std::to_string(row.at("id").as_int64()));
        ++pages;
        if (reply.at("next").is_null()) break;
        after = std::string(reply.at("next").as_string());
    }
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(found, expected);
    EXPECT_EQ(queue(hoa, "?after=nonsense").code(), "cursor_malformed");
    EXPECT_EQ(queue(hoa, "?state=lost").status, 400);
}

TEST_P(TaskReviews, RefuseWhatDoesNotFitTheTask) {
    hand_in(lan, "Lời mời");
    const auto at = submission(lan).at("at");
    const auto post = [&](const object& body) { return call("POST", address(lan) + "/reviews", body, hoa.cookie); };
    EXPECT_EQ(post({{"decision", "accepted"}, {"reason", nullptr}, {"checks", array{}}, {"handed_in_at", at}}).code(), "checks_wrong_count");
    EXPECT_EQ(post({{"decision", "lost"}, {"reason", nullptr}, {"checks", checks()}, {"handed_in_at", at}}).code(), "field_not_allowed");
    EXPECT_EQ(post({{"decision", "accepted"}, {"reason", std::string(1001, 'x')}, {"checks", checks()}, {"handed_in_at", at}}).code(),
              "field_too_long");
    EXPECT_EQ(submission(lan).at("state"), "handed_in");
}

TEST_P(TaskReviews, CoverTheWorkThatClosesALevel) {
    const auto& level = library->packs[0].levels[0];
    ASSERT_TRUE(level.work_sample);
    const auto path = "/api/v1/work_samples/" + level.work_sample->id;
    const auto page = call("GET", path, nullptr, lan.cookie).body;
    EXPECT_EQ(page.at("text").as_string(), level.work_sample->variants.at(units::TargetGroup::citizen));
    EXPECT_TRUE(page.at("submission").is_null());
    EXPECT_EQ(call("GET", "/api/v1/work_samples/none", nullptr, lan.cookie).code(), "no_such_work_sample");

    std::vector<learning::TaskReviewed> events;
    product.bus->in_transaction<learning::TaskReviewed>([&](Context&, const learning::TaskReviewed& event) { events.push_back(event); });
    const array ticks(level.work_sample->criteria.size(), true);
    EXPECT_EQ(upload(lan, jpeg(), level.work_sample->id).status, 201);
    EXPECT_EQ(call("PUT", "/api/v1/lessons/" + level.work_sample->id + "/task_submission", object{{"text", "Bộ văn bản"}, {"checks", ticks}},
                   lan.cookie)
                  .status,
              200);
    const auto row = queue(hoa).body.at("submissions").at(0);
    EXPECT_EQ(row.at("work_sample"), true);
    const auto standing = call("GET", path, nullptr, lan.cookie).body.at("submission");
    EXPECT_EQ(call("POST", "/api/v1/task_submissions/" + std::to_string(row.at("id").as_int64()) + "/reviews",
                   object{{"decision", "accepted"}, {"reason", nullptr}, {"checks", ticks}, {"handed_in_at", standing.at("at")}}, hoa.cookie)
                  .status,
              201);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].account, lan.id);
    EXPECT_EQ(events[0].reviewer, hoa.id);
    EXPECT_EQ(events[0].task, level.work_sample->id);
    EXPECT_TRUE(events[0].work_sample);
    EXPECT_TRUE(events[0].accepted);
    const auto shown = call("GET", "/api/v1/programmes", nullptr, lan.cookie).body.at("programmes").at(0).at("levels").at(0);
    EXPECT_EQ(shown.at("work_sample").at("state"), "accepted");
    within([&](Context& context) {
        const auto rows = context.db.run("SELECT task_id, state, decided_at FROM learning_report_tasks WHERE account_id = $1", {lan.id.value});
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_EQ(db::as_text(rows[0][0]), level.work_sample->id);
        EXPECT_EQ(db::as_text(rows[0][1]), "accepted");
        EXPECT_EQ(db::as_int(rows[0][2]), context.now.utc_ms);
    });
}

TEST_P(TaskReviews, LoseTheirWordsWithWhoWroteThem) {
    hand_in(lan, "Lời mời");
    review(hoa, lan, "returned", "Thiếu giờ");
    const auto data = boost::json::parse(call("GET", "/api/v1/me/data", nullptr, hoa.cookie).raw);
    EXPECT_EQ(data.at("learning").at("task_reviews_given").at(0).at("reason"), "Thiếu giờ");
    within([&](Context& context) { context.events.publish(context, identity::AccountErased{hoa.id}); });
    EXPECT_EQ(submission(lan).at("history").at(1).at("words"), "");
    EXPECT_EQ(submission(lan).at("text"), "Lời mời");
    within([&](Context& context) { context.events.publish(context, identity::AccountErased{lan.id}); });
    EXPECT_EQ(submission(lan).at("history").at(0).at("words"), "");
    EXPECT_EQ(submission(lan).at("text"), "");
}

}  // namespace
