#include "tasks/store.h"

#include <boost/json.hpp>

namespace learning::store {
namespace {

std::vector<bool> read_checks(const std::string& json) {
    std::vector<bool> checks;
    const auto parsed = boost::json::parse(json);
    for (const auto& check : parsed.as_array())
        checks.push_back(check.as_bool());
    return checks;
}

std::string write_checks(const std::vector<bool>& checks) {
    boost::json::array array;
    for (const bool check : checks)
        array.emplace_back(check);
    return boost::json::serialize(array);
}

Submission read_submission(const db::Row& row) {
    return {
        db::as_text(row[0]), db::as_text(row[1]), read_checks(db::as_text(row[2])), {db::as_int(row[3])}, {db::as_int(row[4])}};
}

}  // namespace

std::optional<Submission> find_submission(db::Connection& db, AccountId account, const std::string& lesson) {
    const auto rows = db.run(R"sql(
        SELECT lesson_id, body, checks, submitted_at, day FROM learning_task_submissions WHERE account_id = $1 AND lesson_id = $2
    )sql",
                             {account.value, lesson});
    if (rows.empty()) return std::nullopt;
    return read_submission(rows[0]);
}

std::vector<Submission> submissions_of(db::Connection& db, AccountId account) {
    std::vector<Submission> submissions;
    for (const auto& row : db.run(R"sql(
        SELECT lesson_id, body, checks, submitted_at, day FROM learning_task_submissions WHERE account_id = $1 ORDER BY submitted_at
    )sql",
                                  {account.value})) {
        submissions.push_back(read_submission(row));
    }
    return submissions;
}

void save_submission(db::Connection& db, AccountId account, const Submission& submission) {
    db.run(R"sql(
        INSERT INTO learning_task_submissions (account_id, lesson_id, body, checks, submitted_at, day)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (account_id, lesson_id) DO UPDATE SET
            body = excluded.body, checks = excluded.checks, submitted_at = excluded.submitted_at
    )sql",
           {account.value, submission.lesson, submission.body, write_checks(submission.checks), submission.submitted_at.utc_ms,
            submission.day.number});
}

void erase_submissions(db::Connection& db, AccountId account) {
    db.run("UPDATE learning_task_submissions SET body = '' WHERE account_id = $1", {account.value});
}

std::map<std::string, Day> lessons_with_submission(db::Connection& db, AccountId account) {
    std::map<std::string, Day> lessons;
    for (const auto& row :
         db.run("SELECT lesson_id, day FROM learning_task_submissions WHERE account_id = $1", {account.value})) {
        lessons[db::as_text(row[0])] = Day{db::as_int(row[1])};
    }
    return lessons;
}

}  // namespace learning::store
