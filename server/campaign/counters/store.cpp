#include "counters/store.h"

#include "foundation/result.h"

namespace campaign::store {
namespace {

units::TargetGroup read_group(const db::Value& value) {
    units::TargetGroup group{};
    ensure(boost::describe::enum_from_string(db::as_text(value).c_str(), group), "an unknown target group is stored");
    return group;
}

std::vector<UnitCounts> read_units(db::Rows rows) {
    std::vector<UnitCounts> units;
    units.reserve(rows.size());
    for (auto& row : rows) {
        if (!db::is_null(row[1])) units.push_back({{db::as_int(row[0])}, std::move(std::get<std::string>(row[1]))});
    }
    return units;
}

std::vector<counters::Stay> read_stays(const db::Rows& rows) {
    std::vector<counters::Stay> stays;
    for (const auto& row : rows)
        stays.push_back({{db::as_int(row[0])}, {db::as_int(row[1])}, read_group(row[2])});
    return stays;
}

counters::Days read_days(const db::Rows& rows) {
    counters::Days days;
    for (const auto& row : rows)
        days[{db::as_int(row[0])}] = counters::read_counts(db::as_text(row[1]));
    return days;
}

void save_day(db::Connection& db, units::UnitId unit, Day day, const counters::Counts& counts) {
    db.run(R"sql(
        INSERT INTO campaign_counters (unit_id, day, counts) VALUES ($1, $2, $3)
        ON CONFLICT (unit_id, day) DO UPDATE SET counts = excluded.counts
    )sql",
           {unit.value, day.number, counters::write_counts(counts)});
}

}  // namespace

std::vector<counters::Stay> load_stays(db::Connection& db, AccountId account) {
    return read_stays(db.run("SELECT since_on, unit_id, target_group FROM campaign_stays WHERE account_id = $1 ORDER BY since_on",
                             {account.value}));
}

std::vector<counters::Stay> load_places(db::Connection& db, AccountId account) {
    return read_stays(db.run(R"sql(
        SELECT since_on, unit_id, target_group FROM identity_report_places
        WHERE account_id = $1 AND (until_on IS NULL OR until_on > since_on) ORDER BY since_on
    )sql",
                             {account.value}));
}

void save_stays(db::Connection& db, AccountId account, const std::vector<counters::Stay>& stays) {
    db.run("DELETE FROM campaign_stays WHERE account_id = $1", {account.value});
    for (const auto& stay : stays) {
        db.run("INSERT INTO campaign_stays (account_id, since_on, unit_id, target_group) VALUES ($1, $2, $3, $4)",
               {account.value, stay.since.number, stay.unit.value, boost::describe::enum_to_string(stay.group, "")});
    }
}

void change_counters(db::Connection& db, units::UnitId unit, const std::map<Day, counters::Counts>& changes) {
    const auto first = changes.begin()->first;
    auto days = read_days(db.run(R"sql(
        SELECT day, counts FROM campaign_counters
        WHERE unit_id = $1
          AND day >= COALESCE((SELECT day FROM campaign_counters WHERE unit_id = $1 AND day <= $2 ORDER BY day DESC LIMIT 1), $2)
    )sql",
                                 {unit.value, first.number}));
    for (const auto& [day, change] : changes)
        counters::apply(change, day, days);
    for (auto day = days.lower_bound(first); day != days.end(); ++day)
        save_day(db, unit, day->first, day->second);
}

std::vector<UnitCounts> load_counters_below(db::Connection& db, units::UnitId unit, Day day) {
    return read_units(db.run(R"sql(
        SELECT c.unit_id,
               (SELECT n.counts FROM campaign_counters n WHERE n.unit_id = c.unit_id AND n.day <= $2 ORDER BY n.day DESC LIMIT 1)
        FROM units_report_closure c WHERE c.ancestor_id = $1
    )sql",
                             {unit.value, day.number}));
}

std::vector<UnitCounts> load_all_counters(db::Connection& db, Day day) {
    // From one unit to the next by the key, since each of them has a row for nearly every day.
    return read_units(db.run(R"sql(
        WITH RECURSIVE counted (unit_id) AS (
            SELECT MIN(unit_id) FROM campaign_counters
            UNION ALL
            SELECT (SELECT MIN(n.unit_id) FROM campaign_counters n WHERE n.unit_id > counted.unit_id)
            FROM counted WHERE counted.unit_id IS NOT NULL
        )
        SELECT c.unit_id,
               (SELECT n.counts FROM campaign_counters n WHERE n.unit_id = c.unit_id AND n.day <= $1 ORDER BY n.day DESC LIMIT 1)
        FROM counted c WHERE c.unit_id IS NOT NULL
    )sql",
                             {day.number}));
}

std::vector<units::UnitId> load_counted_units(db::Connection& db) {
    std::vector<units::UnitId> units;
    for (const auto& row :
         db.run("SELECT unit_id FROM campaign_counters UNION SELECT unit_id FROM identity_report_places ORDER BY 1"))
        units.push_back({db::as_int(row[0])});
    return units;
}

counters::Days load_days_of(db::Connection& db, units::UnitId unit) {
    return read_days(db.run("SELECT day, counts FROM campaign_counters WHERE unit_id = $1", {unit.value}));
}

counters::Days count_days_of(db::Connection& db, units::UnitId unit) {
    // Who was there, each with what they reached and with being enrolled, from the later of two days on.
    const auto rows = db.run(R"sql(
        WITH stays AS (
            SELECT account_id, target_group, since_on, until_on FROM identity_report_places
            WHERE unit_id = $1 AND (until_on IS NULL OR until_on > since_on)
        ), reached AS (
            SELECT target_group, until_on, 'enrolled' AS measure, '' AS detail, since_on AS from_on FROM stays
            UNION ALL
            SELECT s.target_group, s.until_on, f.measure, f.detail,
                   CASE WHEN f.reached_on > s.since_on THEN f.reached_on ELSE s.since_on END
            FROM stays s JOIN campaign_facts f ON f.account_id = s.account_id
        )
        SELECT day, target_group, measure, detail, CAST(SUM(people) AS BIGINT)
        FROM (
            SELECT from_on AS day, target_group, measure, detail, 1 AS people FROM reached WHERE until_on IS NULL OR until_on > from_on
            UNION ALL
            SELECT until_on, target_group, measure, detail, -1 FROM reached WHERE until_on > from_on
        ) AS changes
        GROUP BY day, target_group, measure, detail
        ORDER BY day
    )sql",
                             {unit.value});
    counters::Days days;
    counters::Counts counts;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const auto& row = rows[place];
        const auto group = static_cast<std::size_t>(read_group(row[1]));
        counts[counters::name_of(db::as_text(row[2]), db::as_text(row[3]))][group] += db::as_int(row[4]);
        if (place + 1 < rows.size() && db::as_int(rows[place + 1][0]) == db::as_int(row[0])) continue;
        // Written and read again, which leaves out the noughts.
        days[{db::as_int(row[0])}] = counters::read_counts(counters::write_counts(counts));
    }
    return days;
}

void save_days_of(db::Connection& db, units::UnitId unit, const counters::Days& days) {
    db.run("DELETE FROM campaign_counters WHERE unit_id = $1", {unit.value});
    for (const auto& [day, counts] : days)
        save_day(db, unit, day, counts);
}

std::int64_t count_misplaced(db::Connection& db) {
    return db::as_int(db.run(R"sql(
        SELECT (SELECT COUNT(*) FROM (SELECT account_id, since_on, unit_id, target_group FROM identity_report_places
                                      WHERE until_on IS NULL OR until_on > since_on
                                      EXCEPT SELECT account_id, since_on, unit_id, target_group FROM campaign_stays) AS missing)
             + (SELECT COUNT(*) FROM (SELECT account_id, since_on, unit_id, target_group FROM campaign_stays
                                      EXCEPT SELECT account_id, since_on, unit_id, target_group FROM identity_report_places
                                      WHERE until_on IS NULL OR until_on > since_on) AS surplus)
    )sql")
                          .at(0)
                          .at(0));
}

void rebuild_stays(db::Connection& db) {
    db.run("DELETE FROM campaign_stays");
    db.run(R"sql(
        INSERT INTO campaign_stays (account_id, since_on, unit_id, target_group)
        SELECT account_id, since_on, unit_id, target_group FROM identity_report_places WHERE until_on IS NULL OR until_on > since_on
        ON CONFLICT (account_id, since_on) DO NOTHING
    )sql");
}

}  // namespace campaign::store
