#include "profiles/store.h"

namespace identity::store {

std::optional<std::string> find_profile_secret(db::Connection& db, AccountId account, const std::string& profile) {
    const auto rows = db.run(R"sql(
        SELECT secret FROM identity_profiles WHERE account_id = $1 AND profile = $2
    )sql",
                             {account.value, profile});
    return rows.empty() ? std::nullopt : std::optional(db::as_text(rows[0][0]));
}

std::int64_t count_profiles(db::Connection& db, AccountId account) {
    return db::as_int(db.run("SELECT COUNT(*) FROM identity_profiles WHERE account_id = $1", {account.value}).at(0).at(0));
}

void add_profile(Context& context, AccountId account, const std::string& profile, const std::string& secret) {
    context.db.run(R"sql(
        INSERT INTO identity_profiles (account_id, profile, secret, made_at) VALUES ($1, $2, $3, $4)
    )sql",
                   {account.value, profile, secret, context.now.utc_ms});
}

}  // namespace identity::store
