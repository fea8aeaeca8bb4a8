#include "permissions/actions.h"

#include "accounts/store.h"
#include "audit/actions.h"
#include "memory/store.h"
#include "permissions/store.h"

#include <algorithm>
#include <charconv>

namespace identity {
namespace {

IsWithin within_today(const Context& context) {
    return [tree = units::current(context)](units::UnitId inner, units::UnitId outer) { return tree->is_within(inner, outer); };
}

Permission read_permission(const std::string& word) {
    Permission permission{};
    ensure(boost::describe::enum_from_string(word.c_str(), permission), "a route asks for an unknown permission");
    return permission;
}

Problem no_such_account() { return {ProblemKind::missing, "no_such_account", "Không tìm thấy người này trong đơn vị của bạn."}; }

std::optional<Problem> refuse_on_unit(Context& context, const Admission& admission) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(admission.parameter));
    if (!unit) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    const auto permission = read_permission(admission.access.permission);
    if (!allows(admission.grants, permission, unit->id, within_today(context))) return not_permitted();
    return std::nullopt;
}

std::optional<Problem> refuse_on_account(Context& context, const Admission& admission) {
    AccountId account;
    const auto& text = admission.parameter;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), account.value);
    if (error != std::errc{} || end != text.data() + text.size()) return no_such_account();
    const auto permission = read_permission(admission.access.permission);
    if (!may_on_account(context, admission.grants, permission, account)) return no_such_account();
    return std::nullopt;
}

}  // namespace

Problem not_permitted() { return {ProblemKind::forbidden, "not_permitted", "Bạn không có quyền làm việc này ở đơn vị này."}; }

bool may(Context& context, Permission permission, units::UnitId unit) {
    if (!context.actor.signed_in() || !units::current(context)->find(unit)) return false;
    return allows(store::find_grants(context.db, context.actor.account), permission, unit, within_today(context));
}

std::vector<AccountId> who_runs(Context& context, Permission permission, units::UnitId unit) {
    std::vector<AccountId> found;
    for (const auto& [account, role] : store::find_roles_in(context.db, unit)) {
        if (role_has(role, permission) && (found.empty() || found.back() != account)) found.push_back(account);
    }
    return found;
}

bool may_on_account(Context& context, const std::vector<Grant>& grants, Permission permission, AccountId account) {
    for (const auto& membership : store::find_memberships(context.db, account)) {
        if (allows(grants, permission, membership.unit, within_today(context))) return true;
    }
    return false;
}

std::optional<Problem> refuse_admission(Context& context, const Admission& admission) {
    if (admission.access.permission.empty()) return std::nullopt;
    if (is_privileged(admission.grants) && !admission.second_factor && !context.services.get<Site>().demo) {
        return Problem{ProblemKind::forbidden, "totp_setup_required",
                       "Tài khoản cán bộ cần bật xác thực hai bước trước khi dùng chức năng này."};
    }
    switch (admission.access.kind) {
    case http::Access::Kind::anyone:
    case http::Access::Kind::signed_in:
    case http::Access::Kind::on_thing:
        return std::nullopt;
    case http::Access::Kind::anywhere: {
        const auto permission = read_permission(admission.access.permission);
        const auto& grants = admission.grants;
        if (std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) { return role_has(grant.role, permission); })) return std::nullopt;
        return not_permitted();
    }
    case http::Access::Kind::on_unit:
        return refuse_on_unit(context, admission);
    case http::Access::Kind::on_account:
        return refuse_on_account(context, admission);
    }
    return not_permitted();
}

void grant_role(Context& context, AccountId account, Role role, units::UnitId unit) {
    if (role == Role::learner || !store::add_grant(context, account, {role, unit})) return;
    record_act(context, {.action = "role_granted", .subject = account, .unit = unit, .detail = role_word(role)});
}

}  // namespace identity
