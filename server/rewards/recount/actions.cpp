#include "recount/actions.h"

#include "learning/public.h"
#include "ledger/store.h"
#include "ranking/actions.h"
#include "ranking/services.h"
#include "streak/actions.h"

#include <limits>
#include <map>

namespace rewards {
namespace {

struct Pair {
    store::Totals totals;
    std::int64_t sum = 0;
};

Kept make_kept(std::int64_t points, const streak::Streak& streak) {
    return {points, streak.days, streak.longest, streak.freezes};
}

streak::Streak replayed_streak(Context& context, const store::Totals& totals) {
    const auto days = learning::days_studied(context, totals.account, Day{0}, context.today());
    // An erased person's days may be gone with them; their totals stay as they were.
    const bool is_erased = days.empty() && !context.services.get<ranking::Standings>().is_placed(totals.account);
    if (is_erased) return streak::carry_to(totals.streak, context.today());
    return streak::streak_of(days, context.today(), freeze_rule_of(context));
}

Difference compare(Context& context, const Pair& pair) {
    return {pair.totals.account, make_kept(pair.totals.points, streak::carry_to(pair.totals.streak, context.today())),
            make_kept(pair.sum, replayed_streak(context, pair.totals))};
}

}  // namespace

Recount recount(Context& context, AccountId after, std::int64_t limit) {
    // Two lists of accounts that should be the same; only up to where both are complete can they be compared.
    std::map<AccountId, Pair> pairs;
    AccountId complete_to{std::numeric_limits<std::int64_t>::max()};
    const auto totals = store::load_totals_after(context.db, after, limit);
    const auto sums = store::sums_after(context.db, after, limit);
    for (const auto& each : totals) pairs[each.account].totals = each;
    for (const auto& each : sums) {
        auto& pair = pairs[each.account];
        pair.totals.account = each.account;
        pair.sum = each.points;
    }
    if (std::ssize(totals) == limit) complete_to = std::min(complete_to, totals.back().account);
    if (std::ssize(sums) == limit) complete_to = std::min(complete_to, sums.back().account);

    Recount result;
    for (const auto& [account, pair] : pairs) {
        if (account > complete_to) break;
        ++result.checked_count;
        const auto difference = compare(context, pair);
        if (difference.kept != difference.recounted) result.differences.push_back(difference);
    }
    if (complete_to.value != std::numeric_limits<std::int64_t>::max()) result.last = complete_to;
    return result;
}

void repair_account(Context& context, AccountId account) {
    context.db.lock("learner", account.value);
    auto totals = store::load_totals(context.db, account);
    if (!totals) {
        totals = store::Totals{account, 0, context.now, {}};
        store::add_totals_once(context.db, *totals);
    }
    const auto sum = store::sum_of(context.db, account).points;
    if (sum != totals->points) {
        store::save_points(context.db, account, sum, totals->reached_at);
        peers::tell(context, kPlaceChanged, account.value);
        context.on_commit.push_back([&standings = context.services.get<ranking::Standings>(), account, sum, at = totals->reached_at] {
            if (standings.is_placed(account)) standings.set_points(account, sum, at);
        });
    }
    store::save_streak(context.db, account, replayed_streak(context, *totals));
}

}  // namespace rewards
