#include "streak/actions.h"

#include "learning/public.h"
#include "scoring/rules.h"

#include <algorithm>

namespace rewards {
namespace {

std::vector<Day> all_days(Context& context, AccountId account) {
    return learning::days_studied(context, account, Day{0}, context.today());
}

// Newest first, as many as are complete but not yet in the ledger.
std::vector<streak::Week> unrewarded_weeks(Context& context, AccountId account, const std::vector<streak::Week>& complete) {
    const auto rewarded = store::weeks_granted(context.db, account);
    std::vector<streak::Week> weeks;
    for (auto week = complete.rbegin(); week != complete.rend() && weeks.size() + rewarded.size() < complete.size(); ++week) {
        if (std::find(rewarded.begin(), rewarded.end(), week->completed_on) == rewarded.end()) weeks.push_back(*week);
    }
    return weeks;
}

}  // namespace

streak::FreezeRule freeze_rule_of(const Context& context) {
    const auto& scoring = context.services.get<scoring::Scoring>();
    return {scoring.freeze_after_days, scoring.freezes_max};
}

std::vector<streak::Week> extend_streak(Context& context, store::Totals& totals, Day studied) {
    const auto rule = freeze_rule_of(context);
    auto& streak = totals.streak;
    if (studied == streak.studied_on) return {};
    std::vector<streak::Week> weeks;
    if (studied >= streak.as_of) {
        streak = streak::add_day(streak, studied, rule);
        if (streak::completes_week(streak, rule)) weeks.push_back({studied, streak.run});
    } else {
        auto days = all_days(context, totals.account);
        days.push_back(studied);
        auto replay = streak::replay(std::move(days), context.today(), rule);
        streak = replay.streak;
        weeks = unrewarded_weeks(context, totals.account, replay.weeks);
    }
    store::save_streak(context.db, totals.account, streak);
    return weeks;
}

std::vector<Day> frozen_days(Context& context, const store::Totals& totals, Day from, Day to) {
    const auto rule = freeze_rule_of(context);
    // Who never studied that long never had a freeze: most people, and they need no replay.
    if (totals.streak.longest < rule.earned_after_days) return {};
    auto frozen = streak::replay(all_days(context, totals.account), context.today(), rule).frozen_on;
    std::erase_if(frozen, [&](Day day) { return day < from || to < day; });
    return frozen;
}

AccountId settle_streaks(Context& context, AccountId after, std::int64_t limit) {
    const auto unsettled = store::unsettled_streaks(context.db, context.today(), after, limit);
    for (const auto& each : unsettled) {
        context.db.lock("learner", each.account.value);
        // Read again under the lock: the person may have studied in the meantime.
        const auto totals = store::load_totals(context.db, each.account);
        if (totals) store::save_streak(context.db, each.account, streak::carry_to(totals->streak, context.today()));
    }
    return std::ssize(unsettled) < limit ? AccountId{} : unsettled.back().account;
}

}  // namespace rewards
