#pragma once
// Rewards: the points ledger, streaks and rankings. Other capabilities include only this file.
#include "foundation/context.h"
#include "foundation/http/json.h"

#include <vector>

namespace rewards {

// Why points were given. The names are stored and stand in the API.
enum class Reason { item_right, review_on_time, lesson_completed, task_done, daily_goal, streak_week };
BOOST_DESCRIBE_ENUM(Reason, item_right, review_on_time, lesson_completed, task_done, daily_goal, streak_week)

// What is kept beside the ledger, and what the ledger and the days studied say it should be.
struct Kept {
    std::int64_t points = 0;
    std::int64_t streak_days = 0;
    std::int64_t streak_longest = 0;
    std::int64_t freezes = 0;
    bool operator==(const Kept&) const = default;
};
struct Difference {
    AccountId account;
    Kept kept;
    Kept recounted;
};
struct Recount {
    std::vector<Difference> differences;
    std::int64_t checked_count = 0;
    AccountId last;  // go on after this one; 0 when there are no more
};

// Recomputes totals and streaks of the next `limit` accounts after the one given. Changes nothing.
Recount recount(Context& context, AccountId after, std::int64_t limit);

// In answers, task submissions and the like, context.effects gains: points_gained, points_total, streak_days,
// streak_grew, freezes, rank {scope, position, of} or null.
//
// Views other capabilities may read (migrations): rewards_report_totals(account_id, points_total, streak_days, streak_day),
// the streak as it stood on streak_day; a nightly job settles those that a missed day has ended.

}  // namespace rewards
