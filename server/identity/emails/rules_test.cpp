#include "emails/rules.h"

#include <gtest/gtest.h>

namespace identity::emails {
namespace {

TEST(EmailRules, ALetterWaitsForThePauseAndThreeADayAreEnough) {
    const Instant now{1'000'000'000};
    EXPECT_EQ(wait_ms({}, now), 0);
    EXPECT_EQ(wait_ms({1, 1, now + -kPauseMs}, now), 0);
    EXPECT_EQ(wait_ms({1, 1, now + -kPauseMs + 1}, now), 1);
    EXPECT_EQ(wait_ms({2, 2, now}, now), kPauseMs);
    EXPECT_EQ(wait_ms({kLettersADay, 1, now + -kHourMs}, now), kDayMs);
    // Asked for by others: a stranger's mailbox is not filled from many accounts.
    EXPECT_EQ(wait_ms({0, kLettersADay, {}}, now), kDayMs);
}

}  // namespace
}  // namespace identity::emails
