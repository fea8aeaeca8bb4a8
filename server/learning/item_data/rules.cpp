#include "item_data/rules.h"

#include <algorithm>
#include <cmath>

namespace learning::item_data {

std::optional<double> discrimination(const Sums& sums) {
    if (sums.people < kPeopleMin) return std::nullopt;
    const auto count = static_cast<double>(sums.people);
    const double spread_x = sums.xx - sums.x * sums.x / count;
    const double spread_m = sums.mm - sums.m * sums.m / count;
    // A spread of less than one permille a person is rounding, not a difference between people.
    if (spread_x < count || spread_m < count) return std::nullopt;
    return std::clamp((sums.xm - sums.x * sums.m / count) / std::sqrt(spread_x * spread_m), -1.0, 1.0);
}

Concern concern_of(std::int64_t people, double mean_permille, const std::optional<double>& discrimination) {
    if (people < kPeopleMin) return Concern::none;
    if (mean_permille < 250) return Concern::too_hard;
    if (discrimination && *discrimination < 0.1 && mean_permille < 950) return Concern::does_not_discriminate;
    if (mean_permille > 980) return Concern::too_easy;
    return Concern::none;
}

}  // namespace learning::item_data
