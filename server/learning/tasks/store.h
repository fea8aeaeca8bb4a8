#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/time.h"
#include "tasks/rules.h"

namespace learning::store {

struct Submission {
    SubmissionId id;
    AccountId account;
    std::string task;  // a lesson's id, or a work sample's
    std::string body;
    std::vector<bool> checks;
    Instant submitted_at;  // the last time; also tells one version from the next
    Day day;               // of the first time
    tasks::State state = tasks::State::handed_in;
    std::int64_t steps_count = 1;
};
std::optional<Submission> find_submission(db::Connection& db, AccountId account, const std::string& task);
std::optional<Submission> find_submission(db::Connection& db, SubmissionId id);
std::vector<Submission> submissions_of(db::Connection& db, AccountId account);
void add_submission(db::Connection& db, const Submission& submission);
void change_submission(db::Connection& db, const Submission& submission);
void decide_submission(db::Connection& db, SubmissionId id, tasks::State state, std::int64_t steps_count, Instant at);

struct Step {
    std::int64_t number = 1;
    tasks::State step = tasks::State::handed_in;
    AccountId by;
    Instant at;
    std::vector<bool> checks;
    std::string words;
};
void save_step(db::Connection& db, SubmissionId submission, const Step& step);  // one of that number is replaced
std::vector<Step> steps_of(db::Connection& db, SubmissionId submission);

// Decisions somebody took, with the task they were about.
struct Decision {
    std::string task;
    Step step;
};
std::vector<Decision> decisions_by(db::Connection& db, AccountId reviewer);

// What the person wrote, as a learner and as a coach.
void erase_submissions(db::Connection& db, AccountId account);
// Tasks that were handed in.
struct HandedIn {
    Day day;  // of the first time
    tasks::State state = tasks::State::handed_in;
    Instant decided_at;
};
std::map<std::string, HandedIn> handed_in_tasks(db::Connection& db, AccountId account);

}  // namespace learning::store
