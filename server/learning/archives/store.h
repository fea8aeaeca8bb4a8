// What the database knows of archives, and the keys of what is sealed in them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "answers/rules.h"
#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "public.h"

namespace learning::store {

void add_archive(db::Connection& db, const ArchiveKept& archive, const std::string& run);
std::vector<ArchiveKept> archives_kept(db::Connection& db);
// Those in which this person's answers are, and nowhere else.
std::vector<ArchiveKept> archives_holding(db::Connection& db, AccountId account);

// Everything a run changes asks first whether the archive is still this run's: one that died and was taken over, and yet lives,
// must change nothing more. These throw db::Failure then.
void take_over(db::Connection& db, std::int64_t archive, const std::string& run);
void save_archive(db::Connection& db, const ArchiveKept& archive, const std::string& run);
void forget_archive(db::Connection& db, std::int64_t archive, const std::string& run);

// "" for who has none: nothing of theirs was ever archived, or they were erased.
std::string find_seal_key(db::Connection& db, AccountId account);
std::map<AccountId, std::string> seal_keys(db::Connection& db, AccountId from, AccountId to);
void add_seal_key_once(db::Connection& db, AccountId account, const std::string& key);
void destroy_seal_key(db::Connection& db, AccountId account);

}  // namespace learning::store
