#include "sessions/store.h"

namespace identity::store {
namespace {

Session read_session(const db::Row& row) {
    return {.id = db::as_int(row[0]),
            .account = {db::as_int(row[1])},
            .created_at = {db::as_int(row[2])},
            .times = {{db::as_int(row[3])}, {db::as_int(row[4])}},
            .second_factor = db::as_bool(row[5]),
            .device = db::as_text(row[6])};
}

}  // namespace

std::optional<SessionWithGrants> find_session(db::Connection& db, const std::string& token_hash) {
    const auto rows = db.run(R"sql(
        SELECT s.id, s.account_id, s.created_at, s.proven_at, s.last_seen_at, s.second_factor, s.device, r.role, r.unit_id
        FROM identity_sessions s LEFT JOIN identity_roles r ON r.account_id = s.account_id
        WHERE s.token_hash = $1
    )sql", {token_hash});
    if (rows.empty()) return std::nullopt;
    SessionWithGrants found{read_session(rows[0]), {}};
    for (const auto& row : rows) {
        if (!db::is_null(row[7])) found.grants.push_back({read_role(db::as_text(row[7])), {db::as_int(row[8])}});
    }
    return found;
}

void add_session(db::Connection& db, const Session& session, const std::string& token_hash) {
    db.run(R"sql(
        INSERT INTO identity_sessions (id, token_hash, account_id, created_at, proven_at, last_seen_at, second_factor, device)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql", {session.id, token_hash, session.account.value, session.created_at.utc_ms, session.times.proven_at.utc_ms,
            session.times.last_seen_at.utc_ms, std::int64_t{session.second_factor}, session.device});
}

std::optional<Session> find_session(db::Connection& db, std::int64_t id) {
    const auto rows = db.run(R"sql(
        SELECT id, account_id, created_at, proven_at, last_seen_at, second_factor, device FROM identity_sessions WHERE id = $1
    )sql", {id});
    return rows.empty() ? std::nullopt : std::optional(read_session(rows[0]));
}

std::vector<Session> find_sessions(db::Connection& db, AccountId account) {
    std::vector<Session> sessions;
    for (const auto& row : db.run(R"sql(
        SELECT id, account_id, created_at, proven_at, last_seen_at, second_factor, device
        FROM identity_sessions WHERE account_id = $1 ORDER BY id DESC
    )sql", {account.value})) {
        sessions.push_back(read_session(row));
    }
    return sessions;
}

void remove_session(db::Connection& db, std::int64_t id) { db.run("DELETE FROM identity_sessions WHERE id = $1", {id}); }

void remove_sessions(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_sessions WHERE account_id = $1", {account.value});
    db.run("DELETE FROM identity_handovers WHERE account_id = $1", {account.value});
}

void save_last_seen(db::Connection& db, std::int64_t id, Instant seen) {
    db.run("UPDATE identity_sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", {id, seen.utc_ms});
}

void remove_sessions_unseen_since(db::Connection& db, Instant seen) {
    db.run("DELETE FROM identity_sessions WHERE last_seen_at < $1", {seen.utc_ms});
}

std::optional<Attempts> find_attempts(db::Connection& db, const std::string& key_hash) {
    const auto rows = db.run("SELECT failure_count, failed_at, locked_until FROM identity_attempts WHERE key_hash = $1", {key_hash});
    if (rows.empty()) return std::nullopt;
    return Attempts{db::as_int(rows[0][0]), {db::as_int(rows[0][1])}, {db::as_int(rows[0][2])}};
}

void save_attempts(db::Connection& db, const std::string& key_hash, const Attempts& attempts) {
    db.run(R"sql(
        INSERT INTO identity_attempts (key_hash, failure_count, failed_at, locked_until) VALUES ($1, $2, $3, $4)
        ON CONFLICT (key_hash) DO UPDATE SET failure_count = excluded.failure_count, failed_at = excluded.failed_at,
                                             locked_until = excluded.locked_until
    )sql", {key_hash, attempts.failure_count, attempts.failed_at.utc_ms, attempts.locked_until.utc_ms});
}

void remove_attempts(db::Connection& db, const std::string& key_hash) {
    db.run("DELETE FROM identity_attempts WHERE key_hash = $1", {key_hash});
}

void remove_attempts_before(db::Connection& db, Instant failed_at) {
    db.run("DELETE FROM identity_attempts WHERE failed_at < $1 AND locked_until < $1", {failed_at.utc_ms});
}

}  // namespace identity::store
