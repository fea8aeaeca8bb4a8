#pragma once
#include <optional>
#include <string>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/time.h"

namespace learning::store {

struct HandInRow {
    AccountId account;
    std::int64_t device_no = 0;
    std::int64_t sequence = 0;
    std::int64_t id = 0;
    std::string task;
    Instant claimed_at;
    Instant handed_in_at;
    Instant received_at;
};
std::optional<HandInRow> find_hand_in(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence);
void add_hand_in(db::Connection& db, const HandInRow& row);

}  // namespace learning::store
