#include "emails/store.h"

#include "foundation/result.h"

namespace identity::store {
namespace {

constexpr const char* kSelectCode =
    "SELECT account_id, email, code, code_hash, tries_left, expires_at, letter, asked_at, next_try_at FROM identity_email_codes ";

std::string word(LetterState state) { return boost::describe::enum_to_string(state, ""); }

EmailCode read_code(const db::Row& row) {
    LetterState letter{};
    ensure(boost::describe::enum_from_string(db::as_text(row[6]).c_str(), letter), "an unknown state of a letter is stored");
    return {db::as_text(row[1]),  db::as_text(row[2]), db::as_text(row[3]), db::as_int(row[4]), {db::as_int(row[5])}, letter,
            {db::as_int(row[7])}, {db::as_int(row[8])}};
}

}  // namespace

void save_email(Context& context, AccountId account, const std::string& email, const std::string& agreed_to) {
    context.db.run(R"sql(
        INSERT INTO identity_emails (account_id, email, agreed_to, agreed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, agreed_to = excluded.agreed_to, agreed_at = excluded.agreed_at,
          confirmed_at = CASE WHEN identity_emails.email = excluded.email THEN identity_emails.confirmed_at END
    )sql",
                   {account.value, email, agreed_to, context.now.utc_ms});
}

void confirm_email(Context& context, AccountId account) {
    context.db.run("UPDATE identity_emails SET confirmed_at = $2 WHERE account_id = $1", {account.value, context.now.utc_ms});
}

void remove_email(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_emails WHERE account_id = $1", {account.value});
    remove_email_code(db, account);
}

std::optional<EmailRow> find_email(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT email, confirmed_at FROM identity_emails WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return EmailRow{db::as_text(rows[0][0]), !db::is_null(rows[0][1])};
}

void save_email_code(db::Connection& db, AccountId account, const EmailCode& code) {
    db.run(R"sql(
        INSERT INTO identity_email_codes (account_id, email, code, code_hash, tries_left, expires_at, letter, asked_at, next_try_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, code = excluded.code, code_hash = excluded.code_hash,
          tries_left = excluded.tries_left, expires_at = excluded.expires_at, letter = excluded.letter, asked_at = excluded.asked_at,
          next_try_at = excluded.next_try_at
    )sql",
           {account.value, code.email, code.code, code.code_hash, code.tries_left, code.expires_at.utc_ms, word(code.letter),
            code.asked_at.utc_ms, code.next_try_at.utc_ms});
}

std::optional<EmailCode> find_email_code(db::Connection& db, AccountId account) {
    const auto rows = db.run(std::string(kSelectCode) + "WHERE account_id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return read_code(rows.front());
}

void remove_email_code(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_email_codes WHERE account_id = $1", {account.value});
}

emails::Letters count_letters(db::Connection& db, AccountId account, const std::string& email_hash, Instant since) {
    emails::Letters letters;
    const auto mine = db.run("SELECT COUNT(*), MAX(asked_at) FROM identity_email_letters WHERE account_id = $1 AND asked_at > $2",
                             {account.value, since.utc_ms});
    letters.by_account = db::as_int(mine[0][0]);
    if (!db::is_null(mine[0][1])) letters.last_by_account = Instant{db::as_int(mine[0][1])};
    letters.to_address = db::as_int(db.run("SELECT COUNT(*) FROM identity_email_letters WHERE email_hash = $1 AND asked_at > $2",
                                           {email_hash, since.utc_ms})[0][0]);
    return letters;
}

void add_letter(db::Connection& db, AccountId account, const std::string& email_hash, Instant now) {
    db.run("INSERT INTO identity_email_letters (account_id, email_hash, asked_at) VALUES ($1, $2, $3)",
           {account.value, email_hash, now.utc_ms});
}

std::vector<WaitingLetter> claim_confirmations(db::Connection& db, Instant now, std::int64_t limit) {
    db.lock("identity_email_codes", 0);
    std::vector<WaitingLetter> letters;
    for (const auto& row :
         db.run(std::string(kSelectCode) + "WHERE letter = 'waiting' AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2",
                {now.utc_ms, limit})) {
        letters.push_back({{db::as_int(row[0])}, read_code(row)});
    }
    for (const auto& letter : letters)
        db.run("UPDATE identity_email_codes SET letter = 'sending' WHERE account_id = $1", {letter.account.value});
    return letters;
}

void save_letter_state(db::Connection& db, AccountId account, const EmailCode& code) {
    db.run(R"sql(
        UPDATE identity_email_codes SET letter = $3, next_try_at = $4, code = CASE WHEN CAST($3 AS TEXT) = 'waiting' THEN code ELSE '' END
        WHERE account_id = $1 AND code_hash = $2
    )sql",
           {account.value, code.code_hash, word(code.letter), code.next_try_at.utc_ms});
}

void remove_expired_email_codes(db::Connection& db, Instant now) {
    db.run("DELETE FROM identity_email_codes WHERE expires_at <= $1", {now.utc_ms});
    db.run("DELETE FROM identity_email_letters WHERE asked_at <= $1", {now.utc_ms - kDayMs});
}

}  // namespace identity::store
