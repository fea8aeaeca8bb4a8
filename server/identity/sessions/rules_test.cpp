#include "sessions/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace identity;

constexpr Instant kStart{1'795'309'200'000};

TEST(SessionRules, LocksAnOfficerAfterFifteenIdleMinutesAndEndsTheDayAfterTwelveHours) {
    EXPECT_EQ(judge_session({kStart, kStart}, true, kStart + (kOfficerIdleMs - 1)), SessionState::good);
    EXPECT_EQ(judge_session({kStart, kStart}, true, kStart + kOfficerIdleMs), SessionState::locked);
    const auto late = kStart + kOfficerLongestMs;
    EXPECT_EQ(judge_session({kStart, late + -1000}, true, late + -1), SessionState::good);
    EXPECT_EQ(judge_session({kStart, late + -1000}, true, late), SessionState::expired);
}

TEST(SessionRules, KeepsALearnerSignedInForSixtyQuietDays) {
    EXPECT_EQ(judge_session({kStart, kStart}, false, kStart + (kLearnerIdleMs - 1)), SessionState::good);
    EXPECT_EQ(judge_session({kStart, kStart}, false, kStart + kLearnerIdleMs), SessionState::expired);
    EXPECT_EQ(judge_session({kStart, kStart + kLearnerLongestMs}, false, kStart + kLearnerLongestMs), SessionState::expired);
}

RC_GTEST_PROP(SessionRules, APrivilegedSessionIsNeverWorthMoreThanALearners, ()) {
    const Instant seen = kStart + *rc::gen::inRange<std::int64_t>(0, 2 * kLearnerLongestMs);
    const Instant now = seen + *rc::gen::inRange<std::int64_t>(0, 2 * kLearnerLongestMs);
    if (judge_session({kStart, seen}, true, now) == SessionState::good) {
        RC_ASSERT(judge_session({kStart, seen}, false, now) == SessionState::good);
    }
}

TEST(AttemptRules, LocksAtTheFifthFailureAndDoublesUpToAnHour) {
    Attempts attempts;
    Instant now = kStart;
    std::vector<std::int64_t> minutes;
    for (int failure = 1; failure <= 13; ++failure) {
        attempts = count_failure(attempts, now);
        minutes.push_back(locked_for_ms(attempts, now) / kMinuteMs);
        now = now + locked_for_ms(attempts, now);
        EXPECT_EQ(locked_for_ms(attempts, now), 0);
    }
    EXPECT_EQ(minutes, (std::vector<std::int64_t>{0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60}));
}

TEST(SessionRules, EndsAnOfficersSessionThatWasProvenInTheFuture) {
    EXPECT_EQ(judge_session({kStart + kDayMs, kStart + kDayMs}, true, kStart), SessionState::expired);
    EXPECT_EQ(judge_session({kStart + kDayMs, kStart + kDayMs}, false, kStart), SessionState::good);
}

TEST(AttemptRules, ALockSetUnderAClockThatRanAheadDoesNotLastForDays) {
    EXPECT_EQ(locked_for_ms({13, kStart + kDayMs, kStart + (kDayMs + kHourMs)}, kStart), 0);
    EXPECT_EQ(locked_for_ms({13, kStart, kStart + kHourMs}, kStart), kHourMs);
}

TEST(AttemptRules, ForgivesAfterAQuietDay) {
    const Attempts many{50, kStart, kStart + kHourMs};
    EXPECT_EQ(count_failure(many, kStart + kForgiveAfterMs).failure_count, 1);
    EXPECT_EQ(count_failure(many, kStart + (kForgiveAfterMs - 1)).failure_count, 51);
}

TEST(AttemptRules, TakesBackAHalfProvenTryWithoutForgivingTheOthers) {
    auto attempts = count_failure(count_failure({}, kStart), kStart);
    attempts = forget_failure(count_failure(attempts, kStart));
    EXPECT_EQ(attempts.failure_count, 2);
    EXPECT_EQ(forget_failure(Attempts{}).failure_count, 0);
}

RC_GTEST_PROP(AttemptRules, LeavesAGuesserThreeDozenTriesADay, ()) {
    // Ten within the first hour, then one an hour.
    Attempts attempts;
    Instant now = kStart;
    int tries = 0;
    while (now - kStart < kDayMs) {
        now = now + locked_for_ms(attempts, now) + *rc::gen::inRange<std::int64_t>(0, kMinuteMs);
        attempts = count_failure(attempts, now);
        ++tries;
    }
    RC_ASSERT(tries <= 36);
}

TEST(DeviceRules, NamesThePhoneAPersonWouldRecognise) {
    EXPECT_EQ(device_label("Mozilla/5.0 (Linux; Android 8.1; SM-J260G) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36"), "Chrome trên Android");
    EXPECT_EQ(device_label("Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Version/4.0 Chrome/108.0 Mobile Safari/537.36 Zalo android/12"), "Zalo trên Android");
    EXPECT_EQ(device_label("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Safari/604.1"), "Safari trên iPhone");
    EXPECT_EQ(device_label("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"), "Edge trên Windows");
    EXPECT_EQ(device_label("curl/8"), "Thiết bị khác");
    EXPECT_EQ(device_label(""), "Thiết bị khác");
}

}  // namespace
