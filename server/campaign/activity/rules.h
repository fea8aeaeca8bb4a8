#pragma once
// On how many days how many people of a unit were active, and their lessons, as counters of the last weeks: what one person's
// days add to them, and what the counters then say. Pure.
#include "counters/rules.h"

namespace campaign::activity {

inline constexpr int kTrendDays = 28;
inline constexpr int kWeekDays = 7;

// What a person did: the days they were active in their order, how many lessons they completed on which, and how many in all,
// those passed by a mastery check among them.
struct Done {
    std::vector<Day> days;
    std::map<Day, std::int64_t> lessons;
    std::int64_t lessons_total = 0;
};

// A person counts once in a week however often they were active in it. So a stretch of days of which none is a week or more
// after the one before is "began" on its first and "stopped" on its last; a stretch counts in each week that holds one of its days.
void add_up(const Done& done, units::TargetGroup group, std::int64_t times, counters::Counts& counts);

// The active days right before and right after a day, where there are any.
struct Beside {
    std::optional<Day> before, after;
};
// What a day adds that becomes one of a person's active days: the stretches beside it may grow together, or begin elsewhere.
void add_day(Day day, const Beside& beside, units::TargetGroup group, counters::Counts& counts);

// Leaves out the days that no page asks for any more.
void drop_old(Day today, counters::Counts& counts);

// What the counters of a unit say today.
struct DayCounts {
    std::int64_t active = 0;
    std::int64_t lessons = 0;
};
struct Recent {
    std::array<DayCounts, kTrendDays> days{};  // today last
    counters::ByGroup active_week{};           // in the last seven days
    counters::ByGroup active_week_before{};    // in the seven before them
    std::int64_t lessons_total = 0;
};
Recent read(std::string_view text, Day today);

}  // namespace campaign::activity
