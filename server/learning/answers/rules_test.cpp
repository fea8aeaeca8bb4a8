#include "answers/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

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
    const auto date = [](std::int64_t ahead_ms) { return date_answer(kNow + ahead_ms, kNow); };
    EXPECT_EQ(date(-kHourMs)->at, kNow + -kHourMs);
    EXPECT_EQ(date(kClockToleratedMs)->at, kNow);
    EXPECT_FALSE(date(kClockToleratedMs)->corrected);
    EXPECT_TRUE(date(kClockToleratedMs + 1)->corrected);
    EXPECT_EQ(date(kDayMs)->at, kNow);
    EXPECT_FALSE(date(kDayMs + 1));
    EXPECT_EQ(date(-70 * kDayMs)->at, kNow + -70 * kDayMs) << "long ago is received and dated";
    EXPECT_EQ(date_answer({0}, kNow)->at, kNow) << "a clock that was never set";
    EXPECT_TRUE(date_answer({0}, kNow)->corrected);
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
