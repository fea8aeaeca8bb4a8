#include "foundation/events/bus.h"

#include "changes/actions.h"

namespace units {

void subscribe(events::Bus& bus) {
    bus.on_notice(kTreesChanged, [](Context& context, const std::set<std::int64_t>&) { follow_changes(context); });
}

}  // namespace units
