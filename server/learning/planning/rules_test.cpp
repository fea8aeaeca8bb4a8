#include "planning/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

using namespace learning::planning;

namespace {

constexpr std::int64_t kToday = 20000;

std::vector<DueReview> due_cards(int count) {
    std::vector<DueReview> reviews;
    for (int i = 0; i < count; ++i) reviews.push_back({"card-" + std::to_string(1000 + i), 15, 0.9 - i * 0.0001, kToday});
    return reviews;
}

Request fresh_day(int lesson_seconds, int due_count) {
    return {.today = kToday,
            .reviews = due_cards(due_count),
            .done = {},
            .next_lesson = Lesson{"bdh-ai-1-02", lesson_seconds, Task{"bdh-ai-1-02", 240}},
            .open_task = std::nullopt,
            .go_on = false};
}

int review_seconds(const Session& session) {
    int seconds = 0;
    for (const auto& pick : session.reviews) seconds += pick.seconds;
    return seconds;
}

int seconds_of(const std::optional<Pick>& pick) { return pick ? pick->seconds : 0; }

rc::Gen<int> any_seconds() {
    return rc::gen::oneOf(rc::gen::inRange(1, 60), rc::gen::inRange(-10, 1200), rc::gen::arbitrary<int>());
}

Request some_request() {
    Request request;
    request.today = kToday;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i) {
        request.reviews.push_back({"card-" + std::to_string(*rc::gen::inRange(0, 30)), *any_seconds(),
                                   *rc::gen::inRange(0, 20) / 20.0, kToday + *rc::gen::inRange(-30, 5)});
    }
    request.done = {*any_seconds(), *any_seconds(), *any_seconds(), *rc::gen::arbitrary<bool>(),
                    *rc::gen::arbitrary<bool>()};
    if (*rc::gen::arbitrary<bool>()) request.next_lesson = Lesson{"lesson", *any_seconds(), std::nullopt};
    if (request.next_lesson && *rc::gen::arbitrary<bool>()) request.next_lesson->task = Task{"task", *any_seconds()};
    if (*rc::gen::arbitrary<bool>()) request.open_task = Task{"open", *any_seconds()};
    request.go_on = *rc::gen::arbitrary<bool>();
    return request;
}

bool same(const Session& a, const Session& b) {
    const auto same_pick = [](const Pick& x, const Pick& y) { return x.id == y.id && x.seconds == y.seconds; };
    return a.seconds_estimate == b.seconds_estimate && a.reviews_put_off == b.reviews_put_off &&
           seconds_of(a.lesson) == seconds_of(b.lesson) && seconds_of(a.task) == seconds_of(b.task) &&
           std::equal(a.reviews.begin(), a.reviews.end(), b.reviews.begin(), b.reviews.end(), same_pick);
}

}  // namespace

TEST(LearningPlanning, FillsAFreshDayWithThirteenToFifteenMinutes) {
    for (const int lesson_seconds : {kLessonSecondsMin, 420, kLessonSecondsMax}) {
        const auto session = plan_session(fresh_day(lesson_seconds, 30));
        EXPECT_TRUE(session.lesson && session.task);
        EXPECT_GE(session.seconds_estimate, 780);
        EXPECT_LE(session.seconds_estimate, 900);
    }
}

TEST(LearningPlanning, ShortensReviewsRatherThanALongLessonOrItsTask) {
    const auto session = plan_session(fresh_day(480, 100));
    EXPECT_EQ(seconds_of(session.lesson), 480);
    EXPECT_EQ(seconds_of(session.task), 240);
    EXPECT_EQ(review_seconds(session), 180);
}

TEST(LearningPlanning, GivesOneSessionAfterWeeksAwayWithAThousandDue) {
    const auto session = plan_session(fresh_day(420, 1000));
    EXPECT_EQ(session.reviews.size(), 16u);  // 240 s of cards
    EXPECT_EQ(session.reviews_put_off, 984);
    EXPECT_EQ(session.seconds_estimate, 900);
    EXPECT_EQ(session.reviews.front().id, "card-1999");  // the lowest retrievability
}

TEST(LearningPlanning, BreaksTiesByItem) {
    Request request = fresh_day(420, 0);
    request.reviews = {{"c", 100, 0.5, kToday}, {"a", 100, 0.5, kToday}, {"b", 100, 0.5, kToday}};
    const auto session = plan_session(request);
    ASSERT_EQ(session.reviews.size(), 2u);
    EXPECT_EQ(session.reviews[0].id, "a");
    EXPECT_EQ(session.reviews[1].id, "b");
}

TEST(LearningPlanning, LetsAShorterReviewFillTheRoomALongerOneLeaves) {
    Request request = fresh_day(420, 0);
    request.reviews = {{"a", 200, 0.1, kToday}, {"b", 60, 0.2, kToday}, {"c", 40, 0.3, kToday}};
    const auto session = plan_session(request);
    ASSERT_EQ(session.reviews.size(), 2u);
    EXPECT_EQ(session.reviews[1].id, "c");
    EXPECT_EQ(session.reviews_put_off, 1);
}

TEST(LearningPlanning, LeavesWhatIsNotYetDue) {
    Request request = fresh_day(420, 0);
    request.reviews = {{"tomorrow", 15, 0.1, kToday + 1}, {"today", 15, 0.9, kToday}};
    const auto session = plan_session(request);
    ASSERT_EQ(session.reviews.size(), 1u);
    EXPECT_EQ(session.reviews[0].id, "today");
    EXPECT_EQ(session.reviews_put_off, 0);
}

TEST(LearningPlanning, CountsWhatWasDoneToday) {
    Request request = fresh_day(420, 100);
    request.done = {.review_seconds = 210, .lesson_seconds = 420, .task_seconds = 0, .lesson_done = true,
                    .task_done = false};
    request.open_task = Task{"bdh-ai-1-01", 200};
    const auto session = plan_session(request);
    EXPECT_FALSE(session.lesson);
    EXPECT_EQ(session.task->id, "bdh-ai-1-01");
    EXPECT_EQ(review_seconds(session), 30);
}

TEST(LearningPlanning, HasNothingLeftOnceTheDayIsDone) {
    Request request = fresh_day(420, 100);
    request.done = {240, 420, 240, true, true};
    const auto session = plan_session(request);
    EXPECT_EQ(session.seconds_estimate, 0);
    EXPECT_EQ(session.reviews_put_off, 100);
}

TEST(LearningPlanning, GrantsAnotherRoundToThoseWhoGoOn) {
    Request request = fresh_day(420, 100);
    request.done = {240, 420, 240, true, true};
    request.go_on = true;
    const auto session = plan_session(request);
    EXPECT_TRUE(session.lesson && session.task);
    EXPECT_EQ(session.seconds_estimate, 900);
}

TEST(LearningPlanning, KeepsTheTaskOfALessonThatIsNotPlannedForLater) {
    Request request = fresh_day(420, 0);
    request.done.lesson_done = true;
    EXPECT_FALSE(plan_session(request).task);
}

TEST(LearningPlanning, OffersNoTaskAboveFourMinutes) {
    Request request = fresh_day(420, 0);
    request.next_lesson->task->seconds = 241;
    EXPECT_FALSE(plan_session(request).task);
}

TEST(LearningPlanning, DoesNotStopALearnerAtALessonThatIsTooLong) {
    const auto session = plan_session(fresh_day(5000, 100));
    EXPECT_TRUE(session.lesson);
    EXPECT_TRUE(session.reviews.empty());
    EXPECT_EQ(session.seconds_estimate, 900);
}

TEST(LearningPlanning, TakesAReviewOfUnknownStateFirst) {
    Request request = fresh_day(420, 0);
    request.reviews = {{"known", 15, 0.1, kToday}, {"unknown", 15, std::numeric_limits<double>::quiet_NaN(), kToday}};
    EXPECT_EQ(plan_session(request).reviews.front().id, "unknown");
}

TEST(LearningPlanning, EstimatesTheTimeOfItemsAndReading) {
    EXPECT_EQ(item_seconds(marking::ItemType::recall_card), 15);
    EXPECT_EQ(item_seconds(marking::ItemType::single_choice), 20);
    EXPECT_EQ(item_seconds(marking::ItemType::true_false_set), 30);
    EXPECT_EQ(item_seconds(marking::ItemType::highlight), 40);
    EXPECT_EQ(reading_seconds(220), 60);
    EXPECT_EQ(reading_seconds(600), 164);
    EXPECT_EQ(reading_seconds(-5), 0);
    EXPECT_EQ(reading_seconds(std::numeric_limits<std::int64_t>::max()), 24 * 60 * 60);
}

RC_GTEST_PROP(LearningPlanning, NeverExceedsItsCaps, ()) {
    const auto session = plan_session(some_request());
    const int reviews = review_seconds(session);
    RC_ASSERT(session.seconds_estimate == reviews + seconds_of(session.lesson) + seconds_of(session.task));
    RC_ASSERT(session.seconds_estimate <= kSessionSecondsMax);
    RC_ASSERT(reviews <= kReviewSecondsMax);
    RC_ASSERT(seconds_of(session.task) <= kTaskSecondsMax);
}

RC_GTEST_PROP(LearningPlanning, NeverPicksWhatIsNotDueAndForgetsNothingThatIs, ()) {
    const auto request = some_request();
    const auto session = plan_session(request);
    std::multiset<std::string> due;
    for (const auto& review : request.reviews) {
        if (review.due_on <= request.today) due.insert(review.item);
    }
    RC_ASSERT(session.reviews.size() + static_cast<std::size_t>(session.reviews_put_off) == due.size());
    for (const auto& pick : session.reviews) {
        const auto found = due.find(pick.id);
        RC_ASSERT(found != due.end());
        due.erase(found);
    }
}

RC_GTEST_PROP(LearningPlanning, NeverPrefersASaferReviewOfTheSameLength, ()) {
    auto request = some_request();
    for (std::size_t i = 0; i < request.reviews.size(); ++i) request.reviews[i].item = "card-" + std::to_string(i);
    const auto session = plan_session(request);
    std::set<std::string> picked;
    for (const auto& pick : session.reviews) picked.insert(pick.id);
    for (const auto& left : request.reviews) {
        if (left.due_on > request.today || picked.count(left.item) > 0) continue;
        for (const auto& taken : request.reviews) {
            if (picked.count(taken.item) == 0 || taken.seconds != left.seconds) continue;
            RC_ASSERT(taken.retrievability <= left.retrievability);
        }
    }
}

RC_GTEST_PROP(LearningPlanning, DoesNotDependOnTheOrderReviewsComeIn, ()) {
    const auto request = some_request();
    auto reversed = request;
    std::reverse(reversed.reviews.begin(), reversed.reviews.end());
    RC_ASSERT(same(plan_session(request), plan_session(request)));
    RC_ASSERT(same(plan_session(request), plan_session(reversed)));
}

// A learner does the reviews, then opens the app again: the plan for the rest must fit the same quarter of an hour.
RC_GTEST_PROP(LearningPlanning, PlanningAgainMidwayKeepsTheDayWithinTheCap, ()) {
    auto request = some_request();
    request.done = {};
    request.go_on = false;
    const auto morning = plan_session(request);
    request.done.review_seconds = review_seconds(morning);
    request.reviews.erase(std::remove_if(request.reviews.begin(), request.reviews.end(),
                                         [&](const DueReview& review) {
                                             return std::any_of(morning.reviews.begin(), morning.reviews.end(),
                                                                [&](const Pick& p) { return p.id == review.item; });
                                         }),
                          request.reviews.end());
    const auto evening = plan_session(request);
    RC_ASSERT(request.done.review_seconds + evening.seconds_estimate <= kSessionSecondsMax);
    RC_ASSERT(evening.lesson.has_value() == morning.lesson.has_value());
    RC_ASSERT(evening.task.has_value() == morning.task.has_value());
}
