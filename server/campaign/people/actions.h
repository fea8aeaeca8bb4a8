#pragma once
#include "people/rules.h"

namespace campaign {

struct PeoplePage {
    std::int64_t total = 0;
    bool is_total_counted = true;  // else there are more: of a filter that many people of a large unit meet, nobody counts all
    std::int64_t page = 1;
    std::int64_t page_size = kPageSize;
    std::vector<Person> people;
};
BOOST_DESCRIBE_STRUCT(PeoplePage, (), (total, is_total_counted, page, page_size, people))

Result<PeoplePage> list_people(Context& context, const std::string& code, const Filter& filter, std::int64_t page);
// Everybody the filter means, in the order of the list.
Result<std::vector<Person>> list_all_people(Context& context, const std::string& code, const Filter& filter);

}  // namespace campaign
