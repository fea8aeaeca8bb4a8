#include "assisted/actions.h"

#include "accounts/store.h"
#include "assisted/store.h"
#include "consents/store.h"
#include "permissions/actions.h"
#include "permissions/store.h"
#include "roster/store.h"

#include "foundation/events/bus.h"

#include <algorithm>
#include <map>

namespace identity {
namespace {

constexpr std::size_t kUnitsToldMax = 300;

Problem sequence_taken() { return {ProblemKind::conflict, "sequence_taken", "Số thứ tự này đã dùng cho một bản ghi khác."}; }

Problem person_gone() { return {ProblemKind::missing, "person_gone", "Người này đã được xoá khỏi hệ thống theo yêu cầu."}; }

std::string free_login(const Context& context, const std::string& full_name) {
    for (int attempt = 1;; ++attempt) {
        auto login = make_login(full_name, attempt);
        if (!store::is_login_taken(context.db, login)) return login;
    }
}

// Units in which an officer lets the actor record for everybody without a telephone.
std::vector<units::UnitId> units_helped(Context& context) {
    std::vector<units::UnitId> found;
    const auto tree = units::current(context);
    for (const auto& grant : store::find_grants(context.db, context.actor.account)) {
        if (grant.role != Role::helper) continue;
        for (const auto id : tree->subtree(grant.unit)) found.push_back(id);
    }
    return found;
}

bool helps_in(Context& context, units::UnitId unit) {
    const auto tree = units::current(context);
    const auto grants = store::find_grants(context.db, context.actor.account);
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return grant.role == Role::helper && tree->is_within(unit, grant.unit); });
}

struct CheckedPerson {
    std::string full_name;
    units::UnitId unit;
};

Result<CheckedPerson> check_person(Context& context, const AssistedEnrolment& enrolment) {
    const int year = year_of(context.today());
    const auto name = normalise_full_name(enrolment.full_name);
    if (!name) return to_problem(AccountRefusal::name_invalid);
    if (!is_birth_year(enrolment.birth_year, year)) return to_problem(AccountRefusal::birth_year_invalid);
    if (!is_surely_grown(enrolment.birth_year, year)) {
        return Problem{ProblemKind::invalid, "guardian_consent_required",
                       "Người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý; xin ghi danh ở trang Tham gia.", "/birth_year"};
    }
    const auto* unit = units::current(context)->find(std::string_view(enrolment.unit_code));
    if (!unit || !units::is_joinable(unit->kind)) return to_problem(AccountRefusal::no_such_unit);
    if (!may(context, Permission::assist, unit->id)) {
        return Problem{ProblemKind::forbidden, "unit_not_yours", "Anh/chị chưa được giao ghi danh cho đơn vị này."};
    }
    if (refuse_consent_change(Purpose::learning, enrolment.consent_version, true))
        return to_problem(ConsentRefusal::consent_text_changed);
    return CheckedPerson{*name, unit->id};
}

// Names may have been corrected since: the millisecond at which they agreed tells one entry from another.
Result<AccountId> repeat(Context& context, const store::Enrolment& known, const AssistedEnrolment& enrolment) {
    if (known.agreed_at != enrolment.agreed_at) return sequence_taken();
    const auto person = store::find_person(context.db, known.account);
    if (!person) return person_gone();
    return known.account;
}

}  // namespace

Result<AccountId> enrol_assisted(Context& context, const AssistedEnrolment& enrolment) {
    const auto helper = context.actor.account;
    context.db.lock("account", helper.value);
    if (const auto known = store::find_enrolment(context.db, helper, enrolment.device, enrolment.sequence)) {
        return repeat(context, *known, enrolment);
    }
    const auto checked = check_person(context, enrolment);
    if (!checked) return checked.error();
    const auto account = add_account(context, {.full_name = checked->full_name,
                                               .login = free_login(context, checked->full_name),
                                               .birth_year = enrolment.birth_year,
                                               .unit = checked->unit,
                                               .group = enrolment.group});
    store::add_consent(context, account, Purpose::learning, enrolment.consent_version, true);
    store::add_enrolment(context,
                         {helper, enrolment.device, enrolment.sequence, account, enrolment.consent_version, enrolment.agreed_at});
    store::add_assisting(context, helper, account);
    record_act(context,
               {.action = "assisted_enrolled", .subject = account, .unit = checked->unit, .detail = enrolment.consent_version});
    return account;
}

Result<AccountId> find_assisted(Context& context, const std::string& device, std::int64_t sequence) {
    const auto known = store::find_enrolment(context.db, context.actor.account, device, sequence);
    if (!known) {
        return Problem{ProblemKind::missing, "no_such_enrolment", "Chưa có ghi danh của người này. Xin gửi ghi danh trước."};
    }
    if (!store::find_person(context.db, known->account)) return person_gone();
    return known->account;
}

bool may_record_for(Context& context, AccountId learner) {
    const auto place = primary_place(context, learner);
    if (!place || !may(context, Permission::assist, place->unit)) return false;
    if (store::is_assisting(context.db, context.actor.account, learner)) return true;
    return store::is_assisted(context.db, learner) && helps_in(context, place->unit);
}

std::vector<AssistedLearner> assisted_learners(Context& context) {
    std::vector<AssistedLearner> learners;
    const auto tree = units::current(context);
    const auto helper = context.actor.account;
    auto rows = store::find_assisted(context.db, helper);
    for (const auto unit : units_helped(context)) {
        for (auto& row : store::find_assisted_in(context.db, unit)) {
            const bool known = std::any_of(rows.begin(), rows.end(),
                                           [&](const auto& each) { return each.enrolment.account == row.enrolment.account; });
            if (!known) rows.push_back(std::move(row));
        }
    }
    for (const auto& row : rows) {
        const auto* unit = tree->find(row.unit);
        const bool own = row.enrolment.helper == helper;
        learners.push_back({row.enrolment.account, row.full_name, row.birth_year, unit ? unit->name : "",
                            std::min(row.enrolment.agreed_at, context.now), own,
                            own ? std::optional(row.enrolment.device) : std::nullopt,
                            own ? std::optional(row.enrolment.sequence) : std::nullopt});
    }
    return learners;
}

std::vector<units::UnitRef> units_to_assist(Context& context) {
    const auto tree = units::current(context);
    std::vector<units::UnitRef> listed;
    for (const auto& grant : store::find_grants(context.db, context.actor.account)) {
        if (!role_has(grant.role, Permission::assist) || !grant.unit) continue;
        for (const auto id : tree->subtree(grant.unit)) {
            const auto* unit = tree->find(id);
            const bool known =
                std::any_of(listed.begin(), listed.end(), [&](const auto& each) { return each.code == unit->code; });
            if (units::is_joinable(unit->kind) && !known && listed.size() < kUnitsToldMax) listed.push_back(units::ref(*unit));
        }
    }
    return listed;
}

ConsentShown learning_consent() {
    const auto& text = consent_text(Purpose::learning);
    return {text.version, text.title, text.text};
}

Result<bool> assign_helper(Context& context, AccountId learner, const std::string& helper_login) {
    const auto login = normalise_login(helper_login);
    const auto helper = login ? store::find_person(context.db, *login) : std::nullopt;
    const auto place = primary_place(context, learner);
    if (!helper || !place || !store::is_assisted(context.db, learner)) {
        return Problem{ProblemKind::missing, "no_such_helper", "Không tìm thấy người hỗ trợ hoặc người được giúp này.", "/login"};
    }
    const auto tree = units::current(context);
    const auto within = [&](units::UnitId inner, units::UnitId outer) { return tree->is_within(inner, outer); };
    if (!allows(store::find_grants(context.db, helper->id), Permission::assist, place->unit, within)) {
        return Problem{ProblemKind::conflict, "helper_without_role",
                       "Người này chưa có vai trò hỗ trợ ở đơn vị của người được giúp.", "/login"};
    }
    store::add_assisting(context, helper->id, learner);
    record_act(context, {.action = "helper_assigned", .subject = learner, .unit = place->unit});
    return true;
}

boost::json::object assisted_data(Context& context, AccountId account) {
    const auto enrolment = store::find_enrolment_of(context.db, account);
    if (!enrolment) return {};
    const auto given = store::find_help_given(context.db, account);
    std::vector<AccountId> wanted{enrolment->helper};
    for (const auto& each : given) wanted.push_back(each.helper);
    std::map<AccountId, std::string> names;
    for (const auto& name : store::find_names(context.db, wanted)) names[name.account] = name.full_name;
    const auto name_of = [&](AccountId helper) -> boost::json::value {
        const auto found = names.find(helper);
        return found == names.end() ? boost::json::value(nullptr) : boost::json::value(found->second);
    };
    boost::json::array recorded;
    for (const auto& each : given) {
        if (each.action == "assisted_recorded")
            recorded.push_back({{"at", each.at.utc_ms}, {"by", name_of(each.helper)}, {"records", std::stoll(each.detail)}});
    }
    return {{"enrolled_by", name_of(enrolment->helper)},
            {"agreed_at", enrolment->agreed_at.utc_ms},
            {"consent_version", enrolment->consent_version},
            {"recorded", std::move(recorded)}};
}

}  // namespace identity
