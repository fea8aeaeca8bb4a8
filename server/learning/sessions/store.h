#pragma once
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "memory/rules.h"

namespace learning::store {

// Items due until a day, with no more of each than a plan of the day weighs: stability, days, and how often it was answered.
// Somebody who was away for a week has hundreds.
std::vector<memory::ItemState> due_items(db::Connection& db, AccountId account, Day until);

}  // namespace learning::store
