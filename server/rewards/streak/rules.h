#pragma once
// The streak, by replay of the days studied alone. A missed day spends a freeze or ends the streak; a day that arrives
// late (learned without network) is simply there at the next replay. Today, not yet done, ends nothing.
// More days never make any number here smaller: a freeze is held before it is needed, never taken back.
#include "foundation/time.h"

#include <cstdint>
#include <vector>

namespace rewards::streak {

struct FreezeRule {
    std::int64_t earned_after_days = 7;
    std::int64_t held_max = 2;
};

struct Streak {
    std::int64_t days = 0;     // days studied since it began; a frozen day keeps it and adds nothing
    std::int64_t longest = 0;
    std::int64_t freezes = 0;  // held now
    std::int64_t run = 0;      // days studied up to now without any gap; each multiple of earned_after_days earns a freeze
    Day studied_on;            // the last day studied; 0 when there was none
    Day as_of;                 // the days before this one are judged
    bool operator==(const Streak&) const = default;
};

// The days in any order, repeats do not matter; days after today count as today's end.
Streak streak_of(std::vector<Day> days_studied, Day today, const FreezeRule& = {});

// The same without replaying, for when nothing was studied since as_of, and for a day studied on or after as_of.
Streak carry_to(Streak, Day today);
Streak add_day(Streak, Day studied, const FreezeRule& = {});

// A day on which run reached a multiple of earned_after_days.
struct Week {
    Day completed_on;
    std::int64_t run_days = 0;
};
struct Replay {
    Streak streak;
    std::vector<Week> weeks;              // more days never make them fewer
    std::vector<Day> frozen_on;           // missed days that spent a freeze
};
Replay replay(std::vector<Day> days_studied, Day today, const FreezeRule& = {});

bool completes_week(const Streak&, const FreezeRule& = {});
// 0 while no more freezes can be held.
std::int64_t next_freeze_in_days(const Streak&, const FreezeRule& = {});

}  // namespace rewards::streak
