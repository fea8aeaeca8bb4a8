#pragma once
#include "public.h"

namespace identity::store {

struct Act {
    std::int64_t id = 0;
    Instant acted_at;
    AccountId actor;
    std::string action;
    AccountId subject;
    std::string detail;
};
void add_act(db::Connection& db, const Act& act, const std::vector<units::UnitId>& places);
// Newest first, those with a smaller id than `before`.
std::vector<Act> find_acts(db::Connection& db, units::UnitId unit, std::int64_t before, std::int64_t limit);

}  // namespace identity::store
