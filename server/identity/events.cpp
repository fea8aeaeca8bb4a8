#include "foundation/events/bus.h"

#include "privacy/actions.h"

namespace identity {

void subscribe(events::Bus& bus) {
    bus.on_notice(kErased, [](Context& context, const std::set<std::int64_t>&) { log_erasures(context); });
}

}  // namespace identity
