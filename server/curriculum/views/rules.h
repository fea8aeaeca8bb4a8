// How items are shown, and what would have been right; view(), solution() and solution_text() stand in public.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "public.h"

namespace curriculum {

// The same seed gives the same order on every machine.
std::vector<Choice> shuffled(std::vector<Choice> choices, std::uint64_t seed);

// The list of an item whose order the seed draws, under its name in a view; none: everybody sees the same.
struct DrawnList {
    const char* name = nullptr;
    const std::vector<Choice>* choices = nullptr;
    bool must_differ = false;  // from the order of the file, which is the answer
};
DrawnList drawn_list(const Item& item);
// Places in that list, in the order in which view() shows them.
std::vector<std::size_t> drawn_order(const Item& item, std::uint64_t seed);

// As a Vietnamese keyboard types it: decimal comma, no signs between thousands.
std::string typed_number(double number);

}  // namespace curriculum
