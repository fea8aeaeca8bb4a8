#include "foundation/events/bus.h"

namespace events {

void Bus::put_in_outbox(Context& context, const std::string& subscriber, const std::string& payload) {
    context.db.run(R"sql(
        INSERT INTO foundation_outbox (id, subscriber, payload, created_at, attempts, next_try_at)
        VALUES ($1, $2, $3, $4, 0, $4)
    )sql", {context.fresh_id(), subscriber, payload, context.now.utc_ms});
}

void Bus::deliver(Context& context, const std::string& subscriber, const std::string& payload) const {
    const auto found = deliveries_.find(subscriber);
    ensure(found != deliveries_.end(), "an event waits for a subscriber this binary does not have");
    found->second(context, boost::json::parse(payload));
}

void Bus::hear(Context& context, const peers::Notices& notices) const {
    for (const auto& [about, reread] : listeners_) {
        if (const auto told = notices.find(about); told != notices.end()) reread(context, told->second);
    }
}

}  // namespace events
