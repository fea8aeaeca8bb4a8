#pragma once
// A province of invented people for measuring what officers see: its communes and hamlets, plans in force, and rows of people
// and of what they reached as a year of events would have left them. The counters come from the product's own recount.
#include "app/product.h"

#include <string>

namespace load {

struct Size {
    std::int64_t people = 1'000'000;
    std::int64_t communes = 92;
    std::int64_t units = 2'000;  // with communes and the province itself
};

void fill_province(app::Product& product, const Size& size);
// Gives as JSON the officers to ask as, one at each level: {"province": {"code": …, "cookie": …}, "commune": …, "hamlet": …}.
std::string sign_in_officers(app::Product& product);

}  // namespace load
