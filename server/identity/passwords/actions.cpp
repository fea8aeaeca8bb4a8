#include "passwords/actions.h"

#include "accounts/store.h"
#include "audit/actions.h"
#include "passwords/store.h"
#include "permissions/actions.h"
#include "permissions/store.h"
#include "sessions/actions.h"
#include "sessions/store.h"

#include <sodium.h>

namespace identity {
namespace {

// OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB of memory, two passes, one lane.
constexpr unsigned long long kHashPasses = 2;
constexpr std::size_t kHashMemoryBytes = std::size_t{19} * 1024 * 1024;
constexpr const char* kReset = "reset";
constexpr const char* kProof = "password";

Problem to_problem(PasswordRefusal refusal, const std::string& field) {
    const char* code = boost::describe::enum_to_string(refusal, "");
    switch (refusal) {
    case PasswordRefusal::password_too_short:
        return {ProblemKind::invalid, code, "Mật khẩu cần ít nhất 8 ký tự.", field};
    case PasswordRefusal::password_too_long:
        return {ProblemKind::invalid, code, "Mật khẩu dài quá 128 ký tự.", field};
    case PasswordRefusal::password_too_common:
        return {ProblemKind::invalid, code, "Mật khẩu này quá dễ đoán. Hãy thử ghép vài từ mà chỉ bạn nghĩ ra.", field};
    }
    throw std::logic_error("unknown refusal");
}

Problem reset_code_wrong() {
    return {ProblemKind::invalid, "reset_code_wrong", "Mã chưa đúng hoặc đã hết hạn. Hãy xin cán bộ đơn vị một mã mới.", "/code"};
}

const std::string& stand_in_hash() {
    static const std::string hash = hash_password("no account has this hash");
    return hash;
}

// The account's number keeps equal codes of two people from having equal hashes.
std::string code_hash(AccountId account, const std::string& code) { return hash_hex(std::to_string(account.value) + "\n" + code); }

bool is_same(const std::string& left, const std::string& right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

// Whether the code holds. A wrong one costs one of its tries, which must be kept, so the caller commits either way.
Result<AccountId> use_reset_code(Context& context, const std::string& login, const std::string& code) {
    const auto person = store::find_person(context.db, login);
    if (!person) return reset_code_wrong();
    context.db.lock("account", person->id.value);
    auto kept = store::find_reset_code(context.db, person->id);
    if (!kept || kept->expires_at <= context.now || kept->tries_left <= 0) return reset_code_wrong();
    if (!is_same(kept->code_hash, code_hash(person->id, code))) {
        --kept->tries_left;
        store::save_reset_code(context.db, person->id, *kept);
        return reset_code_wrong();
    }
    return person->id;
}

}  // namespace

std::string hash_password(const std::string& password) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), kHashPasses, kHashMemoryBytes) != 0) {
        throw std::runtime_error("no memory to hash a password");
    }
    hash.resize(hash.find('\0'));
    return hash;
}

void prepare_passwords() { stand_in_hash(); }

bool verify_password(const std::string& password_hash, const std::string& password) {
    const bool exists = !password_hash.empty();
    const auto& hash = exists ? password_hash : stand_in_hash();
    const bool is_right = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
    return exists && is_right;
}

std::optional<Problem> refuse_new_password(const std::string& password, const std::string& login, const std::string& field) {
    if (const auto refusal = refuse_password(password, login)) return to_problem(*refusal, field);
    return std::nullopt;
}

std::optional<Problem> prove_password(http::SlowContext& slow, const std::string& password, const std::string& field) {
    const auto claimed = std::to_string(slow.actor().account.value);
    const auto attempt = slow.write_always([&](Context& context) { return begin_attempt(context, kProof, claimed); });
    if (!attempt) return attempt.error();
    const auto person = slow.read([&](Context& context) { return store::find_person(context.db, slow.actor().account); });
    if (!verify_password(person ? person->password_hash : "", password)) {
        return Problem{ProblemKind::invalid, "password_wrong", "Mật khẩu hiện tại chưa đúng.", field};
    }
    slow.write_always([&](Context& context) -> Result<bool> {
        forgive_attempts(context, kProof, claimed);
        return true;
    });
    return std::nullopt;
}

Result<std::string> change_password(http::SlowContext& slow, const PasswordChange& request) {
    const auto person = slow.read([&](Context& context) { return store::find_person(context.db, slow.actor().account); });
    if (!person) return sign_in_required();  // erased a moment ago
    if (const auto problem = refuse_new_password(request.new_password, person->login, "/new_password")) return *problem;
    if (const auto problem = prove_password(slow, request.current_password, "/current_password")) return *problem;
    const auto hash = hash_password(request.new_password);
    return slow.write([&](Context& context) -> Result<std::string> {
        context.db.lock("account", context.actor.account.value);
        const auto session = store::find_session(context.db, context.actor.session);
        if (!session) return sign_in_required();
        store::save_password(context.db, context.actor.account, hash);
        store::remove_reset_code(context.db, context.actor.account);
        return rotate_session(context, {context.now, session->second_factor});
    });
}

Result<http::NoContent> reset_password(http::SlowContext& slow, const PasswordReset& request) {
    const auto login = normalise_login(request.login.value).value_or("?" + request.login.value);
    if (const auto problem = refuse_new_password(request.new_password, login, "/new_password")) return *problem;
    const auto attempt = slow.write_always([&](Context& context) { return begin_attempt(context, kReset, login); });
    if (!attempt) return attempt.error();
    // Hashed before the code is looked at: a wrong code must take as long as a right one.
    const auto hash = hash_password(request.new_password);
    const auto account = slow.write_always([&](Context& context) -> Result<AccountId> {
        auto found = use_reset_code(context, login, normalise_code(request.code.value));
        if (!found) return found;
        store::save_password(context.db, *found, hash);
        store::remove_reset_code(context.db, *found);
        store::remove_sessions(context.db, *found);
        forgive_attempts(context, kReset, login);
        forgive_attempts(context, "sign_in", login);
        return found;
    });
    if (!account) return account.error();
    return http::NoContent{};
}

Result<ResetCodeGiven> give_reset_code(Context& context, AccountId account) {
    const auto tree = units::current(context);
    const auto memberships = store::find_memberships(context.db, account);
    std::vector<Grant> over_account;  // only the grants that reach this person count
    for (const auto& grant : store::find_grants(context.db, context.actor.account)) {
        const bool reaches = std::any_of(memberships.begin(), memberships.end(), [&](const auto& each) {
            return !grant.unit || tree->is_within(each.unit, grant.unit);
        });
        if (reaches && role_has(grant.role, Permission::reset_password)) over_account.push_back(grant);
    }
    if (!may_reset(over_account, store::find_grants(context.db, account))) return not_permitted();

    const auto person = store::find_person(context.db, account);
    const auto code = make_reset_code(context.random.number(1000000));
    const auto expires_at = context.now + kResetCodeLifeMs;
    store::save_reset_code(context.db, account, {code_hash(account, code), kResetCodeTries, expires_at});
    record_act(context, {.action = "reset_code_issued", .subject = account, .unit = memberships.front().unit});
    return ResetCodeGiven{code, expires_at, person->login};
}

std::string give_first_code(Context& context, AccountId account) {
    auto code = draw_code(context.random);
    store::save_reset_code(context.db, account, {code_hash(account, code), kResetCodeTries, context.now + kFirstCodeLifeMs});
    return code;
}

std::string draw_code(Random& random) {
    std::string code;
    while (code.size() < kCodeLength) code += kCodeAlphabet[random.number(static_cast<std::uint32_t>(kCodeAlphabet.size()))];
    return code;
}

}  // namespace identity
