#include "memory/store.h"

namespace identity {
namespace {
constexpr std::int64_t kLearnerLagMs = 6 * kHourMs;
}

void LastSeen::touch(std::int64_t session, Instant stored, Instant now, bool is_privileged) {
    const std::lock_guard lock(mutex_);
    auto& times = times_.try_emplace(session, Times{stored, stored, is_privileged}).first->second;
    times.seen = std::max(times.seen, now);
    times.is_privileged = is_privileged;
}

Instant LastSeen::latest(std::int64_t session, Instant stored) const {
    const std::lock_guard lock(mutex_);
    const auto found = times_.find(session);
    return found == times_.end() ? stored : std::max(stored, found->second.seen);
}

std::vector<LastSeen::Entry> LastSeen::take_due(Instant now) {
    const std::lock_guard lock(mutex_);
    std::vector<Entry> due;
    for (auto at = times_.begin(); at != times_.end();) {
        auto& [session, times] = *at;
        const bool is_ahead = times.seen > times.stored;
        const bool is_quiet = now - times.seen >= kLearnerLagMs;
        if (is_ahead && (times.is_privileged || is_quiet || times.seen - times.stored >= kLearnerLagMs)) {
            due.push_back({session, times.seen});
            times.stored = times.seen;
        }
        at = is_quiet ? times_.erase(at) : std::next(at);
    }
    return due;
}

}  // namespace identity
