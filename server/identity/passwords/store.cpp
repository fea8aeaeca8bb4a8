#include "passwords/store.h"

namespace identity::store {

void save_reset_code(db::Connection& db, AccountId account, const ResetCode& code) {
    db.run(R"sql(
        INSERT INTO identity_reset_codes (account_id, code_hash, tries_left, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET code_hash = excluded.code_hash, tries_left = excluded.tries_left,
                                               expires_at = excluded.expires_at
    )sql", {account.value, code.code_hash, code.tries_left, code.expires_at.utc_ms});
}

std::optional<ResetCode> find_reset_code(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT code_hash, tries_left, expires_at FROM identity_reset_codes WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return ResetCode{db::as_text(rows[0][0]), db::as_int(rows[0][1]), {db::as_int(rows[0][2])}};
}

void remove_reset_code(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_reset_codes WHERE account_id = $1", {account.value});
}

void remove_expired_reset_codes(db::Connection& db, Instant now) {
    db.run("DELETE FROM identity_reset_codes WHERE expires_at <= $1", {now.utc_ms});
}

void save_password(db::Connection& db, AccountId account, const std::string& password_hash) {
    db.run("UPDATE identity_accounts SET password_hash = $2 WHERE id = $1", {account.value, password_hash});
}

}  // namespace identity::store
