#pragma once
// The list of a unit's people: who is meant, in which order, and how it reads as a file. Pure.
#include "public.h"
#include "units/public.h"

namespace campaign {

enum class Activity { all, today, week, never };
BOOST_DESCRIBE_ENUM(Activity, all, today, week, never)

struct Filter {
    std::string words;  // of the name or the login, with or without diacritics
    std::optional<units::TargetGroup> group;
    Activity activity = Activity::all;
};

inline constexpr std::int64_t kPageSize = 50;
// Lists of more people go unit by unit in the order of the tree, so that a page of a province reads no more than one of a hamlet.
inline constexpr std::int64_t kSortedTogether = 3'000;

// Enough to find and order; the rest is brought only for those who are shown.
struct Name {
    AccountId account;
    std::string full_name;
    std::string login;
};

// What somebody looks for, word by word, without diacritics.
std::vector<std::string> search_words(const std::string& words);

// Keeps whom the words mean: each must begin a word of the name or the login.
std::vector<Name> find_names(std::vector<Name> names, const std::string& words);

// By given name, then by the rest of the name, then by login: a total order.
void sort_by_given_name(std::vector<Name>& names);

struct Person {
    AccountId account_id;
    std::string full_name;
    std::string login;
    units::UnitPath unit;  // its path: those between it and the unit whose list this is
    units::TargetGroup target_group = units::TargetGroup::citizen;
    Day joined_on;
    std::optional<Day> last_active_on;
    std::int64_t lessons_done = 0;
    std::int64_t points_total = 0;
    std::int64_t streak_days = 0;
};
BOOST_DESCRIBE_STRUCT(Person, (), (account_id, full_name, login, unit, target_group, joined_on, last_active_on, lessons_done,
                                   points_total, streak_days))

// A unit as it is called in a list of a unit above it: with those between the two, since many communes have a hamlet of that name.
// The unit is within the other.
units::UnitPath path_below(const units::Tree& tree, const units::Unit& unit, units::UnitId top);

// With a byte order mark, for Excel.
std::string write_csv(const std::vector<Person>& people);

}  // namespace campaign
