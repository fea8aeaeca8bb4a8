#pragma once
// The vocabulary of measures: what a target of a plan may count (docs/plan-format.md explains each).
#include <string>
#include <string_view>
#include <vector>

namespace campaign::measures {

// Computed ones are reached by a person on a day and come from events; the others are typed or imported, with evidence,
// until the capability that knows them exists.
enum class Source { events, manual };
// People: how many of a group. Units: how many of the units below. Things: a plain count, such as models established.
enum class Counts { people, units, things };
// What a measure needs to be told besides its name.
enum class Detail { none, days, level };

struct Measure {
    std::string_view id;
    Source source = Source::manual;
    Counts counts = Counts::people;
    Detail detail = Detail::none;
    std::string_view title;  // Vietnamese, as it stands in a table
    std::string_view meaning;
};

const std::vector<Measure>& vocabulary();
const Measure* find_measure(std::string_view id);

// Days of study that are noted; a target may ask only for these.
inline constexpr std::int64_t kNotedDays[] = {1, 3, 5, 7, 10, 15, 20, 30, 50, 100};
bool is_noted_day_count(std::int64_t days);

}  // namespace campaign::measures
