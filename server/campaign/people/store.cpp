#include "people/store.h"

namespace campaign::store {
namespace {

Record read_record(const db::Row& row) {
    Record record;
    record.unit = {db::as_int(row[3])};
    auto& person = record.person;
    person.account_id = {db::as_int(row[0])};
    person.full_name = db::as_text(row[1]);
    person.login = db::as_text(row[2]);
    ensure(boost::describe::enum_from_string(db::as_text(row[4]).c_str(), person.target_group), "an unknown target group is stored");
    person.joined_on = {db::as_int(row[5])};
    if (!db::is_null(row[6])) person.last_active_on = Day{db::as_int(row[6])};
    person.lessons_done = db::as_int_or(row[7], 0);
    person.points_total = db::as_int_or(row[8], 0);
    person.streak_days = db::as_int_or(row[9], 0);
    return record;
}

std::vector<db::Value> parameters_of(units::UnitId unit, const Filter& filter, Day today) {
    const auto since = filter.activity == Activity::today ? today : today - 6;
    return {unit.value, filter.group ? boost::describe::enum_to_string(*filter.group, "") : "",
            boost::describe::enum_to_string(filter.activity, ""), since.number, today.number};
}

std::vector<Name> read_names(const db::Rows& rows) {
    std::vector<Name> names;
    names.reserve(rows.size());
    for (const auto& row : rows) names.push_back({{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2])});
    return names;
}

}  // namespace

std::vector<Name> load_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today) {
    return read_names(db.run(R"sql(
        SELECT p.account_id, p.full_name, p.login
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        WHERE c.ancestor_id = $1
          AND ($2 = '' OR p.target_group = $2)
          AND ($3 = 'all'
               OR ($3 = 'never' AND NOT EXISTS (SELECT 1 FROM learning_report_days d WHERE d.account_id = p.account_id))
               OR ($3 IN ('today', 'week') AND EXISTS (SELECT 1 FROM learning_report_days d
                                                       WHERE d.account_id = p.account_id AND d.day >= $4 AND d.day <= $5)))
    )sql",
                             parameters_of(unit, filter, today)));
}

std::vector<Name> load_own_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today) {
    return read_names(db.run(R"sql(
        SELECT p.account_id, p.full_name, p.login
        FROM identity_report_people p
        WHERE p.unit_id = $1
          AND ($2 = '' OR p.target_group = $2)
          AND ($3 = 'all'
               OR ($3 = 'never' AND NOT EXISTS (SELECT 1 FROM learning_report_days d WHERE d.account_id = p.account_id))
               OR ($3 IN ('today', 'week') AND EXISTS (SELECT 1 FROM learning_report_days d
                                                       WHERE d.account_id = p.account_id AND d.day >= $4 AND d.day <= $5)))
    )sql",
                             parameters_of(unit, filter, today)));
}

Record load_record(db::Connection& db, AccountId account) {
    return read_record(db.run(R"sql(
        SELECT p.account_id, p.full_name, p.login, p.unit_id, p.target_group, p.joined_on,
               (SELECT MAX(d.day) FROM learning_report_days d WHERE d.account_id = p.account_id),
               (SELECT COUNT(*) FROM learning_report_lessons l WHERE l.account_id = p.account_id),
               t.points_total, t.streak_days
        FROM identity_report_people p
        LEFT JOIN rewards_report_totals t ON t.account_id = p.account_id
        WHERE p.account_id = $1
    )sql", {account.value}).at(0));
}

std::unordered_map<AccountId, Record> load_records(db::Connection& db, units::UnitId unit) {
    const auto rows = db.run(R"sql(
        SELECT p.account_id, p.full_name, p.login, p.unit_id, p.target_group, p.joined_on,
               (SELECT MAX(d.day) FROM learning_report_days d WHERE d.account_id = p.account_id),
               (SELECT COUNT(*) FROM learning_report_lessons l WHERE l.account_id = p.account_id),
               t.points_total, t.streak_days
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        LEFT JOIN rewards_report_totals t ON t.account_id = p.account_id
        WHERE c.ancestor_id = $1
    )sql", {unit.value});
    std::unordered_map<AccountId, Record> records;
    records.reserve(rows.size());
    for (const auto& row : rows) {
        auto record = read_record(row);
        records.emplace(record.person.account_id, std::move(record));
    }
    return records;
}

}  // namespace campaign::store
