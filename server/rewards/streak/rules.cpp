#include "streak/rules.h"

#include <algorithm>

namespace rewards::streak {
namespace {

void judge_missed(Streak& streak, Day from, Day before, std::vector<Day>* frozen_on) {
    for (auto day = from; day < before && streak.days > 0; day = day + 1) {
        streak.run = 0;
        if (streak.freezes > 0) {
            --streak.freezes;
            if (frozen_on) frozen_on->push_back(day);
        } else {
            streak.days = 0;
        }
    }
}

Streak carry(Streak streak, Day today, std::vector<Day>* frozen_on) {
    if (today <= streak.as_of) return streak;
    judge_missed(streak, std::max(streak.as_of, streak.studied_on + 1), today, frozen_on);
    streak.as_of = today;
    return streak;
}

Streak add(Streak streak, Day studied, const FreezeRule& rule, std::vector<Day>* frozen_on) {
    streak = carry(streak, studied, frozen_on);
    if (streak.studied_on == studied) return streak;
    streak.studied_on = studied;
    ++streak.days;
    ++streak.run;
    streak.longest = std::max(streak.longest, streak.days);
    if (streak.run % rule.earned_after_days == 0) streak.freezes = std::min(streak.freezes + 1, rule.held_max);
    return streak;
}

}  // namespace

Streak carry_to(Streak streak, Day today) {
    return carry(streak, today, nullptr);
}

Streak add_day(Streak streak, Day studied, const FreezeRule& rule) {
    return add(streak, studied, rule, nullptr);
}

Replay replay(std::vector<Day> days, Day today, const FreezeRule& rule) {
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    Replay replay;
    for (const auto day : days) {
        replay.streak = add(replay.streak, day, rule, &replay.frozen_on);
        if (completes_week(replay.streak, rule)) replay.weeks.push_back({day, replay.streak.run});
    }
    replay.streak = carry(replay.streak, today, &replay.frozen_on);
    return replay;
}

Streak streak_of(std::vector<Day> days, Day today, const FreezeRule& rule) {
    return replay(std::move(days), today, rule).streak;
}

bool completes_week(const Streak& streak, const FreezeRule& rule) {
    return streak.studied_on == streak.as_of && streak.run > 0 && streak.run % rule.earned_after_days == 0;
}

std::int64_t next_freeze_in_days(const Streak& streak, const FreezeRule& rule) {
    if (streak.freezes >= rule.held_max) return 0;
    return rule.earned_after_days - streak.run % rule.earned_after_days;
}

}  // namespace rewards::streak
