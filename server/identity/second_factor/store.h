#pragma once
#include "public.h"

namespace identity::store {

struct SecondFactor {
    std::string secret;  // base32
    std::optional<Instant> confirmed_at;
    std::int64_t last_step = 0;
};
std::optional<SecondFactor> find_second_factor(db::Connection& db, AccountId account);
void save_second_factor(db::Connection& db, AccountId account, const SecondFactor& factor);
// False when that step or a later one was used already, also by somebody at the same moment.
bool use_step(db::Connection& db, AccountId account, std::int64_t step);

}  // namespace identity::store
