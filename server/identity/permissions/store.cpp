#include "permissions/store.h"

namespace identity::store {

std::vector<Grant> find_grants(db::Connection& db, AccountId account) {
    std::vector<Grant> grants;
    for (const auto& row : db.run("SELECT role, unit_id FROM identity_roles WHERE account_id = $1 ORDER BY role, unit_id", {account.value})) {
        grants.push_back({read_role(db::as_text(row[0])), {db::as_int(row[1])}});
    }
    return grants;
}

std::vector<std::pair<AccountId, Role>> find_roles_in(db::Connection& db, units::UnitId unit) {
    std::vector<std::pair<AccountId, Role>> roles;
    for (const auto& row : db.run("SELECT account_id, role FROM identity_roles WHERE unit_id = $1 ORDER BY account_id, role", {unit.value})) {
        roles.emplace_back(AccountId{db::as_int(row[0])}, read_role(db::as_text(row[1])));
    }
    return roles;
}

bool add_grant(Context& context, AccountId account, const Grant& grant) {
    return !context.db.run(R"sql(
        INSERT INTO identity_roles (account_id, role, unit_id, granted_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, role, unit_id) DO NOTHING RETURNING role
    )sql", {account.value, role_word(grant.role), grant.unit.value, context.now.utc_ms}).empty();
}

std::vector<RoleHeld> find_holders(db::Connection& db, Role role, units::UnitId unit) {
    std::vector<RoleHeld> holders;
    for (const auto& row : db.run(R"sql(
        SELECT account_id, granted_at FROM identity_roles WHERE unit_id = $1 AND role = $2 ORDER BY granted_at, account_id
    )sql",
                                  {unit.value, role_word(role)})) {
        holders.push_back({{db::as_int(row[0])}, {db::as_int(row[1])}});
    }
    return holders;
}

bool remove_grant(db::Connection& db, AccountId account, const Grant& grant) {
    return !db.run(R"sql(
        DELETE FROM identity_roles WHERE account_id = $1 AND role = $2 AND unit_id = $3 RETURNING role
    )sql",
                   {account.value, role_word(grant.role), grant.unit.value})
                .empty();
}

}  // namespace identity::store
