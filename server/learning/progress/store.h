#pragma once
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "progress/rules.h"

namespace learning::store {

progress::LessonStates load_lessons(db::Connection& db, AccountId account);
progress::LessonStates load_lessons(db::Connection& db, AccountId account, const std::vector<std::string>& lessons);
void save_lesson(db::Connection& db, AccountId account, const progress::LessonState& state);

progress::Days load_days(db::Connection& db, AccountId account, Day from, Day to);
// Gives the day as it stands then.
void add_to_day(db::Connection& db, AccountId account, Day day, const progress::DayState& change);
void mark_studied(db::Connection& db, AccountId account, Day day);
std::vector<Day> days_studied(db::Connection& db, AccountId account, Day from, Day to);

struct Totals {
    std::int64_t days_active = 0;
    std::int64_t answers = 0;
    std::int64_t seconds = 0;
};
Totals load_totals(db::Connection& db, AccountId account);

}  // namespace learning::store
