#pragma once
#include <string>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/time.h"

namespace learning::store {

bool has_checked(db::Connection& db, AccountId account, const std::string& lesson, Day day);
void add_check(db::Connection& db, AccountId account, const std::string& lesson, Day day, std::int64_t score_permille, bool passed);

}  // namespace learning::store
