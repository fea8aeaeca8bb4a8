#pragma once
// SQL of e-mail addresses and of the letters that confirm them.
#include "emails/rules.h"
#include "foundation/context.h"

namespace identity::store {

struct EmailRow {
    std::string email;
    bool confirmed = false;
};
// The same address again stays confirmed.
void save_email(Context& context, AccountId account, const std::string& email, const std::string& agreed_to);
void confirm_email(Context& context, AccountId account);
// With its code.
void remove_email(db::Connection& db, AccountId account);
std::optional<EmailRow> find_email(db::Connection& db, AccountId account);

struct EmailCode {
    std::string email;
    std::string code, code_hash;
    std::int64_t tries_left = 0;
    Instant expires_at;
    LetterState letter = LetterState::waiting;
    Instant asked_at, next_try_at;
};
void save_email_code(db::Connection& db, AccountId account, const EmailCode& code);
std::optional<EmailCode> find_email_code(db::Connection& db, AccountId account);
void remove_email_code(db::Connection& db, AccountId account);

emails::Letters count_letters(db::Connection& db, AccountId account, const std::string& email_hash, Instant since);
void add_letter(db::Connection& db, AccountId account, const std::string& email_hash, Instant now);

struct WaitingLetter {
    AccountId account;
    EmailCode code;
};
// What may go now, at most so many; marked as "sending".
std::vector<WaitingLetter> claim_confirmations(db::Connection& db, Instant now, std::int64_t limit);
// Unless another code took its place meanwhile. The code's own text goes with any state but waiting.
void save_letter_state(db::Connection& db, AccountId account, const EmailCode& code);

void remove_expired_email_codes(db::Connection& db, Instant now);

}  // namespace identity::store
