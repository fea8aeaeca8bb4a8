#include "privacy/actions.h"

#include "accounts/store.h"
#include "assisted/actions.h"
#include "consents/store.h"
#include "emails/store.h"
#include "passwords/actions.h"
#include "permissions/store.h"
#include "privacy/store.h"
#include "sessions/actions.h"
#include "sessions/store.h"

#include "foundation/events/bus.h"
#include "foundation/log.h"

#include <set>

namespace identity {
namespace {

boost::json::value or_null(const std::optional<Day>& day) { return day ? boost::json::value(to_text(*day)) : boost::json::value(nullptr); }

boost::json::object person_data(const store::Person& person) {
    return {{"account_id", person.id.value},
            {"full_name", person.full_name},
            {"nickname", person.nickname},
            {"login", person.login},
            {"birth_year", person.birth_year},
            {"address_form", boost::describe::enum_to_string(person.address_form, "")},
            {"simple_mode", person.simple_mode},
            {"show_name", person.show_name},
            {"joined_at", person.joined_at.utc_ms}};
}

boost::json::array membership_data(const Context& context, AccountId account) {
    boost::json::array memberships;
    const auto tree = units::current(context);
    for (const auto& each : store::find_all_memberships(context.db, account)) {
        const auto* unit = tree->find(each.unit);
        memberships.push_back({{"unit", unit ? unit->name : ""}, {"target_group", each.group}, {"since_on", to_text(each.since)}, {"until_on", or_null(each.until)}});
    }
    return memberships;
}

boost::json::array consent_data(Context& context, AccountId account) {
    boost::json::array consents;
    for (const auto& each : store::find_consents(context.db, account)) {
        consents.push_back({{"purpose", each.purpose}, {"version", each.version}, {"given", each.given}, {"at", each.at.utc_ms}});
    }
    return consents;
}

boost::json::array role_data(const Context& context, AccountId account) {
    boost::json::array roles;
    const auto tree = units::current(context);
    for (const auto& grant : store::find_grants(context.db, account)) {
        const auto* unit = tree->find(grant.unit);
        roles.push_back({{"role", role_word(grant.role)}, {"unit", unit ? unit->name : ""}});
    }
    return roles;
}

boost::json::array session_data(Context& context) {
    boost::json::array sessions;
    for (const auto& each : list_sessions(context).sessions) {
        sessions.push_back({{"device", each.device}, {"created_at", each.created_at.utc_ms}, {"last_seen_at", each.last_seen_at.utc_ms}});
    }
    return sessions;
}

void erase_person(Context& context, const Erasure& erasure) {
    context.db.lock("account", erasure.account.value);
    const auto person = store::find_person(context.db, erasure.account);
    if (!person) return;
    forgive_attempts(context, "sign_in", person->login);
    forgive_attempts(context, "reset", person->login);
    store::remove_person(context.db, erasure.account);
    store::add_erasure(context.db, erasure);
    context.events.publish(context, AccountErased{erasure.account});
    peers::tell(context, kErased, erasure.account.value);
}

// After the commit: until then nothing was erased. Should the disk refuse, the table still knows, and the next start
// completes the log.
void remember_after_commit(Context& context, const Erasure& erasure) {
    context.on_commit.push_back([&log = context.services.get<store::ErasureLog>(), erasure] {
        try {
            log.append(erasure);
        } catch (const std::exception& error) {
            logging::error("erasure_not_logged", {{"what", error.what()}});
        }
    });
}

}  // namespace

boost::json::object collect_my_data(Context& context) {
    const auto account = context.actor.account;
    auto own = person_data(*store::find_person(context.db, account));
    own["memberships"] = membership_data(context, account);
    own["roles"] = role_data(context, account);
    own["consents"] = consent_data(context, account);
    own["sessions"] = session_data(context);
    if (const auto guardian = store::find_guardian(context.db, account)) {
        own["guardian"] = {{"name", guardian->name}, {"relation", guardian->relation}, {"given_how", guardian->given_how}};
    }
    if (const auto email = store::find_email(context.db, account)) own["email"] = email->email;
    if (auto assisted = assisted_data(context, account); !assisted.empty()) own["assisted"] = std::move(assisted);
    boost::json::array acts;
    for (const auto& each : store::find_acts_about(context.db, account)) {
        acts.push_back({{"at", each.at.utc_ms}, {"action", each.action}, {"by_me", each.by_the_person}});
    }
    own["privileged_acts"] = std::move(acts);

    context.events.publish(context, DataRequested{account});
    boost::json::object data{{"exported_at", context.now.utc_ms}, {"identity", std::move(own)}};
    for (auto& [key, value] : context.effects) data[key] = std::move(value);
    context.effects.clear();
    return data;
}

Result<Deleted> delete_me(http::SlowContext& slow, const Deletion& request) {
    if (const auto problem = prove_password(slow, request.password, "/password")) return *problem;
    return slow.write([](Context& context) -> Result<Deleted> {
        const Erasure erasure{context.actor.account, context.now};
        erase_person(context, erasure);
        remember_after_commit(context, erasure);
        return Deleted{context.today()};
    });
}

void log_erasures(Context& context) {
    auto& log = context.services.get<store::ErasureLog>();
    std::set<AccountId> logged;
    for (const auto& erasure : log.read()) logged.insert(erasure.account);
    for (const auto& erasure : store::find_erasures(context.db)) {
        if (logged.contains(erasure.account)) continue;
        try {
            log.append(erasure);
        } catch (const std::exception& error) {
            logging::error("erasure_not_logged", {{"what", error.what()}});
        }
    }
}

void replay_erasures(Context& context) {
    auto& log = context.services.get<store::ErasureLog>();
    std::set<AccountId> logged;
    int replayed = 0;
    for (const auto& erasure : log.read()) {
        logged.insert(erasure.account);
        if (!store::find_person(context.db, erasure.account)) continue;
        erase_person(context, erasure);
        ++replayed;
    }
    if (replayed > 0) logging::warn("erasures_replayed", {{"count", replayed}});
    for (const auto& erasure : store::find_erasures(context.db)) {
        if (!logged.contains(erasure.account)) remember_after_commit(context, erasure);
    }
}

}  // namespace identity
