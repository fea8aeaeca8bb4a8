#include "facts/store.h"

namespace campaign::store {
bool add_fact(db::Connection& db, AccountId account, const Fact& fact, Day day) {
    db.run(R"sql(
        INSERT INTO campaign_facts (account_id, measure, detail, reached_on) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, measure, detail) DO NOTHING
    )sql",
           {account.value, fact.measure, fact.detail, day.number});
    return db.changed_count() == 1;
}

std::vector<FactRow> load_facts(db::Connection& db, AccountId account) {
    std::vector<FactRow> facts;
    for (const auto& row : db.run("SELECT measure, detail, reached_on FROM campaign_facts WHERE account_id = $1 ORDER BY measure, detail",
                                  {account.value})) {
        facts.push_back({{db::as_text(row[0]), db::as_text(row[1])}, {db::as_int(row[2])}});
    }
    return facts;
}

void delete_facts(db::Connection& db, AccountId account) {
    db.run("DELETE FROM campaign_facts WHERE account_id = $1", {account.value});
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

std::int64_t add_missing_facts(db::Connection& db, const std::vector<LevelLessons>& levels) {
    std::int64_t added = 0;
    const auto add = [&](const std::string& selected, const std::vector<db::Value>& parameters) {
        db.run("INSERT INTO campaign_facts (account_id, measure, detail, reached_on) " + selected +
                   " ON CONFLICT (account_id, measure, detail) DO NOTHING",
               parameters);
        added += db.changed_count();
    };
    add(R"sql(
        SELECT account_id, 'active_days', CAST(place AS TEXT), day
        FROM (SELECT account_id, day, ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY day) AS place
              FROM learning_report_days WHERE studied = 1) AS numbered
        WHERE place IN (1, 3, 5, 7, 10, 15, 20, 30, 50, 100)
          AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = numbered.account_id)
    )sql",
        {});
    add(R"sql(
        SELECT account_id, 'applied_work_handed_in', '', MIN(first_handed_in_on)
        FROM learning_report_tasks t
        WHERE EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = t.account_id)
        GROUP BY account_id
    )sql",
        {});
    add(R"sql(
        SELECT account_id, 'applied_work_accepted', '', (MIN(decided_at) + 25200000) / 86400000
        FROM learning_report_tasks t
        WHERE state = 'accepted' AND decided_at IS NOT NULL
          AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = t.account_id)
        GROUP BY account_id
    )sql",
        {});
    for (const auto& level : levels) {
        add(R"sql(
            SELECT account_id, 'level_started', CAST($1 AS TEXT), (MIN(started_at) + 25200000) / 86400000
            FROM learning_report_starts s
            WHERE CAST($2 AS TEXT) LIKE '%|' || lesson_id || '|%'
              AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = s.account_id)
            GROUP BY account_id
        )sql",
            {level.level_id, level.lessons});
        add(R"sql(
            SELECT account_id, 'level_completed', CAST($1 AS TEXT), (MAX(completed_at) + 25200000) / 86400000
            FROM learning_report_lessons l
            WHERE CAST($2 AS TEXT) LIKE '%|' || lesson_id || '|%'
              AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = l.account_id)
            GROUP BY account_id HAVING COUNT(*) = $3
        )sql",
            {level.level_id, level.lessons, level.count});
        add(R"sql(
            SELECT account_id, 'level_test_passed', CAST($1 AS TEXT), (MIN(finished_at) + 25200000) / 86400000
            FROM learning_report_level_tests t
            WHERE test_id = $2 AND passed = 1
              AND EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = t.account_id)
            GROUP BY account_id
        )sql",
            {level.level_id, level.test_id});
    }
    // Of people who were erased nothing is kept.
    db.run(
        "DELETE FROM campaign_facts WHERE NOT EXISTS (SELECT 1 FROM identity_report_people p WHERE p.account_id = "
        "campaign_facts.account_id)");
    return added;
}

bool is_counted(db::Connection& db) { return db::as_bool(db.run("SELECT counted FROM campaign_state WHERE id = 1").at(0).at(0)); }
void set_counted(db::Connection& db) { db.run("UPDATE campaign_state SET counted = 1 WHERE id = 1"); }

}  // namespace campaign::store
