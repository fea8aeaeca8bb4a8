#pragma once
#include "permissions/rules.h"
#include "sessions/rules.h"

#include "foundation/context.h"

namespace identity::store {

struct Session {
    std::int64_t id = 0;
    AccountId account;
    Instant created_at;
    SessionTimes times;
    bool second_factor = false;
    std::string device;
};

// What the gate asks on every request: the session and its owner's roles, in one indexed query.
struct SessionWithGrants {
    Session session;
    std::vector<Grant> grants;
};
std::optional<SessionWithGrants> find_session(db::Connection& db, const std::string& token_hash);

void add_session(db::Connection& db, const Session& session, const std::string& token_hash);
std::optional<Session> find_session(db::Connection& db, std::int64_t id);
std::vector<Session> find_sessions(db::Connection& db, AccountId account);  // newest first
void remove_session(db::Connection& db, std::int64_t id);
void remove_sessions(db::Connection& db, AccountId account);
void save_last_seen(db::Connection& db, std::int64_t id, Instant seen);
void remove_sessions_unseen_since(db::Connection& db, Instant seen);

std::optional<Attempts> find_attempts(db::Connection& db, const std::string& key_hash);
void save_attempts(db::Connection& db, const std::string& key_hash, const Attempts& attempts);
void remove_attempts(db::Connection& db, const std::string& key_hash);
void remove_attempts_before(db::Connection& db, Instant failed_at);

}  // namespace identity::store
