#pragma once
// How many people placed in a unit had reached what by the end of a day, and how events change that. Pure.
#include "foundation/ids.h"
#include "foundation/time.h"
#include "units/public.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campaign::counters {

inline constexpr std::size_t kGroups = 5;
using ByGroup = std::array<std::int64_t, kGroups>;  // in the order of units::TargetGroup

// A measure with what it needs to be told: "active_days|5".
std::string name_of(std::string_view measure, std::string_view detail);
inline constexpr const char* kEnrolled = "enrolled|";

// All counters of a unit in one text, "active_days|1=,,,,12;enrolled|=3,,,,40": by name, noughts left out. A page of a
// province reads as many of these as it has hamlets, so they are short and read without taking anything apart.
using Counts = std::map<std::string, ByGroup>;
std::string write_counts(const Counts& counts);
Counts read_counts(std::string_view text);

void for_each(std::string_view text, const std::function<void(std::string_view name, const ByGroup& counts)>& take);
// Adds a change to counters; noughts are left out.
void add(const Counts& change, Counts& counts);

// Adds what a text says of the wanted counters to their sums.
void add_up(std::string_view text, const std::vector<std::string>& wanted, std::vector<ByGroup>& sums);

// Of nobody a group stands for everybody.
std::int64_t count_of(const ByGroup& counts, std::optional<units::TargetGroup> group);

// Where a person is placed from a day on, until the next one; in the order of their days.
struct Stay {
    Day since;
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    bool operator==(const Stay&) const = default;
};
struct Reached {
    std::string name;
    Day on;
};
// From a day on so many more people (or fewer) in a counter of a unit.
using Place = std::pair<units::UnitId, Day>;
using Changes = std::map<Place, Counts>;
// What one person adds: each counter they have reached, in each unit from the day they were there and had reached it.
void add_person(const std::vector<Stay>& stays, const std::vector<Reached>& reached, std::int64_t times, Changes& changes);

// The counters of a unit day by day, with changes made to them from their days on. What is left on a day as it was on the
// day before stays out, so that two roads to the same figures give the same days.
using Days = std::map<Day, Counts>;
void apply(const Counts& change, Day from, Days& days);
void drop_unchanged(Days& days);
// On how many days two such histories differ.
std::int64_t count_differing(const Days& one, const Days& other);

}  // namespace campaign::counters
