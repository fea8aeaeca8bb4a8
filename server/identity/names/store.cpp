#include "names/store.h"

#include "names/rules.h"

namespace identity::store {

void add_words(db::Connection& db, AccountId account, const std::string& full_name, const std::string& login) {
    for (const auto& word : words_of(full_name, login))
        db.run("INSERT INTO identity_name_words (account_id, word) VALUES ($1, $2) ON CONFLICT (account_id, word) DO NOTHING", {account.value, word});
}

void remove_words(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_name_words WHERE account_id = $1", {account.value});
}

bool has_words(db::Connection& db) { return !db.run("SELECT 1 FROM identity_name_words LIMIT 1").empty(); }

std::vector<NamedRow> load_named(db::Connection& db, AccountId after, std::int64_t limit) {
    std::vector<NamedRow> people;
    for (const auto& row : db.run("SELECT id, full_name, login FROM identity_accounts WHERE id > $1 ORDER BY id LIMIT $2", {after.value, limit}))
        people.push_back({{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2])});
    return people;
}

}  // namespace identity::store
