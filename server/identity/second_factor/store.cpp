#include "second_factor/store.h"

namespace identity::store {

std::optional<SecondFactor> find_second_factor(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT secret, confirmed_at, last_step FROM identity_second_factors WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    SecondFactor factor{db::as_text(rows[0][0]), std::nullopt, db::as_int(rows[0][2])};
    if (!db::is_null(rows[0][1])) factor.confirmed_at = Instant{db::as_int(rows[0][1])};
    return factor;
}

void save_second_factor(db::Connection& db, AccountId account, const SecondFactor& factor) {
    db.run(R"sql(
        INSERT INTO identity_second_factors (account_id, secret, confirmed_at, last_step) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, confirmed_at = excluded.confirmed_at,
                                               last_step = excluded.last_step
    )sql", {account.value, factor.secret, factor.confirmed_at ? db::Value(factor.confirmed_at->utc_ms) : db::Value(nullptr),
            factor.last_step});
}

bool use_step(db::Connection& db, AccountId account, std::int64_t step) {
    db.run("UPDATE identity_second_factors SET last_step = $2 WHERE account_id = $1 AND last_step < $2", {account.value, step});
    return db.changed_count() == 1;
}

}  // namespace identity::store
