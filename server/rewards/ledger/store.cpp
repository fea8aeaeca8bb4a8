#include "ledger/store.h"

#include "foundation/result.h"

namespace rewards::store {
namespace {

Totals read_totals(const db::Row& row) {
    return {AccountId{db::as_int(row[0])},
            db::as_int(row[1]),
            Instant{db::as_int(row[2])},
            {.days = db::as_int(row[3]),
             .longest = db::as_int(row[4]),
             .freezes = db::as_int(row[5]),
             .run = db::as_int(row[6]),
             .studied_on = Day{db::as_int(row[7])},
             .as_of = Day{db::as_int(row[8])}}};
}

std::vector<Totals> read_all_totals(const db::Rows& rows) {
    std::vector<Totals> all;
    all.reserve(rows.size());
    for (const auto& row : rows) all.push_back(read_totals(row));
    return all;
}

std::string code_of(Reason reason) {
    return boost::describe::enum_to_string(reason, "");
}

Reason reason_of(const std::string& code) {
    Reason reason{};
    ensure(boost::describe::enum_from_string(code.c_str(), reason), "a reason in the ledger is unknown");
    return reason;
}

}  // namespace

std::optional<Purse> load_purse(db::Connection& db, AccountId account, Day day) {
    const auto rows = db.run(R"sql(
        SELECT totals.account_id, totals.points_total, totals.reached_at, totals.streak_days, totals.streak_longest,
               totals.streak_freezes, totals.streak_run, totals.streak_studied_day, totals.streak_day,
               days.capped_points, days.review_points, days.self_rated_points
        FROM rewards_totals totals
        LEFT JOIN rewards_days days ON days.account_id = totals.account_id AND days.day = $2
        WHERE totals.account_id = $1
    )sql", {account.value, day.number});
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return Purse{read_totals(row), {db::as_int_or(row[9], 0), db::as_int_or(row[10], 0), db::as_int_or(row[11], 0)}};
}

std::optional<Totals> load_totals(db::Connection& db, AccountId account) {
    const auto rows = db.run(R"sql(
        SELECT account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes, streak_run,
               streak_studied_day, streak_day
        FROM rewards_totals WHERE account_id = $1
    )sql", {account.value});
    if (rows.empty()) return std::nullopt;
    return read_totals(rows[0]);
}

std::vector<Totals> load_totals_after(db::Connection& db, AccountId after, std::int64_t limit) {
    return read_all_totals(db.run(R"sql(
        SELECT account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes, streak_run,
               streak_studied_day, streak_day
        FROM rewards_totals WHERE account_id > $1 ORDER BY account_id LIMIT $2
    )sql", {after.value, limit}));
}

std::vector<Totals> load_totals_of(db::Connection& db, const std::vector<std::int64_t>& accounts) {
    // One round trip for eight people; the last ones are asked for again to fill the eight.
    std::vector<Totals> found;
    for (std::size_t first = 0; first < accounts.size(); first += 8) {
        std::vector<db::Value> eight;
        for (std::size_t at = first; at < first + 8; ++at) eight.emplace_back(accounts[std::min(at, accounts.size() - 1)]);
        const auto totals = read_all_totals(db.run(R"sql(
            SELECT account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes, streak_run,
                   streak_studied_day, streak_day
            FROM rewards_totals WHERE account_id IN ($1, $2, $3, $4, $5, $6, $7, $8)
        )sql", eight));
        found.insert(found.end(), totals.begin(), totals.end());
    }
    return found;
}

void add_totals_once(db::Connection& db, const Totals& totals) {
    const auto& streak = totals.streak;
    db.run(R"sql(
        INSERT INTO rewards_totals (account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes,
                                    streak_run, streak_studied_day, streak_day)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (account_id) DO NOTHING
    )sql", {totals.account.value, totals.points, totals.reached_at.utc_ms, streak.days, streak.longest, streak.freezes,
            streak.run, streak.studied_on.number, streak.as_of.number});
}

void save_points(db::Connection& db, AccountId account, std::int64_t points, Instant reached_at) {
    db.run(R"sql(
        UPDATE rewards_totals SET points_total = $2, reached_at = $3 WHERE account_id = $1
    )sql", {account.value, points, reached_at.utc_ms});
}

void save_streak(db::Connection& db, AccountId account, const streak::Streak& streak) {
    db.run(R"sql(
        UPDATE rewards_totals SET streak_days = $2, streak_longest = $3, streak_freezes = $4, streak_run = $5,
                                  streak_studied_day = $6, streak_day = $7
        WHERE account_id = $1
    )sql", {account.value, streak.days, streak.longest, streak.freezes, streak.run, streak.studied_on.number, streak.as_of.number});
}

bool add_entry_once(db::Connection& db, const ledger::Entry& entry) {
    db.run(R"sql(
        INSERT INTO rewards_ledger (id, account_id, at, day, reason, subject, once_on, points, withheld)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (account_id, reason, subject, once_on) DO NOTHING
    )sql", {entry.id, entry.account.value, entry.at.utc_ms, entry.day.number, code_of(entry.reason), entry.subject,
            entry.once_on.number, entry.points, entry.withheld});
    return db.changed_count() == 1;
}

void add_to_day(db::Connection& db, AccountId account, Day day, const DayGain& gain) {
    db.run(R"sql(
        INSERT INTO rewards_days (account_id, day, points, capped_points, review_points, self_rated_points)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (account_id, day) DO UPDATE SET
            points = rewards_days.points + excluded.points,
            capped_points = rewards_days.capped_points + excluded.capped_points,
            review_points = rewards_days.review_points + excluded.review_points,
            self_rated_points = rewards_days.self_rated_points + excluded.self_rated_points
    )sql", {account.value, day.number, gain.points, gain.counts.capped, gain.counts.reviews, gain.counts.self_rated});
}

std::vector<ledger::Entry> entries_of(db::Connection& db, AccountId account, std::int64_t before, std::int64_t limit) {
    const auto rows = db.run(R"sql(
        SELECT id, at, day, reason, subject, once_on, points, withheld
        FROM rewards_ledger WHERE account_id = $1 AND (CAST($2 AS BIGINT) = 0 OR id < $2)
        ORDER BY id DESC LIMIT $3
    )sql", {account.value, before, limit});
    std::vector<ledger::Entry> entries;
    for (const auto& row : rows) {
        entries.push_back({db::as_int(row[0]), account, Instant{db::as_int(row[1])}, Day{db::as_int(row[2])},
                           reason_of(db::as_text(row[3])), db::as_text(row[4]), Day{db::as_int(row[5])}, db::as_int(row[6]),
                           db::as_int(row[7])});
    }
    return entries;
}

std::int64_t points_since(db::Connection& db, AccountId account, Day from) {
    const auto rows = db.run(R"sql(
        SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) FROM rewards_days WHERE account_id = $1 AND day >= $2
    )sql", {account.value, from.number});
    return db::as_int(rows[0][0]);
}

std::vector<Day> weeks_granted(db::Connection& db, AccountId account) {
    const auto rows = db.run(R"sql(
        SELECT once_on FROM rewards_ledger WHERE account_id = $1 AND reason = 'streak_week'
    )sql", {account.value});
    std::vector<Day> days;
    for (const auto& row : rows) days.push_back(Day{db::as_int(row[0])});
    return days;
}

std::vector<Sum> sums_after(db::Connection& db, AccountId after, std::int64_t limit) {
    const auto rows = db.run(R"sql(
        SELECT account_id, CAST(SUM(points) AS BIGINT) FROM rewards_ledger
        WHERE account_id > $1 GROUP BY account_id ORDER BY account_id LIMIT $2
    )sql", {after.value, limit});
    std::vector<Sum> sums;
    for (const auto& row : rows) sums.push_back({AccountId{db::as_int(row[0])}, db::as_int(row[1])});
    return sums;
}

Sum sum_of(db::Connection& db, AccountId account) {
    const auto rows = db.run(R"sql(
        SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) FROM rewards_ledger WHERE account_id = $1
    )sql", {account.value});
    return {account, db::as_int(rows[0][0])};
}

std::vector<Totals> unsettled_streaks(db::Connection& db, Day today, AccountId after, std::int64_t limit) {
    return read_all_totals(db.run(R"sql(
        SELECT account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes, streak_run,
               streak_studied_day, streak_day
        FROM rewards_totals
        WHERE account_id > $2 AND streak_days > 0 AND streak_studied_day < CAST($1 AS BIGINT) - 1 AND streak_day < $1
        ORDER BY account_id LIMIT $3
    )sql", {today.number, after.value, limit}));
}

}  // namespace rewards::store
