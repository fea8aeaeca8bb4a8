#pragma once
// How long a session lasts, and how failures to prove who one is are slowed down.
#include "public.h"

#include <string>
#include <string_view>

namespace identity {

inline constexpr std::int64_t kLearnerIdleMs = 60 * kDayMs;
inline constexpr std::int64_t kLearnerLongestMs = 400 * kDayMs;  // as long as browsers keep a cookie (RFC 6265bis, 5.5)
inline constexpr std::int64_t kOfficerIdleMs = 15 * kMinuteMs;
inline constexpr std::int64_t kOfficerLongestMs = 12 * kHourMs;
inline constexpr std::int64_t kSessionsPerAccountMax = 20;

struct SessionTimes {
    Instant proven_at;
    Instant last_seen_at;
};
enum class SessionState { good, locked, expired };
SessionState judge_session(const SessionTimes& times, bool is_privileged, Instant now);

// Failures are counted before the proof is looked at, so that many tries at once are counted too.
struct Attempts {
    std::int64_t failure_count = 0;
    Instant failed_at;
    Instant locked_until;
};
inline constexpr std::int64_t kFreeFailures = 5;
inline constexpr std::int64_t kLockLongestMs = kHourMs;
inline constexpr std::int64_t kForgiveAfterMs = kDayMs;

// Milliseconds to wait, or 0 when a try is allowed.
std::int64_t locked_for_ms(const Attempts& attempts, Instant now);
// After one more failure: the fifth locks for a minute, each further one for twice as long, up to an hour.
Attempts count_failure(const Attempts& before, Instant now);
// A half-proven try (right password, second factor still to come) is taken back but proves nothing.
Attempts forget_failure(const Attempts& before);

// "Chrome trên Android": enough to recognise one's own phone in the list, nothing to track by.
std::string device_label(std::string_view user_agent);

}  // namespace identity
