#pragma once
#include "accounts/actions.h"
#include "permissions/rules.h"
#include "sessions/rules.h"

namespace identity {

inline constexpr const char* kSessionCookie = "bdh_session";

Problem sign_in_required();
http::Cookie session_cookie(const Services& services, const std::string& token);
http::Cookie no_session_cookie(const Services& services);

// Whose request this is. A locked session is known, so that it can be ended, but nobody acts in it.
struct Visitor {
    Actor actor;
    std::vector<Grant> grants;
    bool second_factor = false;
    std::optional<Problem> problem;  // why nobody acts
};
Visitor recognise_visitor(Context& context, const std::optional<std::string>& token);

struct SessionProof {
    Instant proven_at;
    bool second_factor = false;
};
// Gives the token for the cookie; only its hash is stored. The device comes from the context's caller.
std::string open_session(Context& context, AccountId account, const SessionProof& proof);
// The current session under a new token, all others ended: after anything that changes what a session is worth.
std::string rotate_session(Context& context, const SessionProof& proof);

struct SignIn {
    Text<0, 200> login;
    Text<0, 200> password;
    std::optional<Text<1, 20>> totp;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password, totp))
Result<SignedIn> sign_in(http::SlowContext& slow, const SignIn& request);

void end_current_session(Context& context);
void end_all_sessions(Context& context);

struct SessionEntry {
    std::int64_t id = 0;
    Instant created_at;
    Instant last_seen_at;
    std::string device;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionEntry, (), (id, created_at, last_seen_at, device, current))
struct SessionList {
    std::vector<SessionEntry> sessions;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (sessions))
SessionList list_sessions(Context& context);

// Counts the failure in advance and gives the key under which it stands, or locked_out. `what` keeps the counts of
// different proofs apart.
Result<std::string> begin_attempt(Context& context, const std::string& what, const std::string& claimed);
void forgive_attempts(Context& context, const std::string& what, const std::string& claimed);

// For jobs.
void save_last_seen_times(ContextFactory& contexts);
void remove_old_sessions(ContextFactory& contexts);

}  // namespace identity
