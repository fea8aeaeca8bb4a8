#include "invitations/store.h"

#include "accounts/store.h"

namespace identity::store {
namespace {

JoinLink read_link(const db::Row& row) {
    JoinLink link{db::as_text(row[0]), {db::as_int(row[1])}, std::nullopt, {db::as_int(row[3])}, {db::as_int(row[4])}};
    if (!db::is_null(row[2])) link.group = read_group(db::as_text(row[2]));
    return link;
}

}  // namespace

void add_join_link(db::Connection& db, const JoinLink& link) {
    db.run(R"sql(
        INSERT INTO identity_join_links (token, unit_id, target_group, created_at, created_by, revoked_at)
        VALUES ($1, $2, $3, $4, $5, NULL)
    )sql", {link.token, link.unit.value,
            link.group ? db::Value(std::string(boost::describe::enum_to_string(*link.group, ""))) : db::Value(nullptr),
            link.created_at.utc_ms, link.created_by.value});
}

std::optional<JoinLink> find_join_link(db::Connection& db, const std::string& token) {
    const auto rows = db.run(R"sql(
        SELECT token, unit_id, target_group, created_at, created_by FROM identity_join_links
        WHERE token = $1 AND revoked_at IS NULL
    )sql", {token});
    return rows.empty() ? std::nullopt : std::optional(read_link(rows[0]));
}

std::vector<JoinLink> find_join_links(db::Connection& db, units::UnitId unit) {
    std::vector<JoinLink> links;
    for (const auto& row : db.run(R"sql(
        SELECT token, unit_id, target_group, created_at, created_by FROM identity_join_links
        WHERE unit_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, token
    )sql", {unit.value})) {
        links.push_back(read_link(row));
    }
    return links;
}

void revoke_join_link(db::Connection& db, const std::string& token, Instant now) {
    db.run("UPDATE identity_join_links SET revoked_at = $2 WHERE token = $1 AND revoked_at IS NULL", {token, now.utc_ms});
}

}  // namespace identity::store
