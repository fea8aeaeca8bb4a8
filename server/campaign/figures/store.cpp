#include "figures/store.h"

namespace campaign::store {

std::vector<Behind> load_behind(db::Connection& db, const BehindQuery& query) {
    std::vector<Behind> people;
    for (const auto& row : db.run(R"sql(
        SELECT p.account_id, p.full_name, p.login, l.unit_id, l.target_group, f.reached_on
        FROM identity_report_places l
        JOIN identity_report_people p ON p.account_id = l.account_id
        LEFT JOIN campaign_facts f ON f.account_id = l.account_id AND f.measure = $4 AND f.detail = $5 AND f.reached_on <= $1
        WHERE l.since_on <= $1 AND (l.until_on IS NULL OR l.until_on > $1)
          AND (CAST($2 AS BIGINT) = 0 OR l.unit_id IN (SELECT unit_id FROM units_report_closure WHERE ancestor_id = $2))
          AND (CAST($3 AS TEXT) = '' OR l.target_group = $3)
    )sql",
                                  {query.day.number, query.ancestor.value, query.group, query.measure, query.detail})) {
        Behind behind{{{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2])}, {db::as_int(row[3])}, {}, {}};
        ensure(boost::describe::enum_from_string(db::as_text(row[4]).c_str(), behind.group), "an unknown target group is stored");
        if (!db::is_null(row[5])) behind.reached_on = Day{db::as_int(row[5])};
        people.push_back(std::move(behind));
    }
    return people;
}

}  // namespace campaign::store
