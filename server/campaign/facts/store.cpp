#include "facts/store.h"

namespace campaign::store {
namespace {

units::TargetGroup read_group(const db::Value& value) {
    units::TargetGroup group{};
    ensure(boost::describe::enum_from_string(db::as_text(value).c_str(), group), "an unknown target group is stored");
    return group;
}

std::vector<CountRow> read_counts(const db::Rows& rows) {
    std::vector<CountRow> counts;
    counts.reserve(rows.size());
    for (const auto& row : rows) {
        counts.push_back(
            {{db::as_int(row[0])}, read_group(row[1]), db::as_text(row[2]), db::as_text(row[3]), db::as_int(row[4])});
    }
    return counts;
}

}  // namespace

bool add_fact(db::Connection& db, AccountId account, const Fact& fact, Day day) {
    db.run(R"sql(
        INSERT INTO campaign_facts (account_id, measure, detail, reached_on) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, measure, detail) DO NOTHING
    )sql",
           {account.value, fact.measure, fact.detail, day.number});
    return db.changed_count() == 1;
}

std::vector<Fact> load_facts(db::Connection& db, AccountId account) {
    std::vector<Fact> facts;
    for (const auto& row :
         db.run("SELECT measure, detail FROM campaign_facts WHERE account_id = $1 ORDER BY measure, detail", {account.value})) {
        facts.push_back({db::as_text(row[0]), db::as_text(row[1])});
    }
    return facts;
}

void delete_facts(db::Connection& db, AccountId account) {
    db.run("DELETE FROM campaign_facts WHERE account_id = $1", {account.value});
}

std::optional<Place> find_place(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT unit_id, target_group FROM campaign_places WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return Place{{db::as_int(rows[0][0])}, db::as_text(rows[0][1])};
}

void save_place(db::Connection& db, AccountId account, const Place& place) {
    db.run(R"sql(
        INSERT INTO campaign_places (account_id, unit_id, target_group) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET unit_id = excluded.unit_id, target_group = excluded.target_group
    )sql",
           {account.value, place.unit.value, place.group});
}

void delete_place(db::Connection& db, AccountId account) {
    db.run("DELETE FROM campaign_places WHERE account_id = $1", {account.value});
}

void add_to_count(db::Connection& db, const Place& place, const Fact& fact, std::int64_t people) {
    db.run(R"sql(
        UPDATE campaign_counts SET people_count = people_count + $5
        WHERE unit_id = $1 AND target_group = $2 AND measure = $3 AND detail = $4
    )sql",
           {place.unit.value, place.group, fact.measure, fact.detail, people});
    if (db.changed_count() == 1) return;
    db.run("INSERT INTO campaign_counts (unit_id, target_group, measure, detail, people_count) VALUES ($1, $2, $3, $4, $5)",
           {place.unit.value, place.group, fact.measure, fact.detail, people});
}

std::int64_t count_days_studied(db::Connection& db, AccountId account) {
    return db::as_int(
        db.run("SELECT COUNT(*) FROM learning_report_days WHERE account_id = $1 AND studied = 1", {account.value}).at(0).at(0));
}

std::int64_t count_lessons_completed(db::Connection& db, AccountId account, const std::string& lessons) {
    return db::as_int(db.run(R"sql(
        SELECT COUNT(*) FROM learning_report_lessons WHERE account_id = $1 AND CAST($2 AS TEXT) LIKE '%|' || lesson_id || '|%'
    )sql",
                             {account.value, lessons})
                          .at(0)
                          .at(0));
}

std::vector<CountRow> load_counts(db::Connection& db, units::UnitId unit) {
    return read_counts(db.run(R"sql(
        SELECT n.unit_id, n.target_group, n.measure, n.detail, n.people_count
        FROM units_report_closure c
        JOIN campaign_counts n ON n.unit_id = c.unit_id
        WHERE c.ancestor_id = $1 AND n.people_count > 0
    )sql",
                              {unit.value}));
}

std::vector<CountRow> count_as_of(db::Connection& db, Day day) {
    auto counts = read_counts(db.run(R"sql(
        SELECT p.unit_id, p.target_group, f.measure, f.detail, COUNT(*)
        FROM campaign_facts f
        JOIN identity_report_places p ON p.account_id = f.account_id AND p.since_on <= $1 AND (p.until_on IS NULL OR p.until_on > $1)
        WHERE f.reached_on <= $1
        GROUP BY p.unit_id, p.target_group, f.measure, f.detail
    )sql",
                                     {day.number}));
    for (auto& row : read_counts(db.run(R"sql(
        SELECT unit_id, target_group, 'enrolled', '', COUNT(*)
        FROM identity_report_places
        WHERE since_on <= $1 AND (until_on IS NULL OR until_on > $1)
        GROUP BY unit_id, target_group
    )sql",
                                        {day.number}))) {
        counts.push_back(std::move(row));
    }
    return counts;
}

std::int64_t add_missing_facts(db::Connection& db, const std::vector<LevelLessons>& levels) {
    std::int64_t added = 0;
    db.run(R"sql(
        INSERT INTO campaign_facts (account_id, measure, detail, reached_on)
        SELECT account_id, 'active_days', CAST(place AS TEXT), day
        FROM (SELECT account_id, day, ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY day) AS place
              FROM learning_report_days WHERE studied = 1) AS numbered
        WHERE place IN (1, 3, 5, 7, 10, 15, 20, 30, 50, 100)
          AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = numbered.account_id)
        ON CONFLICT (account_id, measure, detail) DO NOTHING
    )sql");
    added += db.changed_count();
    db.run(R"sql(
        INSERT INTO campaign_facts (account_id, measure, detail, reached_on)
        SELECT account_id, 'applied_work_handed_in', '', MIN(first_handed_in_on)
        FROM learning_report_tasks t
        WHERE EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = t.account_id)
        GROUP BY account_id
        ON CONFLICT (account_id, measure, detail) DO NOTHING
    )sql");
    added += db.changed_count();
    db.run(R"sql(
        INSERT INTO campaign_facts (account_id, measure, detail, reached_on)
        SELECT account_id, 'applied_work_accepted', '', (MIN(decided_at) + 25200000) / 86400000
        FROM learning_report_tasks t
        WHERE state = 'accepted' AND decided_at IS NOT NULL
          AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = t.account_id)
        GROUP BY account_id
        ON CONFLICT (account_id, measure, detail) DO NOTHING
    )sql");
    added += db.changed_count();
    for (const auto& level : levels) {
        db.run(R"sql(
            INSERT INTO campaign_facts (account_id, measure, detail, reached_on)
            SELECT account_id, 'level_completed', CAST($1 AS TEXT), (MAX(completed_at) + 25200000) / 86400000
            FROM learning_report_lessons l
            WHERE CAST($2 AS TEXT) LIKE '%|' || lesson_id || '|%'
              AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = l.account_id)
            GROUP BY account_id HAVING COUNT(*) = $3
            ON CONFLICT (account_id, measure, detail) DO NOTHING
        )sql",
               {level.level_id, level.lessons, level.count});
        added += db.changed_count();
        db.run(R"sql(
            INSERT INTO campaign_facts (account_id, measure, detail, reached_on)
            SELECT account_id, 'level_test_passed', CAST($1 AS TEXT), (MIN(finished_at) + 25200000) / 86400000
            FROM learning_report_level_tests t
            WHERE test_id = $2 AND passed = 1
              AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = t.account_id)
            GROUP BY account_id
            ON CONFLICT (account_id, measure, detail) DO NOTHING
        )sql",
               {level.level_id, level.test_id});
        added += db.changed_count();
    }
    // Of people who were erased nothing is kept.
    db.run(
        "DELETE FROM campaign_facts WHERE NOT EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = "
        "campaign_facts.account_id)");
    return added;
}

std::int64_t count_differences(db::Connection& db) {
    return db::as_int(db.run(R"sql(
        WITH wanted AS (
            SELECT unit_id, target_group, 'enrolled' AS measure, '' AS detail, COUNT(*) AS people
            FROM identity_report_people GROUP BY unit_id, target_group
            UNION ALL
            SELECT p.unit_id, p.target_group, f.measure, f.detail, COUNT(*)
            FROM campaign_facts f JOIN identity_report_people p ON p.account_id = f.account_id
            GROUP BY p.unit_id, p.target_group, f.measure, f.detail
        ), kept AS (
            SELECT unit_id, target_group, measure, detail, people_count AS people FROM campaign_counts WHERE people_count > 0
        )
        SELECT (SELECT COUNT(*) FROM (SELECT * FROM wanted EXCEPT SELECT * FROM kept) AS missing)
             + (SELECT COUNT(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM wanted) AS surplus)
             + (SELECT COUNT(*) FROM (SELECT account_id, unit_id, target_group FROM identity_report_people
                                      EXCEPT SELECT account_id, unit_id, target_group FROM campaign_places) AS misplaced)
    )sql")
                          .at(0)
                          .at(0));
}

void rebuild_counts(db::Connection& db) {
    db.run("DELETE FROM campaign_counts");
    db.run("DELETE FROM campaign_places");
    db.run(R"sql(
        INSERT INTO campaign_places (account_id, unit_id, target_group) SELECT account_id, unit_id, target_group FROM identity_report_people
    )sql");
    db.run(R"sql(
        INSERT INTO campaign_counts (unit_id, target_group, measure, detail, people_count)
        SELECT unit_id, target_group, 'enrolled', '', COUNT(*) FROM campaign_places GROUP BY unit_id, target_group
        UNION ALL
        SELECT p.unit_id, p.target_group, f.measure, f.detail, COUNT(*)
        FROM campaign_facts f JOIN campaign_places p ON p.account_id = f.account_id
        GROUP BY p.unit_id, p.target_group, f.measure, f.detail
    )sql");
}

bool is_counted(db::Connection& db) { return db::as_bool(db.run("SELECT counted FROM campaign_state WHERE id = 1").at(0).at(0)); }
void set_counted(db::Connection& db) { db.run("UPDATE campaign_state SET counted = 1 WHERE id = 1"); }

}  // namespace campaign::store
