#include "sessions/actions.h"

#include "accounts/store.h"
#include "memory/store.h"
#include "passwords/actions.h"
#include "passwords/store.h"
#include "permissions/store.h"
#include "second_factor/actions.h"
#include "sessions/store.h"

namespace identity {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr const char* kSignIn = "sign_in";

Problem login_failed() { return {ProblemKind::unauthenticated, "login_failed", "Tên đăng nhập hoặc mật khẩu chưa đúng."}; }

std::string attempt_key(const std::string& what, const std::string& claimed) { return hash_hex(what + "\n" + claimed); }

void take_back_attempt(Context& context, const std::string& key) {
    if (const auto attempts = store::find_attempts(context.db, key)) store::save_attempts(context.db, key, forget_failure(*attempts));
}

void remove_oldest_sessions(Context& context, AccountId account) {
    const auto sessions = store::find_sessions(context.db, account);
    for (std::size_t index = kSessionsPerAccountMax; index < sessions.size(); ++index) {
        store::remove_session(context.db, sessions[index].id);
    }
}

// The password was right; what is left may still refuse: the second factor, or a change made in the meantime.
Result<SignedIn> finish_sign_in(Context& context, const store::Person& person, const SignIn& request, const std::string& attempt) {
    context.db.lock("account", person.id.value);
    const auto now_stored = store::find_person(context.db, person.id);
    if (!now_stored || now_stored->password_hash != person.password_hash) return login_failed();
    bool second_factor = false;
    if (has_second_factor(context, person.id)) {
        if (!request.totp) {
            return Problem{ProblemKind::unauthenticated, "totp_required", "Vui lòng nhập mã 6 số từ ứng dụng xác thực.", "/totp"};
        }
        if (!use_second_factor(context, person.id, *request.totp)) {
            return Problem{ProblemKind::unauthenticated, "totp_wrong", "Mã xác thực chưa đúng hoặc đã dùng rồi.", "/totp"};
        }
        second_factor = true;
    }
    store::remove_attempts(context.db, attempt);
    if (context.actor.session) store::remove_session(context.db, context.actor.session);
    auto token = open_session(context, person.id, {context.now, second_factor});
    for (const auto& grant : store::find_grants(context.db, person.id)) {
        if (!is_privileged(grant.role)) continue;
        context.actor.account = person.id;
        record_act(context, {.action = "signed_in", .unit = grant.unit, .detail = role_word(grant.role)});
    }
    return SignedIn{me_of(context, person.id), std::move(token)};
}

}  // namespace

Problem sign_in_required() { return {ProblemKind::unauthenticated, "sign_in_required", "Bạn cần đăng nhập để tiếp tục."}; }

http::Cookie session_cookie(const Services& services, const std::string& token) {
    return {kSessionCookie, token, kLearnerLongestMs / kSecondMs, services.get<Site>().secure_cookies};
}

http::Cookie no_session_cookie(const Services& services) { return {kSessionCookie, "", 0, services.get<Site>().secure_cookies}; }

Visitor recognise_visitor(Context& context, const std::optional<std::string>& token) {
    if (!token || token->empty()) return {{}, {}, false, sign_in_required()};
    const auto found = store::find_session(context.db, hash_hex(*token));
    if (!found) return {{}, {}, false, sign_in_required()};
    auto& seen = context.services.get<LastSeen>();
    const auto& session = found->session;
    const bool privileged = is_privileged(found->grants);
    const SessionTimes times{session.times.proven_at, seen.latest(session.id, session.times.last_seen_at)};
    switch (judge_session(times, privileged, context.now)) {
    case SessionState::expired:
        return {{}, {}, false, sign_in_required()};
    case SessionState::locked:
        return {{{}, session.id}, {}, false,
                Problem{ProblemKind::unauthenticated, "session_locked",
                        "Phiên làm việc đã khoá vì 15 phút không dùng. Vui lòng nhập lại mật khẩu."}};
    case SessionState::good:
        break;
    }
    seen.touch(session.id, session.times.last_seen_at, context.now, privileged);
    return {{session.account, session.id}, found->grants, session.second_factor, std::nullopt};
}

std::string open_session(Context& context, AccountId account, const SessionProof& proof) {
    auto token = to_hex(context.random.bytes(kTokenBytes));
    store::add_session(context.db,
                       {.id = context.fresh_id(),
                        .account = account,
                        .created_at = context.now,
                        .times = {proof.proven_at, context.now},
                        .second_factor = proof.second_factor,
                        .device = device_label(context.caller.user_agent)},
                       hash_hex(token));
    remove_oldest_sessions(context, account);
    return token;
}

std::string rotate_session(Context& context, const SessionProof& proof) {
    store::remove_sessions(context.db, context.actor.account);
    return open_session(context, context.actor.account, proof);
}

std::string start_session(Context& context, AccountId account) {
    return std::string(kSessionCookie) + "=" + open_session(context, account, {context.now, true});
}

Result<SignedIn> sign_in(http::SlowContext& slow, const SignIn& request) {
    // An impossible login takes the same road as one that nobody has, and that one the same as a wrong password: what
    // comes back, and when, must not tell which logins exist.
    const auto login = normalise_login(request.login.value).value_or("?" + request.login.value);
    const auto attempt = slow.write_always([&](Context& context) { return begin_attempt(context, kSignIn, login); });
    if (!attempt) return attempt.error();
    const auto person = slow.read([&](Context& context) { return store::find_person(context.db, login); });
    const bool is_right = verify_password(person ? person->password_hash : "", request.password);
    if (!person || !is_right) return login_failed();
    auto signed_in = slow.write([&](Context& context) { return finish_sign_in(context, *person, request, *attempt); });
    if (!signed_in && signed_in.error().code == "totp_required") {
        slow.write_always([&](Context& context) -> Result<bool> {
            take_back_attempt(context, *attempt);
            return true;
        });
    }
    return signed_in;
}

void end_current_session(Context& context) {
    if (context.actor.session) store::remove_session(context.db, context.actor.session);
}

void end_all_sessions(Context& context) { store::remove_sessions(context.db, context.actor.account); }

SessionList list_sessions(Context& context) {
    SessionList list;
    const auto& seen = context.services.get<LastSeen>();
    for (const auto& session : store::find_sessions(context.db, context.actor.account)) {
        list.sessions.push_back({session.id, session.created_at, seen.latest(session.id, session.times.last_seen_at), session.device,
                                 session.id == context.actor.session});
    }
    return list;
}

Result<std::string> begin_attempt(Context& context, const std::string& what, const std::string& claimed) {
    auto key = attempt_key(what, claimed);
    context.db.lock("attempt", static_cast<std::int64_t>(std::stoull(key.substr(0, 15), nullptr, 16)));
    const auto attempts = store::find_attempts(context.db, key).value_or(Attempts{});
    if (const auto wait_ms = locked_for_ms(attempts, context.now)) {
        const auto minutes = (wait_ms + kMinuteMs - 1) / kMinuteMs;
        return Problem{ProblemKind::too_many, "locked_out",
                       "Đã nhập sai nhiều lần. Vui lòng thử lại sau " + std::to_string(minutes) + " phút.", {},
                       (wait_ms + kSecondMs - 1) / kSecondMs};
    }
    store::save_attempts(context.db, key, count_failure(attempts, context.now));
    return key;
}

void forgive_attempts(Context& context, const std::string& what, const std::string& claimed) {
    store::remove_attempts(context.db, attempt_key(what, claimed));
}

void save_last_seen_times(ContextFactory& contexts) {
    const auto due = contexts.services.get<LastSeen>().take_due(contexts.clock.now());
    if (due.empty()) return;
    contexts.write([&](Context& context) {
        for (const auto& entry : due) store::save_last_seen(context.db, entry.session, entry.seen);
        return true;
    });
}

void remove_old_sessions(ContextFactory& contexts) {
    contexts.write([](Context& context) {
        // A day more than needed: the times in the table run a little behind those in memory.
        store::remove_sessions_unseen_since(context.db, context.now + -(kLearnerIdleMs + kDayMs));
        store::remove_attempts_before(context.db, context.now + -kForgiveAfterMs);
        return true;
    });
}

}  // namespace identity
