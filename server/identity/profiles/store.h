#pragma once
#include "public.h"

#include "foundation/context.h"

namespace identity::store {

std::optional<std::string> find_profile_secret(db::Connection& db, AccountId account, const std::string& profile);
std::int64_t count_profiles(db::Connection& db, AccountId account);
void add_profile(Context& context, AccountId account, const std::string& profile, const std::string& secret);

}  // namespace identity::store
