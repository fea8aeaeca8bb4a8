#pragma once
#include "passwords/rules.h"
#include "public.h"

namespace identity {

// Makes the hash that stands in for accounts that do not exist; once, at start.
void prepare_passwords();

// As slow for an empty hash (nobody, or no password yet) as for a real one.
bool verify_password(const std::string& password_hash, const std::string& password);

std::optional<Problem> refuse_new_password(const std::string& password, const std::string& login, const std::string& field);

struct PasswordChange {
    Text<0, 200> current_password;
    Text<0, 200> new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current_password, new_password))
// Ends all sessions and gives the token of the new one.
Result<std::string> change_password(http::SlowContext& slow, const PasswordChange& request);

// Right, or a problem; failures are counted and lock.
std::optional<Problem> prove_password(http::SlowContext& slow, const std::string& password, const std::string& field);

struct PasswordReset {
    Text<0, 200> login;
    Text<0, 40> code;
    Text<0, 200> new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordReset, (), (login, code, new_password))
// With the code an officer gave, or the first code of a roster.
Result<http::NoContent> reset_password(http::SlowContext& slow, const PasswordReset& request);

struct ResetCodeGiven {
    std::string code;
    Instant expires_at;
    std::string login;
};
BOOST_DESCRIBE_STRUCT(ResetCodeGiven, (), (code, expires_at, login))
Result<ResetCodeGiven> give_reset_code(Context& context, AccountId account);

inline constexpr std::int64_t kFirstCodeLifeMs = 30 * kDayMs;
// For people who come in by a roster; printed once, then only its hash is known.
std::string give_first_code(Context& context, AccountId account);

// Eight characters nobody mixes up.
std::string draw_code(Random& random);

}  // namespace identity
