#include "counters/actions.h"

namespace campaign {

std::vector<CountedUnit> counters_on(Context& context, const units::Tree& tree, units::UnitId unit, Day day) {
    const bool is_today = day == context.today();
    std::vector<CountedUnit> counted;
    for (auto& each : is_today ? store::load_counters_below(context.db, unit, day) : store::load_all_counters(context.db, day)) {
        const auto* standing = tree.find(each.unit);
        if (standing && tree.is_within(standing->id, unit)) counted.push_back({standing->id, each.unit, std::move(each.text)});
    }
    return counted;
}

}  // namespace campaign
