#include "assisting/actions.h"

#include "accounts/store.h"
#include "assisted/store.h"
#include "permissions/actions.h"
#include "permissions/store.h"

#include <algorithm>
#include <map>

namespace identity {
namespace {

constexpr std::size_t kPeopleShownMax = 300;

Problem no_such_helper() {
    return {ProblemKind::missing, "no_such_helper", "Không tìm thấy người có tên đăng nhập này trong đơn vị của anh/chị.", "/login"};
}

std::vector<store::AssistedRow> assisted_below(Context& context, units::UnitId unit) {
    std::vector<store::AssistedRow> rows;
    for (const auto id : units::current(context)->subtree(unit)) {
        for (auto& row : store::find_assisted_in(context.db, id)) rows.push_back(std::move(row));
    }
    return rows;
}

HelpedShown show_person(const store::AssistedRow& row, const units::Tree& tree, const std::map<AccountId, std::string>& names,
                        Instant now) {
    const auto* unit = tree.find(row.unit);
    const auto by = names.find(row.enrolment.helper);
    return {row.enrolment.account,
            row.full_name,
            row.birth_year,
            unit ? unit->name : "",
            by == names.end() ? std::nullopt : std::optional(by->second),
            std::min(row.enrolment.agreed_at, now)};
}

}  // namespace

HelpersPage list_helpers(Context& context, units::UnitId unit) {
    HelpersPage page;
    const auto tree = units::current(context);
    const auto people = assisted_below(context, unit);
    page.people_total = std::ssize(people);
    std::vector<AccountId> enrolled_by;
    for (const auto& row : people) enrolled_by.push_back(row.enrolment.helper);
    std::map<AccountId, std::string> names;
    for (const auto& name : store::find_names(context.db, enrolled_by)) names[name.account] = name.full_name;
    for (const auto id : tree->subtree(unit)) {
        for (const auto& held : store::find_holders(context.db, Role::helper, id)) {
            const auto person = store::find_person(context.db, held.account);
            if (!person) continue;
            page.helpers.push_back({held.account, person->full_name, person->login, units::ref(*tree->find(id)), held.since,
                                    std::count(enrolled_by.begin(), enrolled_by.end(), held.account)});
        }
    }
    for (const auto& row : people) {
        if (page.people.size() < kPeopleShownMax) page.people.push_back(show_person(row, *tree, names, context.now));
    }
    return page;
}

Result<http::NoContent> appoint_helper(Context& context, units::UnitId unit, const std::string& login) {
    const auto tidy = normalise_login(login);
    const auto person = tidy ? store::find_person(context.db, *tidy) : std::nullopt;
    const auto own = store::find_grants(context.db, context.actor.account);
    if (!person || !may_on_account(context, own, Permission::import_roster, person->id)) return no_such_helper();
    grant_role(context, person->id, Role::helper, unit);
    return http::NoContent{};
}

Result<http::NoContent> end_helper(Context& context, units::UnitId unit, AccountId helper) {
    if (!store::remove_grant(context.db, helper, {Role::helper, unit}))
        return Problem{ProblemKind::missing, "no_such_helper", "Người này không còn là người hỗ trợ của đơn vị."};
    record_act(context, {.action = "role_ended", .subject = helper, .unit = unit, .detail = role_word(Role::helper)});
    return http::NoContent{};
}

}  // namespace identity
