#include "foundation/events/outbox.h"

#include "foundation/events/bus.h"
#include "foundation/log.h"

#include <algorithm>

namespace events {
namespace {

// What should wait longer was written under a clock that ran ahead, and is due.
constexpr std::int64_t kLongestDelayMs = kHourMs;

struct Waiting {
    std::int64_t id;
    std::string subscriber;
    std::string payload;
    std::int64_t attempts;
};

std::vector<Waiting> due(ContextFactory& contexts) {
    std::vector<Waiting> found;
    contexts.read([&](Context& context) {
        const auto rows = context.db.run(R"sql(
            SELECT id, subscriber, payload, attempts FROM foundation_outbox
            WHERE next_try_at <= $1 OR next_try_at > $2 ORDER BY id LIMIT 500
        )sql", {context.now.utc_ms, context.now.utc_ms + kLongestDelayMs});
        for (const auto& row : rows) {
            found.push_back({db::as_int(row[0]), db::as_text(row[1]), db::as_text(row[2]), db::as_int(row[3])});
        }
    });
    return found;
}

void put_off(ContextFactory& contexts, const Waiting& event) {
    const auto delay_ms = std::min<std::int64_t>(kSecondMs << std::min<std::int64_t>(event.attempts, 12), kLongestDelayMs);
    contexts.write([&](Context& context) {
        context.db.run("UPDATE foundation_outbox SET attempts = attempts + 1, next_try_at = $2 WHERE id = $1",
                       {event.id, context.now.utc_ms + delay_ms});
        return true;
    });
}

}  // namespace

int deliver_outbox(ContextFactory& contexts) {
    int delivered = 0;
    for (const auto& event : due(contexts)) {
        try {
            contexts.write([&](Context& context) {
                // Claiming the row first makes a second server wait for this commit and then find nothing.
                if (context.db.run("DELETE FROM foundation_outbox WHERE id = $1 RETURNING id", {event.id}).empty()) return false;
                context.events.deliver(context, event.subscriber, event.payload);
                ++delivered;
                return true;
            });
        } catch (const std::exception& error) {
            logging::error("event_delivery_failed", {{"subscriber", event.subscriber}, {"what", error.what()}});
            put_off(contexts, event);
        }
    }
    return delivered;
}

}  // namespace events
