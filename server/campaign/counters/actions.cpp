#include "counters/actions.h"

namespace campaign {

std::vector<CountedUnit> counters_on(Context& context, const Ground& ground) {
    const bool is_today = ground.day == context.today();
    std::vector<CountedUnit> counted;
    for (auto& each : is_today ? store::load_counters_below(context.db, ground.unit.id, ground.day)
                               : store::load_all_counters(context.db, ground.day)) {
        const auto* standing = ground.tree->find(each.unit);
        if (standing && ground.tree->is_within(standing->id, ground.unit.id))
            counted.push_back({standing->id, each.unit, std::move(each.text)});
    }
    return counted;
}

}  // namespace campaign
