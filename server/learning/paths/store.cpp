#include "paths/store.h"

namespace learning::store {

std::optional<std::string> chosen_level(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT level_id FROM learning_paths WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return db::as_text(rows[0][0]);
}

void choose_level(db::Connection& db, AccountId account, const std::string& level_id, Instant now) {
    db.run(R"sql(
        INSERT INTO learning_paths (account_id, level_id, chosen_at) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET level_id = excluded.level_id, chosen_at = excluded.chosen_at
    )sql",
           {account.value, level_id, now.utc_ms});
}

}  // namespace learning::store
