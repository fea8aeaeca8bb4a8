#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/time.h"

namespace learning::store {

struct Submission {
    std::string lesson;
    std::string body;
    std::vector<bool> checks;
    Instant submitted_at;
    Day day;  // of the first time
};
std::optional<Submission> find_submission(db::Connection& db, AccountId account, const std::string& lesson);
std::vector<Submission> submissions_of(db::Connection& db, AccountId account);
void save_submission(db::Connection& db, AccountId account, const Submission& submission);
void erase_submissions(db::Connection& db, AccountId account);
// Lessons whose task was handed in, with the day of the first time.
std::map<std::string, Day> lessons_with_submission(db::Connection& db, AccountId account);

}  // namespace learning::store
