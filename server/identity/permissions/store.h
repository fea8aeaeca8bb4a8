#pragma once
#include "permissions/rules.h"

#include "foundation/context.h"

namespace identity::store {

std::vector<Grant> find_grants(db::Connection& db, AccountId account);
// Who has a role in exactly this unit.
std::vector<std::pair<AccountId, Role>> find_roles_in(db::Connection& db, units::UnitId unit);
// False when it was there already.
bool add_grant(Context& context, AccountId account, const Grant& grant);

struct RoleHeld {
    AccountId account;
    Instant since;
};
std::vector<RoleHeld> find_holders(db::Connection& db, Role role, units::UnitId unit);
// False when there was none.
bool remove_grant(db::Connection& db, AccountId account, const Grant& grant);

}  // namespace identity::store
