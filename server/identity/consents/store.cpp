#include "consents/store.h"

namespace identity::store {

void add_consent(Context& context, AccountId account, Purpose purpose, const std::string& version, bool given) {
    context.db.run(R"sql(
        INSERT INTO identity_consents (id, account_id, purpose, text_version, given, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)
    )sql", {context.fresh_id(), account.value, std::string(boost::describe::enum_to_string(purpose, "")), version,
            std::int64_t{given}, context.now.utc_ms});
}

std::vector<ConsentRow> find_consents(db::Connection& db, AccountId account) {
    std::vector<ConsentRow> consents;
    for (const auto& row : db.run(R"sql(
        SELECT purpose, text_version, given, recorded_at FROM identity_consents WHERE account_id = $1 ORDER BY id
    )sql", {account.value})) {
        consents.push_back({db::as_text(row[0]), db::as_text(row[1]), db::as_bool(row[2]), {db::as_int(row[3])}});
    }
    return consents;
}

void add_guardian(Context& context, AccountId account, const GuardianRow& guardian) {
    context.db.run(R"sql(
        INSERT INTO identity_guardians (account_id, name, relation, given_how, recorded_at) VALUES ($1, $2, $3, $4, $5)
    )sql", {account.value, guardian.name, guardian.relation, guardian.given_how, context.now.utc_ms});
}

std::optional<GuardianRow> find_guardian(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT name, relation, given_how FROM identity_guardians WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return GuardianRow{db::as_text(rows[0][0]), db::as_text(rows[0][1]), db::as_text(rows[0][2])};
}

}  // namespace identity::store
