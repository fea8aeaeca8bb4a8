#include "tasks/store.h"

#include <boost/json.hpp>

#include "foundation/result.h"

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

tasks::State read_state(const std::string& word) {
    tasks::State state{};
    ensure(boost::describe::enum_from_string(word.c_str(), state), "a stored state of a submission is one of three");
    return state;
}

std::string write_state(tasks::State state) { return boost::describe::enum_to_string(state, ""); }

Submission read_submission(const db::Row& row) {
    return {{db::as_int(row[0])}, {db::as_int(row[1])}, db::as_text(row[2]),           db::as_text(row[3]), read_checks(db::as_text(row[4])),
            {db::as_int(row[5])}, {db::as_int(row[6])}, read_state(db::as_text(row[7])), db::as_int(row[8])};
}

Step read_step(const db::Row& row) {
    return {db::as_int(row[0]),   read_state(db::as_text(row[1])), {db::as_int(row[2])},
            {db::as_int(row[3])}, read_checks(db::as_text(row[4])), db::as_text(row[5])};
}

}  // namespace

std::optional<Submission> find_submission(db::Connection& db, AccountId account, const std::string& task) {
    const auto rows = db.run(R"sql(
        SELECT id, account_id, lesson_id, body, checks, submitted_at, day, state, steps_count
        FROM learning_task_submissions WHERE account_id = $1 AND lesson_id = $2
    )sql",
                             {account.value, task});
    if (rows.empty()) return std::nullopt;
    return read_submission(rows[0]);
}

std::optional<Submission> find_submission(db::Connection& db, SubmissionId id) {
    const auto rows = db.run(R"sql(
        SELECT id, account_id, lesson_id, body, checks, submitted_at, day, state, steps_count
        FROM learning_task_submissions WHERE id = $1
    )sql",
                             {id.value});
    if (rows.empty()) return std::nullopt;
    return read_submission(rows[0]);
}

std::vector<Submission> submissions_of(db::Connection& db, AccountId account) {
    std::vector<Submission> submissions;
    for (const auto& row : db.run(R"sql(
        SELECT id, account_id, lesson_id, body, checks, submitted_at, day, state, steps_count
        FROM learning_task_submissions WHERE account_id = $1 ORDER BY submitted_at
    )sql",
                                  {account.value})) {
        submissions.push_back(read_submission(row));
    }
    return submissions;
}

void add_submission(db::Connection& db, const Submission& submission) {
    db.run(R"sql(
        INSERT INTO learning_task_submissions (account_id, lesson_id, body, checks, submitted_at, day, id, state, steps_count)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    )sql",
           {submission.account.value, submission.task, submission.body, write_checks(submission.checks), submission.submitted_at.utc_ms,
            submission.day.number, submission.id.value, write_state(submission.state), submission.steps_count});
}

void change_submission(db::Connection& db, const Submission& submission) {
    db.run(R"sql(
        UPDATE learning_task_submissions
        SET body = $2, checks = $3, submitted_at = $4, state = $5, steps_count = $6, decided_at = NULL
        WHERE id = $1
    )sql",
           {submission.id.value, submission.body, write_checks(submission.checks), submission.submitted_at.utc_ms,
            write_state(submission.state), submission.steps_count});
}

void decide_submission(db::Connection& db, SubmissionId id, tasks::State state, std::int64_t steps_count, Instant at) {
    db.run("UPDATE learning_task_submissions SET state = $2, steps_count = $3, decided_at = $4 WHERE id = $1",
           {id.value, write_state(state), steps_count, at.utc_ms});
}

void save_step(db::Connection& db, SubmissionId submission, const Step& step) {
    db.run(R"sql(
        INSERT INTO learning_task_steps (submission_id, number, step, by_account_id, at, checks, words)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (submission_id, number) DO UPDATE SET
            step = excluded.step, by_account_id = excluded.by_account_id, at = excluded.at, checks = excluded.checks,
            words = excluded.words
    )sql",
           {submission.value, step.number, write_state(step.step), step.by.value, step.at.utc_ms, write_checks(step.checks), step.words});
}

std::vector<Step> steps_of(db::Connection& db, SubmissionId submission) {
    std::vector<Step> steps;
    for (const auto& row : db.run(R"sql(
        SELECT number, step, by_account_id, at, checks, words FROM learning_task_steps WHERE submission_id = $1 ORDER BY number
    )sql",
                                  {submission.value})) {
        steps.push_back(read_step(row));
    }
    return steps;
}

std::vector<Decision> decisions_by(db::Connection& db, AccountId reviewer) {
    std::vector<Decision> decisions;
    for (const auto& row : db.run(R"sql(
        SELECT t.number, t.step, t.by_account_id, t.at, t.checks, t.words, s.lesson_id
        FROM learning_task_steps t
        JOIN learning_task_submissions s ON s.id = t.submission_id
        WHERE t.by_account_id = $1 AND t.step <> 'handed_in' ORDER BY t.at
    )sql",
                                  {reviewer.value})) {
        decisions.push_back({db::as_text(row[6]), read_step(row)});
    }
    return decisions;
}

void erase_submissions(db::Connection& db, AccountId account) {
    // All steps of one's own submissions: a coach's reason speaks of the person, too.
    db.run(R"sql(
        UPDATE learning_task_steps SET words = ''
        WHERE submission_id IN (SELECT id FROM learning_task_submissions WHERE account_id = $1)
    )sql",
           {account.value});
    db.run("UPDATE learning_task_steps SET words = '' WHERE by_account_id = $1 AND step <> 'handed_in'", {account.value});
    db.run("UPDATE learning_task_submissions SET body = '' WHERE account_id = $1", {account.value});
}

std::map<std::string, HandedIn> handed_in_tasks(db::Connection& db, AccountId account) {
    std::map<std::string, HandedIn> tasks;
    for (const auto& row : db.run("SELECT lesson_id, day, state, decided_at FROM learning_task_submissions WHERE account_id = $1",
                                  {account.value})) {
        tasks[db::as_text(row[0])] = {{db::as_int(row[1])}, read_state(db::as_text(row[2])), {db::as_int_or(row[3], 0)}};
    }
    return tasks;
}

}  // namespace learning::store
