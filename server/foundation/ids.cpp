#include "foundation/ids.h"

#include <algorithm>

std::int64_t IdSource::next(Instant now) {
    constexpr std::int64_t kEpochUtcMs = 1735689600000;  // 2025-01-01T00:00:00Z
    const auto floor = std::max<std::int64_t>(now.utc_ms - kEpochUtcMs, 1) << 7;
    auto last = last_.load();
    std::int64_t fresh = 0;
    do {
        fresh = std::max(floor, last + 1);
    } while (!last_.compare_exchange_weak(last, fresh));
    return fresh * kServersMax + server_.load();
}
