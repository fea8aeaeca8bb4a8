#pragma once
// Keeping the streak beside the days studied, whatever order they arrive in.
#include "ledger/store.h"
#include "public.h"
#include "streak/rules.h"

#include <vector>

namespace rewards {

streak::FreezeRule freeze_rule_of(const Context& context);

// Takes the day into the totals' streak and saves it; gives the weeks completed by it that were not rewarded before.
std::vector<streak::Week> extend_streak(Context& context, store::Totals& totals, Day studied);

// Missed days in [from, to] that a freeze has covered.
std::vector<Day> frozen_days(Context& context, const store::Totals& totals, Day from, Day to);

// Ends, in the database, the streaks that missed days have ended: of at most `limit` people, in the order of their numbers,
// beyond `after`. The last one looked at; nobody when there is no more.
AccountId settle_streaks(Context& context, AccountId after, std::int64_t limit);

}  // namespace rewards
