#include "permissions/rules.h"

#include <algorithm>

namespace identity {
namespace {

// Power over other people's accounts, weakest first. An author writes lessons and has none.
int rank_of(Role role) {
    switch (role) {
    case Role::learner: return 0;
    case Role::author: return 0;
    case Role::helper: return 1;
    case Role::coach: return 1;
    case Role::unit_officer: return 2;
    case Role::province: return 3;
    case Role::operator_: return 4;
    }
    return 0;
}

int highest_rank(const std::vector<Grant>& grants) {
    int highest = 0;
    for (const auto& grant : grants) highest = std::max(highest, rank_of(grant.role));
    return highest;
}

}  // namespace

std::string role_word(Role role) {
    switch (role) {
    case Role::learner: return "learner";
    case Role::helper: return "helper";
    case Role::coach: return "coach";
    case Role::unit_officer: return "unit_officer";
    case Role::author: return "author";
    case Role::province: return "province";
    case Role::operator_: return "operator";
    }
    throw std::logic_error("unknown role");
}

std::optional<Role> find_role(const std::string& word) {
    for (const auto role : {Role::learner, Role::helper, Role::coach, Role::unit_officer, Role::author, Role::province, Role::operator_}) {
        if (role_word(role) == word) return role;
    }
    return std::nullopt;
}

Role read_role(const std::string& word) {
    const auto role = find_role(word);
    ensure(role.has_value(), "a stored role is one of seven");
    return *role;
}

bool role_has(Role role, Permission permission) {
    switch (role) {
    case Role::learner:
        return false;
    case Role::helper:
        return permission == Permission::assist;
    case Role::author:
        return permission == Permission::see_item_data;
    case Role::coach:
        // Helps people in: sees who they are, lets them in again and looks at their work, goes to those without a
        // telephone; but imports nobody and reads no audit.
        return permission == Permission::see_overview || permission == Permission::see_people ||
               permission == Permission::reset_password || permission == Permission::review_tasks ||
               permission == Permission::assist;
    case Role::unit_officer:
        // Learning material belongs to no unit: it is the business of its authors and of the province.
        return permission != Permission::see_item_data;
    case Role::province:
        return true;
    case Role::operator_:
        // Keeps the machine running for everybody: numbers and enrolment, but no lists of people, none of
        // their work and no say in the campaign.
        return permission != Permission::see_people && permission != Permission::review_tasks && permission != Permission::run_campaign &&
               permission != Permission::see_item_data && permission != Permission::assist;
    }
    return false;
}

bool allows(const std::vector<Grant>& grants, Permission permission, units::UnitId unit, const IsWithin& is_within) {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
        return role_has(grant.role, permission) && (!grant.unit || is_within(unit, grant.unit));
    });
}

bool is_privileged(Role role) {
    switch (role) {
    case Role::learner:
    case Role::helper:
    case Role::coach:
        return false;
    case Role::unit_officer:
    case Role::author:
    case Role::province:
    case Role::operator_:
        return true;
    }
    return true;
}

bool is_privileged(const std::vector<Grant>& grants) {
    return std::any_of(grants.begin(), grants.end(), [](const Grant& grant) { return is_privileged(grant.role); });
}

bool may_reset(const std::vector<Grant>& actor, const std::vector<Grant>& subject) {
    const bool is_author = std::any_of(subject.begin(), subject.end(), [](const Grant& each) { return each.role == Role::author; });
    const int needed = std::max(highest_rank(subject) + 1, is_author ? 3 : 1);
    return highest_rank(actor) >= needed;
}

}  // namespace identity
