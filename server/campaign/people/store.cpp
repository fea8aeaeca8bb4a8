#include "people/store.h"

#include <set>

namespace campaign::store {
namespace {

// Stands behind everything that begins with a word: the last character there is.
constexpr const char* kLast = "\U0010FFFF";

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

// Of the people p whom a filter means; its words are looked at elsewhere.
constexpr const char* kMeant = R"sql(
          AND ($2 = '' OR p.target_group = $2)
          AND ($3 = 'all'
               OR ($3 = 'never' AND NOT EXISTS (SELECT 1 FROM learning_report_days d WHERE d.account_id = p.account_id))
               OR ($3 IN ('today', 'week') AND EXISTS (SELECT 1 FROM learning_report_days d
                                                       WHERE d.account_id = p.account_id AND d.day >= $4 AND d.day <= $5)))
    )sql";

std::vector<db::Value> parameters_of(db::Value first, const Filter& filter, Day today) {
    const auto since = filter.activity == Activity::today ? today : today - 6;
    return {std::move(first), filter.group ? boost::describe::enum_to_string(*filter.group, "") : "",
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
    return read_names(db.run(std::string(R"sql(
        SELECT p.account_id, p.full_name, p.login
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        WHERE c.ancestor_id = $1
    )sql") + kMeant,
                             parameters_of(unit.value, filter, today)));
}

std::vector<Name> load_own_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today) {
    return read_names(db.run(std::string(R"sql(
        SELECT p.account_id, p.full_name, p.login
        FROM identity_report_people p
        WHERE p.unit_id = $1
    )sql") + kMeant,
                             parameters_of(unit.value, filter, today)));
}

std::int64_t count_named(db::Connection& db, const std::string& beginning, std::int64_t limit) {
    return db::as_int(db.run(R"sql(
        SELECT COUNT(*) FROM (SELECT 1 FROM identity_report_name_words WHERE word >= $1 AND word < $2 LIMIT $3) AS few
    )sql",
                             {beginning, beginning + kLast, limit})
                          .at(0)
                          .at(0));
}

std::vector<AccountId> find_named(db::Connection& db, const std::vector<std::string>& beginnings, std::int64_t limit) {
    std::string sql = "SELECT w.account_id FROM identity_report_name_words w WHERE w.word >= $1 AND w.word < $2";
    std::vector<db::Value> parameters;
    for (const auto& each : beginnings) {
        if (!parameters.empty()) {
            sql += fmt::format(" AND EXISTS (SELECT 1 FROM identity_report_name_words o WHERE o.account_id = w.account_id AND o.word >= ${} AND o.word < ${})",
                               parameters.size() + 1, parameters.size() + 2);
        }
        parameters.emplace_back(each);
        parameters.emplace_back(each + kLast);
    }
    sql += fmt::format(" LIMIT {}", limit);
    std::set<AccountId> accounts;  // two words of one person may begin alike
    for (const auto& row : db.run(sql, parameters)) accounts.insert({db::as_int(row[0])});
    return {accounts.begin(), accounts.end()};
}

std::optional<Found> load_named(db::Connection& db, AccountId account, const Filter& filter, Day today) {
    const auto rows = db.run(std::string(R"sql(
        SELECT p.account_id, p.full_name, p.login, p.unit_id
        FROM identity_report_people p
        WHERE p.account_id = $1
    )sql") + kMeant,
                             parameters_of(account.value, filter, today));
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return Found{{{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2])}, {db::as_int(row[3])}};
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
