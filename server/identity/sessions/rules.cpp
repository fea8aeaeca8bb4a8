#include "sessions/rules.h"

#include <algorithm>
#include <array>
#include <utility>

namespace identity {

SessionState judge_session(const SessionTimes& times, bool is_privileged, Instant now) {
    const auto idle_ms = now - times.last_seen_at;
    const auto age_ms = now - times.proven_at;
    if (is_privileged) {
        // Proven in the future: the clock ran ahead then, and nobody knows how old this session is.
        if (age_ms >= kOfficerLongestMs || age_ms < -kHourMs) return SessionState::expired;
        return idle_ms >= kOfficerIdleMs ? SessionState::locked : SessionState::good;
    }
    return age_ms >= kLearnerLongestMs || idle_ms >= kLearnerIdleMs ? SessionState::expired : SessionState::good;
}

std::int64_t locked_for_ms(const Attempts& attempts, Instant now) {
    const auto left_ms = attempts.locked_until - now;
    // A lock that seems to last longer than any was set under a clock that ran ahead.
    return left_ms > kLockLongestMs ? 0 : std::max<std::int64_t>(0, left_ms);
}

Attempts count_failure(const Attempts& before, Instant now) {
    auto after = before;
    if (now - before.failed_at >= kForgiveAfterMs) after.failure_count = 0;
    ++after.failure_count;
    after.failed_at = now;
    after.locked_until = {0};
    if (after.failure_count >= kFreeFailures) {
        const auto doublings = std::min<std::int64_t>(after.failure_count - kFreeFailures, 10);
        after.locked_until = now + std::min(kMinuteMs << doublings, kLockLongestMs);
    }
    return after;
}

Attempts forget_failure(const Attempts& before) {
    auto after = before;
    after.failure_count = std::max<std::int64_t>(0, before.failure_count - 1);
    after.locked_until = {0};
    return after;
}

std::string device_label(std::string_view user_agent) {
    using Pair = std::pair<std::string_view, std::string_view>;
    // Order matters: every browser also names those it descends from.
    constexpr std::array<Pair, 9> browsers{{{"Zalo", "Zalo"}, {"FBAN", "Facebook"}, {"FBAV", "Facebook"}, {"Edg", "Edge"},
                                            {"SamsungBrowser", "Samsung Internet"}, {"coc_coc", "Cốc Cốc"}, {"Firefox", "Firefox"},
                                            {"Chrome", "Chrome"}, {"Safari", "Safari"}}};
    constexpr std::array<Pair, 6> systems{{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
                                           {"Mac OS", "macOS"}, {"Linux", "Linux"}}};
    const auto find = [&](const auto& pairs) {
        for (const auto& [mark, name] : pairs) {
            if (user_agent.find(mark) != std::string_view::npos) return std::string(name);
        }
        return std::string();
    };
    const auto browser = find(browsers), system = find(systems);
    if (browser.empty() && system.empty()) return "Thiết bị khác";
    if (browser.empty() || system.empty()) return browser + system;
    return browser + " trên " + system;
}

}  // namespace identity
