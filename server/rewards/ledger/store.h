#pragma once
#include "foundation/db/connection.h"
#include "ledger/rules.h"
#include "scoring/rules.h"
#include "streak/rules.h"

#include <optional>
#include <vector>

namespace rewards::store {

struct Totals {
    AccountId account;
    std::int64_t points = 0;
    Instant reached_at;
    streak::Streak streak;
};

// What deciding about one claim needs: the totals, and what the day has brought.
struct Purse {
    Totals totals;
    scoring::DayPoints day;
};
// Nothing for someone who never got this far.
std::optional<Purse> load_purse(db::Connection& db, AccountId account, Day day);
std::optional<Totals> load_totals(db::Connection& db, AccountId account);
// Ascending accounts after the given one.
std::vector<Totals> load_totals_after(db::Connection& db, AccountId after, std::int64_t limit);
// Whoever of these has totals, in no order.
std::vector<Totals> load_totals_of(db::Connection& db, const std::vector<std::int64_t>& accounts);
void add_totals_once(db::Connection& db, const Totals& totals);
void save_points(db::Connection& db, AccountId account, std::int64_t points, Instant reached_at);
void save_streak(db::Connection& db, AccountId account, const streak::Streak& streak);

// False when this was rewarded before; then nothing is stored.
bool add_entry_once(db::Connection& db, const ledger::Entry& entry);
struct DayGain {
    std::int64_t points = 0;
    scoring::DayPoints counts;  // as far as they count towards the day's caps
};
void add_to_day(db::Connection& db, AccountId account, Day day, const DayGain& gain);

// Newest first, only ids below `before` unless that is 0.
std::vector<ledger::Entry> entries_of(db::Connection& db, AccountId account, std::int64_t before, std::int64_t limit);
std::int64_t points_since(db::Connection& db, AccountId account, Day from);
std::vector<Day> weeks_granted(db::Connection& db, AccountId account);

struct Sum {
    AccountId account;
    std::int64_t points = 0;
};
// Ledger sums of the first `limit` accounts after the given one.
std::vector<Sum> sums_after(db::Connection& db, AccountId after, std::int64_t limit);
Sum sum_of(db::Connection& db, AccountId account);
// Streaks still counted although a day before `today` was missed and not yet judged.
std::vector<Totals> unsettled_streaks(db::Connection& db, Day today, AccountId after, std::int64_t limit);

}  // namespace rewards::store
