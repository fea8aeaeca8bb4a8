#include "audit/actions.h"

#include "accounts/store.h"
#include "audit/store.h"

#include <map>

namespace identity {
namespace {

constexpr std::int64_t kPageSize = 50;

}  // namespace

void record_act(Context& context, const PrivilegedAct& act) {
    std::vector<units::UnitId> places;
    const auto tree = units::current(context);
    if (tree->find(act.unit)) {
        places.push_back(act.unit);
        for (const auto* above : tree->ancestors(act.unit)) places.push_back(above->id);
    }
    store::add_act(context.db, {context.fresh_id(), context.now, context.actor.account, act.action, act.subject, act.detail}, places);
}

AuditPage read_audit(Context& context, units::UnitId unit, std::optional<std::int64_t> before) {
    const auto acts = store::find_acts(context.db, unit, before.value_or(http::kWholeMax), kPageSize + 1);
    std::map<AccountId, std::string> names;
    std::vector<AccountId> wanted;
    for (const auto& act : acts) wanted.insert(wanted.end(), {act.actor, act.subject});
    for (const auto& name : store::find_names(context.db, wanted)) names[name.account] = name.full_name;
    const auto name_of = [&](AccountId account) {
        const auto found = names.find(account);
        return found == names.end() ? std::string("(tài khoản đã xoá)") : found->second;
    };

    AuditPage page;
    for (const auto& act : acts) {
        if (std::ssize(page.entries) == kPageSize) {
            page.next_before = acts[kPageSize - 1].id;
            break;
        }
        page.entries.push_back({act.acted_at, act.actor ? name_of(act.actor) : "(máy chủ)", act.action,
                                act.subject ? std::optional(name_of(act.subject)) : std::nullopt, act.detail});
    }
    return page;
}

}  // namespace identity
