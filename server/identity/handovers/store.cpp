#include "handovers/store.h"

namespace identity::store {

void add_handover(db::Connection& db, const std::string& code_hash, const Handover& handover) {
    db.run(R"sql(
        INSERT INTO identity_handovers (code_hash, account_id, proven_at, second_factor, expires_at) VALUES ($1, $2, $3, $4, $5)
    )sql", {code_hash, handover.account.value, handover.proven_at.utc_ms, std::int64_t{handover.second_factor}, handover.expires_at.utc_ms});
}

std::optional<Handover> take_handover(db::Connection& db, const std::string& code_hash) {
    const auto rows = db.run(R"sql(
        DELETE FROM identity_handovers WHERE code_hash = $1 RETURNING account_id, proven_at, second_factor, expires_at
    )sql", {code_hash});
    if (rows.empty()) return std::nullopt;
    return Handover{{db::as_int(rows[0][0])}, {db::as_int(rows[0][1])}, db::as_bool(rows[0][2]), {db::as_int(rows[0][3])}};
}

void remove_handovers(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_handovers WHERE account_id = $1", {account.value});
}

void remove_expired_handovers(db::Connection& db, Instant now) {
    db.run("DELETE FROM identity_handovers WHERE expires_at <= $1", {now.utc_ms});
}

}  // namespace identity::store
