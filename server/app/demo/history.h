#pragma once
// Eight weeks of study by invented people, sent day by day through the same routes as a phone would use, so that marks,
// streaks, points and rankings follow from answers and from nothing else.
#include "app/demo/people.h"
#include "app/product.h"

#include <functional>

namespace app::demo {

struct Student {
    AccountId account;
    Person person;
    std::string cookie;
    Day seen_on;  // the last day the cookie was used
    std::string device;
    std::int64_t sequence = 0;
};

struct History {
    std::int64_t days_studied = 0;
    std::int64_t answers = 0;
};

// Lives through the days up to yesterday; told(day, so_far) after each.
History live_through(Product& product, ManualClock& clock, std::vector<Student>& students, int weeks, std::mt19937_64& dice,
                     const std::function<void(Day, const History&)>& told);

}  // namespace app::demo
