#include "emails/store.h"

namespace identity::store {

void save_email(Context& context, AccountId account, const std::string& email, const std::string& agreed_to) {
    context.db.run(R"sql(
        INSERT INTO identity_emails (account_id, email, agreed_to, agreed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, agreed_to = excluded.agreed_to, agreed_at = excluded.agreed_at
    )sql",
                   {account.value, email, agreed_to, context.now.utc_ms});
}

void remove_email(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_emails WHERE account_id = $1", {account.value});
}

std::optional<std::string> find_email(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT email FROM identity_emails WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return db::as_text(rows[0][0]);
}

}  // namespace identity::store
