#pragma once
#include "permissions/rules.h"

#include "foundation/context.h"

namespace identity::store {

std::vector<Grant> find_grants(db::Connection& db, AccountId account);
// False when it was there already.
bool add_grant(Context& context, AccountId account, const Grant& grant);

}  // namespace identity::store
