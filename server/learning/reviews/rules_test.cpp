#include "reviews/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using learning::ReviewDecision;
using learning::tasks::State;
using namespace learning::reviews;

const Standing kStanding{{1}, State::handed_in, {1000}, 2};
const Review kAccepts{{2}, ReviewDecision::accepted, "", 2, {1000}};

TEST(ReviewRules, LetsACoachDecideOnWhatIsHandedIn) {
    EXPECT_FALSE(refuse_review(kStanding, kAccepts));
    EXPECT_FALSE(refuse_review(kStanding, {{2}, ReviewDecision::returned, "Thiếu giờ", 2, {1000}}));
    EXPECT_FALSE(refuse_review(kStanding, {{2}, ReviewDecision::accepted, "Rất gọn", 2, {1000}}));
}

TEST(ReviewRules, NobodyReviewsTheirOwnWork) {
    EXPECT_EQ(refuse_review(kStanding, {{1}, ReviewDecision::accepted, "", 2, {1000}}), Refusal::review_own_work);
}

TEST(ReviewRules, DecidesOnceAndOnTheVersionThatWasSeen) {
    for (const auto state : {State::accepted, State::returned}) {
        EXPECT_EQ(refuse_review({{1}, state, {1000}, 2}, kAccepts), Refusal::task_already_reviewed);
        EXPECT_EQ(refuse_review({{1}, state, {2000}, 2}, kAccepts), Refusal::task_already_reviewed);
    }
    EXPECT_EQ(refuse_review({{1}, State::handed_in, {2000}, 2}, kAccepts), Refusal::task_changed);
}

TEST(ReviewRules, ReturnsOnlyWithAReason) {
    EXPECT_EQ(refuse_review(kStanding, {{2}, ReviewDecision::returned, "", 2, {1000}}), Refusal::reason_missing);
    EXPECT_EQ(refuse_review(kStanding, {{2}, ReviewDecision::returned, " \n ", 2, {1000}}), Refusal::reason_missing);
    EXPECT_EQ(refuse_review(kStanding, {{2}, ReviewDecision::accepted, "", 3, {1000}}), Refusal::checks_wrong_count);
}

TEST(ReviewRules, RefusesMalformedCursors) {
    for (const auto* text : {"", ".", "1", "1.", ".1", "1.2.3", "1,2", "-1.2", "1.-2", "1.2 ", "99999999999999999999.1", "a.b"})
        EXPECT_FALSE(read_cursor(text)) << text;
}

RC_GTEST_PROP(ReviewRules, ReadsTheCursorsItWrites, ()) {
    const Cursor cursor{{*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 53)}, {*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 53)}};
    RC_ASSERT(read_cursor(write_cursor(cursor)) == cursor);
}

}  // namespace
