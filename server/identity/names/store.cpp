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

std::vector<NamedRow> load_wordless(db::Connection& db, AccountId after, std::int64_t limit) {
    std::vector<NamedRow> people;
    for (const auto& row : db.run(R"sql(
        SELECT a.id, a.full_name, a.login FROM identity_accounts a
        WHERE a.id > $1 AND NOT EXISTS (SELECT 1 FROM identity_name_words w WHERE w.account_id = a.id)
        ORDER BY a.id LIMIT $2
    )sql",
                                  {after.value, limit}))
        people.push_back({{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2])});
    return people;
}

}  // namespace identity::store
