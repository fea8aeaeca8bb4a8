#pragma once
#include "accounts/store.h"

namespace identity::store {

struct Member {
    AccountId account;
    std::string full_name;
    int birth_year = 0;
};
// Those who belong to the unit itself.
std::vector<Member> find_members(db::Connection& db, units::UnitId unit);
bool is_login_taken(db::Connection& db, const std::string& login);

}  // namespace identity::store
