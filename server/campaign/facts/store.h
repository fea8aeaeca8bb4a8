#pragma once
// SQL of what people reached.
#include "foundation/context.h"
#include "units/public.h"

namespace campaign::store {

struct Fact {
    std::string measure;
    std::string detail;
};

// False when the person had reached it before.
bool add_fact(db::Connection& db, AccountId account, const Fact& fact, Day day);
struct FactRow {
    Fact fact;
    Day on;
};
std::vector<FactRow> load_facts(db::Connection& db, AccountId account);
void delete_facts(db::Connection& db, AccountId account);

std::int64_t count_days_studied(db::Connection& db, AccountId account);
// lessons: ids between bars, "|a|b|".
std::int64_t count_lessons_completed(db::Connection& db, AccountId account, const std::string& lessons);

// Adds the facts that learning's tables show and that are missing here; gives how many. Of people who were erased, whose
// days and lessons stay in the ledgers, there are none.
struct LevelLessons {
    std::string level_id;
    std::string lessons;  // "|a|b|"
    std::int64_t count = 0;
    std::string test_id;  // "" when it has none
};
std::int64_t add_missing_facts(db::Connection& db, const std::vector<LevelLessons>& levels);
bool is_counted(db::Connection& db);
void set_counted(db::Connection& db);

}  // namespace campaign::store
