// What first answers say about an item (classical test theory). Pure.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>

namespace learning::item_data {

// Sums over the people who answered an item: x is their first score there, m their mean first score over all items, both
// in permille.
struct Sums {
    std::int64_t people = 0;
    double x = 0, m = 0, xx = 0, mm = 0, xm = 0;
};

// With fewer people an item's figures would say more about them than about the item.
inline constexpr std::int64_t kPeopleMin = 20;

// A wrong response is shown from this many people on: what one person typed may tell who they are.
inline constexpr std::int64_t kSameResponseMin = 5;

// The correlation between doing well on this item and doing well at all, -1 to 1: near 0 or below, the item tests something
// else or its key is wrong. Null with too few people, or when everybody scored alike.
std::optional<double> discrimination(const Sums& sums);

// Worth an author's look: nearly nobody or nearly everybody is right, or the strong do no better than the weak.
enum class Concern { none, too_hard, too_easy, does_not_discriminate };
BOOST_DESCRIBE_ENUM(Concern, none, too_hard, too_easy, does_not_discriminate)
Concern concern_of(std::int64_t people, double mean_permille, const std::optional<double>& discrimination);

}  // namespace learning::item_data
