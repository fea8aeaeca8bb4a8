#pragma once
// What learning announces becomes points: decided, stored and told in the transaction it happened in.
#include "identity/public.h"
#include "learning/public.h"
#include "public.h"

#include <optional>
#include <string>
#include <vector>

namespace rewards {

// A request's answers together, and the lessons and days they completed: read and saved once.
void reward_answers(Context& context, const learning::AnswersTaken& taken);
void reward_task(Context& context, const learning::TaskHandedIn& handed_in);
void tell_frozen_days(Context& context, const learning::WeekAsked& asked);

struct PointEntry {
    std::int64_t id = 0;
    Instant at;
    std::int64_t points = 0;
    Reason reason = Reason::item_right;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(PointEntry, (), (id, at, points, reason, text))

struct PointsPage {
    std::vector<PointEntry> entries;  // newest first
    std::optional<std::int64_t> next_before;
};
BOOST_DESCRIBE_STRUCT(PointsPage, (), (entries, next_before))
PointsPage points_of(Context& context, AccountId account, std::int64_t before, std::int64_t limit);

struct StreakSeen {
    std::int64_t days = 0;
    std::int64_t freezes = 0;
    std::int64_t longest = 0;
    bool today_done = false;
    std::int64_t next_freeze_in_days = 0;  // 0 while no more freezes can be held
    std::vector<Day> frozen_on;            // missed days of the last four weeks that a freeze has covered
    std::int64_t run_days = 0;             // without any gap; see streak rules
    std::optional<Day> studied_on;         // the last day studied
};
BOOST_DESCRIBE_STRUCT(StreakSeen, (), (days, freezes, longest, today_done, next_freeze_in_days, frozen_on, run_days, studied_on))

// What a device without network needs to go on reckoning from here; what it says is provisional.
struct Reckoning {
    Day day;
    // Of that day's caps, what is used up.
    std::int64_t capped = 0;
    std::int64_t reviews = 0;
    std::int64_t self_rated = 0;
    // What things are worth, and the caps of a day; see plans/scoring.yaml.
    std::int64_t item_right = 0;
    std::int64_t review_on_time = 0;
    std::int64_t review_self_rated = 0;
    std::int64_t lesson_completed = 0;
    std::int64_t task_done = 0;
    std::int64_t daily_goal = 0;
    std::int64_t streak_week = 0;
    std::int64_t day_max = 0;
    std::int64_t reviews_day_max = 0;
    std::int64_t self_rated_day_max = 0;
    std::int64_t freeze_after_days = 0;
    std::int64_t freezes_max = 0;
};
BOOST_DESCRIBE_STRUCT(Reckoning, (),
                      (day, capped, reviews, self_rated, item_right, review_on_time, review_self_rated, lesson_completed, task_done,
                       daily_goal, streak_week, day_max, reviews_day_max, self_rated_day_max, freeze_after_days, freezes_max))

struct Badge {
    std::string code;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(Badge, (), (code, title))

struct RewardsSeen {
    std::int64_t points_total = 0;
    std::int64_t points_week = 0;  // since Monday
    StreakSeen streak;
    std::vector<Badge> badges;     // none are given yet
    Reckoning reckoning;
};
BOOST_DESCRIBE_STRUCT(RewardsSeen, (), (points_total, points_week, streak, badges, reckoning))
RewardsSeen rewards_of(Context& context, AccountId account);

// The rewards' part of "my data".
void add_my_data(Context& context, const identity::DataRequested& requested);

}  // namespace rewards
