#pragma once
#include "public.h"

namespace identity::store {

struct ResetCode {
    std::string code_hash;
    std::int64_t tries_left = 0;
    Instant expires_at;
};
void save_reset_code(db::Connection& db, AccountId account, const ResetCode& code);
std::optional<ResetCode> find_reset_code(db::Connection& db, AccountId account);
void remove_reset_code(db::Connection& db, AccountId account);
void remove_expired_reset_codes(db::Connection& db, Instant now);
void save_password(db::Connection& db, AccountId account, const std::string& password_hash);

}  // namespace identity::store
