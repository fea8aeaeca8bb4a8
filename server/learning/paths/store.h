#pragma once
#include <optional>
#include <string>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/time.h"

namespace learning::store {

std::optional<std::string> chosen_level(db::Connection& db, AccountId account);
void choose_level(db::Connection& db, AccountId account, const std::string& level_id, Instant now);

}  // namespace learning::store
