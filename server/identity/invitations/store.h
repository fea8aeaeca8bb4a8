#pragma once
#include "public.h"

namespace identity::store {

struct JoinLink {
    std::string token;
    units::UnitId unit;
    std::optional<units::TargetGroup> group;
    Instant created_at;
    AccountId created_by;
};
void add_join_link(db::Connection& db, const JoinLink& link);
// Only links that were not revoked.
std::optional<JoinLink> find_join_link(db::Connection& db, const std::string& token);
std::vector<JoinLink> find_join_links(db::Connection& db, units::UnitId unit);
void revoke_join_link(db::Connection& db, const std::string& token, Instant now);

}  // namespace identity::store
