#pragma once
#include "public.h"

namespace identity::store {

void save_email(Context& context, AccountId account, const std::string& email, const std::string& agreed_to);
void remove_email(db::Connection& db, AccountId account);
std::optional<std::string> find_email(db::Connection& db, AccountId account);

}  // namespace identity::store
