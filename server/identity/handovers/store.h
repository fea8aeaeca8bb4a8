#pragma once
#include "public.h"

namespace identity::store {

struct Handover {
    AccountId account;
    Instant proven_at;
    bool second_factor = false;
    Instant expires_at;
};
void add_handover(db::Connection& db, const std::string& code_hash, const Handover& handover);
// Takes it away: who asks second finds nothing.
std::optional<Handover> take_handover(db::Connection& db, const std::string& code_hash);
void remove_handovers(db::Connection& db, AccountId account);
void remove_expired_handovers(db::Connection& db, Instant now);

}  // namespace identity::store
