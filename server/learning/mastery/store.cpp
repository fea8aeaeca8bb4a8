#include "mastery/store.h"

namespace learning::store {

bool has_checked(db::Connection& db, AccountId account, const std::string& lesson, Day day) {
    return !db.run("SELECT 1 FROM learning_mastery_checks WHERE account_id = $1 AND lesson_id = $2 AND day = $3",
                   {account.value, lesson, day.number})
                .empty();
}

void add_check(db::Connection& db, AccountId account, const std::string& lesson, Day day, std::int64_t score_permille, bool passed) {
    db.run(R"sql(
        INSERT INTO learning_mastery_checks (account_id, lesson_id, day, score_permille, passed) VALUES ($1, $2, $3, $4, $5)
    )sql",
           {account.value, lesson, day.number, score_permille, static_cast<std::int64_t>(passed)});
}

}  // namespace learning::store
