#include "reviews/store.h"

namespace learning::store {

std::vector<QueueRow> load_queue(db::Connection& db, const QueueAsked& asked) {
    std::vector<QueueRow> queue;
    for (const auto& row : db.run(R"sql(
        SELECT s.id, s.lesson_id, s.submitted_at, s.steps_count, p.unit_id, p.full_name,
               (SELECT COUNT(*) FROM learning_task_photos f
                WHERE f.account_id = s.account_id AND f.task_id = s.lesson_id AND f.handed_in = 1)
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        JOIN learning_task_submissions s ON s.account_id = p.account_id
        WHERE c.ancestor_id = $1 AND s.state = $2 AND s.account_id <> $3
          AND (s.submitted_at > $4 OR (s.submitted_at = $4 AND s.id > $5))
        ORDER BY s.submitted_at, s.id LIMIT $6
    )sql",
                                  {asked.unit.value, boost::describe::enum_to_string(asked.state, ""), asked.reviewer.value,
                                   asked.after.handed_in_at.utc_ms, asked.after.id.value, reviews::kPageSize + 1})) {
        queue.push_back({{db::as_int(row[0])}, db::as_text(row[1]), {db::as_int(row[2])}, db::as_int(row[3]),
                         db::as_int(row[6]),   {db::as_int(row[4])}, db::as_text(row[5])});
    }
    return queue;
}

std::int64_t count_queue(db::Connection& db, const QueueAsked& asked) {
    return db::as_int(db.run(R"sql(
        SELECT COUNT(*)
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        JOIN learning_task_submissions s ON s.account_id = p.account_id
        WHERE c.ancestor_id = $1 AND s.state = $2 AND s.account_id <> $3
    )sql",
                             {asked.unit.value, boost::describe::enum_to_string(asked.state, ""), asked.reviewer.value})
                          .at(0)
                          .at(0));
}

std::optional<Learner> find_learner(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT full_name, unit_id FROM identity_report_people WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return Learner{db::as_text(rows[0][0]), {db::as_int(rows[0][1])}};
}

}  // namespace learning::store
