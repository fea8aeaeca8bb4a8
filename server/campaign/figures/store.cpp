#include "figures/store.h"

namespace campaign::store {

std::vector<Behind> load_behind(db::Connection& db, units::UnitId unit, const BehindQuery& query) {
    std::vector<Behind> people;
    for (const auto& row : db.run(R"sql(
        SELECT p.account_id, p.full_name, p.login, l.unit_id, l.target_group, f.reached_on
        FROM identity_report_places l
        JOIN identity_report_people p ON p.account_id = l.account_id
        LEFT JOIN campaign_facts f ON f.account_id = l.account_id AND f.measure = $4 AND f.detail = $5 AND f.reached_on <= $1
        WHERE l.unit_id = $2 AND l.since_on <= $1 AND (l.until_on IS NULL OR l.until_on > $1)
          AND (CAST($3 AS TEXT) = '' OR l.target_group = $3)
    )sql",
                                  {query.day.number, unit.value, query.group, query.measure, query.detail})) {
        Behind behind{{{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2])}, {db::as_int(row[3])}, {}, {}};
        ensure(boost::describe::enum_from_string(db::as_text(row[4]).c_str(), behind.group), "an unknown target group is stored");
        if (!db::is_null(row[5])) behind.reached_on = Day{db::as_int(row[5])};
        people.push_back(std::move(behind));
    }
    return people;
}

std::int64_t count_between(db::Connection& db, units::UnitId unit, const BehindQuery& outer, const BehindQuery& inner) {
    // CROSS JOIN: from the unit's people to their facts. Left to itself SQLite goes through everybody's facts of the measure, for each unit.
    return db::as_int(db.run(R"sql(
        SELECT COUNT(*)
        FROM identity_report_places l CROSS JOIN campaign_facts o
        WHERE o.account_id = l.account_id AND o.measure = $2 AND o.detail = $3 AND o.reached_on <= $1
          AND l.unit_id = $8 AND l.since_on <= $1 AND (l.until_on IS NULL OR l.until_on > $1)
          AND (CAST($4 AS TEXT) = '' OR l.target_group = $4) AND (CAST($5 AS TEXT) = '' OR l.target_group = $5)
          AND NOT EXISTS (SELECT 1 FROM campaign_facts i
                          WHERE i.account_id = l.account_id AND i.measure = $6 AND i.detail = $7 AND i.reached_on <= $1)
    )sql",
                             {outer.day.number, outer.measure, outer.detail, outer.group, inner.group, inner.measure, inner.detail, unit.value})
                          .at(0)
                          .at(0));
}

}  // namespace campaign::store
