#pragma once
// SQL of the words under which people are found.
#include "foundation/db/connection.h"
#include "foundation/ids.h"

#include <string>
#include <vector>

namespace identity::store {

void add_words(db::Connection& db, AccountId account, const std::string& full_name, const std::string& login);
void remove_words(db::Connection& db, AccountId account);

bool has_words(db::Connection& db);
struct NamedRow {
    AccountId account;
    std::string full_name, login;
};
// Up to limit people without words, with numbers above `after` and in the order of their numbers.
std::vector<NamedRow> load_wordless(db::Connection& db, AccountId after, std::int64_t limit);

}  // namespace identity::store
