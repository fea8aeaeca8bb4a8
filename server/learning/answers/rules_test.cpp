#include "answers/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace learning::answers {
namespace {

constexpr Instant kNow{1795309200000};

TEST(LearningAnswers, KnowADeviceByItsUuid) {
    EXPECT_TRUE(is_device("0b8f3c1e-6f0a-4a57-9d0c-3f1c2b7a9e55"));
    EXPECT_FALSE(is_device("0B8F3C1E-6F0A-4A57-9D0C-3F1C2B7A9E55"));
    EXPECT_FALSE(is_device("0b8f3c1e-6f0a-4a57-9d0c-3f1c2b7a9e5"));
    EXPECT_FALSE(is_device("0b8f3c1e+6f0a-4a57-9d0c-3f1c2b7a9e55"));
    EXPECT_FALSE(is_device(""));
}

TEST(LearningAnswers, SetAWrongClockRightOrRefuseIt) {
    const auto date = [](std::int64_t ahead_ms) { return date_answer(kNow + ahead_ms, 0, kNow); };
    EXPECT_EQ(date(-kHourMs).at, kNow + -kHourMs);
    EXPECT_EQ(date(kClockToleratedMs).at, kNow);
    EXPECT_FALSE(date(kClockToleratedMs).corrected);
    EXPECT_TRUE(date(kClockToleratedMs + 1).corrected);
    EXPECT_EQ(date(kDayMs + 1).at, kNow);
    EXPECT_FALSE(is_undatable(kNow + kDayMs, std::nullopt, kNow));
    EXPECT_TRUE(is_undatable(kNow + kDayMs + 1, std::nullopt, kNow)) << "of an app that does not say what its clock shows";
    EXPECT_FALSE(is_undatable(kNow + 3 * kDayMs, kNow + 3 * kDayMs, kNow));
    EXPECT_EQ(date(-70 * kDayMs).at, kNow + -70 * kDayMs) << "long ago is received and dated";
    EXPECT_EQ(date_answer({0}, 0, kNow).at, kNow) << "a clock that was never set";
    EXPECT_TRUE(date_answer({0}, 0, kNow).corrected);
}

TEST(LearningAnswers, ReckonByTheClockTheDeviceSent) {
    EXPECT_EQ(clock_ahead_ms(kNow + kClockToleratedMs, kNow), 0) << "a slow line is no wrong clock";
    EXPECT_EQ(clock_ahead_ms(std::nullopt, kNow), 0);
    for (const auto skew_ms : {-3 * kDayMs, 3 * kDayMs}) {
        const auto ahead_ms = clock_ahead_ms(kNow + skew_ms, kNow);
        EXPECT_EQ(ahead_ms, skew_ms);
        EXPECT_EQ(date_answer(kNow + skew_ms + -2 * kDayMs, ahead_ms, kNow).at, kNow + -2 * kDayMs);
        EXPECT_TRUE(date_answer(kNow + skew_ms, ahead_ms, kNow).corrected);
    }
}

TEST(LearningAnswers, GoBackToNoDayThatIsOver) {
    std::vector<Moment> given{{kNow + -2 * kDayMs}, {kNow + -6 * kDayMs}, {kNow, true, true}, {kNow + -kDayMs}};
    keep_order(given, kNow + -4 * kDayMs);
    EXPECT_EQ(given[0].at, kNow + -2 * kDayMs);
    EXPECT_EQ(given[1].at, kNow + -2 * kDayMs) << "the clock was turned back between the two";
    EXPECT_TRUE(given[1].corrected);
    EXPECT_EQ(given[3].at, kNow + -kDayMs) << "one that nobody can date holds up no other";
    given = {{kNow + -6 * kDayMs}};
    keep_order(given, kNow + -4 * kDayMs);
    EXPECT_EQ(given[0].at, kNow + -4 * kDayMs);
}

// Whatever a device claims, and however its clock is turned between answers and sending, no answer is dated into the future,
// before the last one received, or before one that was given earlier.
RC_GTEST_PROP(LearningAnswers, StayWithinWhatCanHaveBeen, ()) {
    const auto last_received = kNow + -*rc::gen::inRange<std::int64_t>(0, 30 * kDayMs);
    const auto sent_at = kNow + *rc::gen::inRange<std::int64_t>(-400 * kDayMs, 400 * kDayMs);
    const auto claims = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-400 * kDayMs, 400 * kDayMs));
    std::vector<Moment> moments;
    for (const auto claim : claims)
        moments.push_back(date_answer(kNow + claim, clock_ahead_ms(sent_at, kNow), kNow));
    keep_order(moments, last_received);
    auto before = last_received;
    for (const auto& moment : moments) {
        RC_ASSERT(moment.at <= kNow && moment.at >= last_received);
        if (moment.unknown) continue;
        RC_ASSERT(moment.at >= before);
        before = moment.at;
    }
}

// A clock that is wrong all the time, by whatever, moves no answer by more than a slow line could.
RC_GTEST_PROP(LearningAnswers, KeepTheirDayUnderAWrongClock, ()) {
    const auto skew_ms = *rc::gen::inRange<std::int64_t>(-300 * kDayMs, 300 * kDayMs);
    auto ages = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 30 * kDayMs));
    std::sort(ages.rbegin(), ages.rend());
    std::vector<Moment> moments;
    for (const auto age : ages)
        moments.push_back(date_answer(kNow + -age + skew_ms, clock_ahead_ms(kNow + skew_ms, kNow), kNow));
    keep_order(moments, {0});
    for (std::size_t place = 0; place < ages.size(); ++place)
        RC_ASSERT(std::abs(moments[place].at - (kNow + -ages[place])) <= kClockToleratedMs);
}

TEST(LearningAnswers, SayOnlyWhatHelps) {
    curriculum::Item choice;
    choice.key = marking::SingleChoice{};
    choice.feedback = {{"a", "Đúng rồi."}, {"b", "Chưa phải."}};
    EXPECT_EQ(feedback_of(choice, {"b", false, true}, true), "Chưa phải.");
    EXPECT_EQ(feedback_of(choice, {"a", true, true}, false), "Đúng rồi.");
    EXPECT_EQ(feedback_of(choice, {"b", true, false}, false), std::nullopt) << "a wrong option left alone";
    curriculum::Item order;
    order.key = marking::Order{};
    order.feedback = {{"", "Đọc lại trước khi gửi."}};
    EXPECT_EQ(feedback_of(order, {"b", false, true}, true), "Đọc lại trước khi gửi.");
    EXPECT_EQ(feedback_of(order, {"c", false, true}, false), std::nullopt) << "once is enough";
    EXPECT_EQ(feedback_of(order, {"a", true, true}, false), std::nullopt);
}

RC_GTEST_PROP(LearningAnswers, HaveReceiptsThatTellThemApart, ()) {
    const auto first = *rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 53);
    const auto second = *rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 53);
    RC_ASSERT((receipt_of(first) == receipt_of(second)) == (first == second));
    RC_ASSERT(receipt_of(first).size() == 14u);
}

}  // namespace
}  // namespace learning::answers
