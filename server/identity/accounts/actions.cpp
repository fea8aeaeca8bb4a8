#include "accounts/actions.h"

#include "accounts/store.h"
#include "consents/store.h"
#include "invitations/actions.h"
#include "memory/store.h"
#include "names/store.h"
#include "passwords/actions.h"
#include "permissions/store.h"
#include "second_factor/actions.h"
#include "sessions/actions.h"

#include "foundation/events/bus.h"
#include "foundation/text.h"

#include <algorithm>

namespace identity {
namespace {

struct CheckedJoin {
    store::Person person;
    units::UnitId unit;
    std::optional<store::GuardianRow> guardian;
};

bool gives(const Join& request, Purpose purpose) {
    return std::any_of(request.consents.begin(), request.consents.end(), [&](const auto& each) { return each.purpose == purpose; });
}

Result<std::optional<store::GuardianRow>> check_guardian(const Join& request, bool is_grown) {
    if (is_grown) return std::optional<store::GuardianRow>();
    if (!request.guardian) {
        return Problem{ProblemKind::invalid, "guardian_consent_required",
                       "Người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý trước khi tham gia.", "/guardian"};
    }
    auto name = normalise_full_name(request.guardian->name.value);
    if (!name) {
        auto problem = to_problem(AccountRefusal::name_invalid);
        problem.field = "/guardian/name";
        return problem;
    }
    return std::optional(store::GuardianRow{*name, text::squeeze(request.guardian->relation.value), text::squeeze(request.guardian->given_how.value)});
}

// Everything that can be refused without the password's hash; nothing is stored.
Result<CheckedJoin> check_join(Context& context, const Join& request) {
    const int year = year_of(context.today());
    if (const auto refusal = refuse_consents(request.consents.values)) return to_problem(*refusal);
    const auto login = normalise_login(request.login.value);
    if (!login) return to_problem(AccountRefusal::login_invalid);
    const auto name = normalise_full_name(request.full_name.value);
    if (!name) return to_problem(AccountRefusal::name_invalid);
    if (!is_birth_year(request.birth_year, year)) return to_problem(AccountRefusal::birth_year_invalid);
    if (const auto problem = refuse_new_password(request.password.value, *login, "/password")) return *problem;
    const bool is_grown = is_surely_grown(request.birth_year, year);
    const auto guardian = check_guardian(request, is_grown);
    if (!guardian) return guardian.error();
    const auto* unit = units::current(context)->find(std::string_view(request.unit_code.value));
    if (!unit || !units::is_joinable(unit->kind)) return to_problem(AccountRefusal::no_such_unit);
    if (request.join_token && !join_link_holds(context, request.join_token->value)) return join_link_invalid();
    if (store::find_person(context.db, *login)) return to_problem(AccountRefusal::login_taken);
    return CheckedJoin{{.full_name = *name,
                        .login = *login,
                        .birth_year = request.birth_year,
                        .address_form = request.address_form,
                        .simple_mode = request.simple_mode,
                        .show_name = is_grown && gives(request, Purpose::ranking_name)},
                       unit->id, *guardian};
}

Result<SignedIn> store_join(Context& context, const CheckedJoin& checked, const Join& request, const std::string& password_hash) {
    auto person = checked.person;
    person.id = {context.fresh_id()};
    person.nickname = draw_nickname(context);
    person.password_hash = password_hash;
    person.joined_at = context.now;
    if (!store::add_person(context.db, person)) return to_problem(AccountRefusal::login_taken);
    if (checked.guardian) store::add_guardian(context, person.id, *checked.guardian);
    for (const auto& answer : request.consents) store::add_consent(context, person.id, answer.purpose, answer.version, true);
    store::add_membership(context, person.id, {checked.unit, request.target_group, context.today(), true});
    context.events.publish(context, AccountJoined{person.id, checked.unit, request.target_group});
    auto token = open_session(context, person.id, {context.now, false});
    return SignedIn{me_of(context, person.id), std::move(token)};
}

std::vector<RoleShown> roles_shown(const units::Tree& tree, const std::vector<Grant>& grants, const std::vector<MembershipShown>& memberships) {
    std::vector<RoleShown> roles;
    if (!memberships.empty()) roles.push_back({role_word(Role::learner), memberships.front().unit});
    for (const auto& grant : grants) {
        const auto* unit = tree.find(grant.unit);
        if (unit || !grant.unit) roles.push_back({role_word(grant.role), unit ? std::optional(units::path(tree, *unit)) : std::nullopt});
    }
    return roles;
}

}  // namespace

Problem to_problem(AccountRefusal refusal) {
    const char* code = boost::describe::enum_to_string(refusal, "");
    switch (refusal) {
    case AccountRefusal::login_invalid:
        return {ProblemKind::invalid, code, "Hãy nhập số điện thoại di động, hoặc tên đăng nhập từ 3 đến 40 chữ không dấu, số và dấu . _ -", "/login"};
    case AccountRefusal::login_taken:
        return {ProblemKind::conflict, code, "Số điện thoại hoặc tên đăng nhập này đã có người dùng. Nếu là của bạn, hãy đăng nhập.", "/login"};
    case AccountRefusal::name_invalid:
        return {ProblemKind::invalid, code, "Họ và tên cần từ 2 đến 80 chữ cái, không có số và ký hiệu lạ.", "/full_name"};
    case AccountRefusal::nickname_invalid:
        return {ProblemKind::invalid, code, "Biệt danh cần từ 2 đến 24 chữ cái hoặc số.", "/nickname"};
    case AccountRefusal::birth_year_invalid:
        return {ProblemKind::invalid, code, "Năm sinh này chưa đúng. Vui lòng nhập đủ bốn số, ví dụ 1968.", "/birth_year"};
    case AccountRefusal::no_such_unit:
        return {ProblemKind::missing, code, "Không tìm thấy đơn vị này. Hãy chọn xã, phường, xóm, tổ hoặc cơ quan của bạn.", "/unit_code"};
    case AccountRefusal::may_not_show_name:
        return {ProblemKind::forbidden, code, "Người dưới 16 tuổi luôn dùng biệt danh để được an toàn.", "/show_name"};
    }
    throw std::logic_error("unknown refusal");
}

std::string draw_nickname(Context& context) {
    return make_nickname(context.random.number(nickname_words_count()), context.random.number(kNicknameNumbers));
}

Me me_of(Context& context, AccountId account) {
    const auto person = store::find_person(context.db, account);
    ensure(person.has_value(), "whoever is signed in has a row");
    const auto tree = units::current(context);
    const auto grants = store::find_grants(context.db, account);
    Me me{.account_id = account,
          .full_name = person->full_name,
          .nickname = person->nickname,
          .login = person->login,
          .birth_year = person->birth_year,
          .address_form = person->address_form,
          .simple_mode = person->simple_mode,
          .show_name = person->show_name,
          .may_show_name = is_surely_grown(person->birth_year, year_of(context.today())),
          .memberships = {},
          .roles = {},
          .totp_enabled = has_second_factor(context, account),
          .totp_required = is_privileged(grants) && !context.services.get<Site>().demo,
          .consents = consents_of(context, account),
          .deletion_due_on = std::nullopt};
    for (const auto& membership : store::find_memberships(context.db, account)) {
        if (const auto* unit = tree->find(membership.unit)) {
            me.memberships.push_back({units::path(*tree, *unit), membership.group, membership.since, membership.is_primary});
        }
    }
    me.roles = roles_shown(*tree, grants, me.memberships);
    return me;
}

Result<SignedIn> join(http::SlowContext& slow, const Join& request) {
    const auto checked = slow.read([&](Context& context) { return check_join(context, request); });
    if (!checked) return checked.error();
    const auto password_hash = hash_password(request.password.value);
    return slow.write([&](Context& context) { return store_join(context, *checked, request, password_hash); });
}

Result<Me> change_me(Context& context, const MeChange& change) {
    const auto account = context.actor.account;
    context.db.lock("account", account.value);
    auto person = store::find_person(context.db, account);
    if (!person) return sign_in_required();  // erased a moment ago
    if (change.show_name && *change.show_name != person->show_name) {
        const auto& text = consent_text(Purpose::ranking_name);
        const auto changed = change_consent(context, Purpose::ranking_name, text.version, *change.show_name);
        if (!changed) return changed.error();
        person->show_name = *change.show_name;
    }
    if (change.nickname) {
        const auto nickname = normalise_nickname(change.nickname->value);
        if (!nickname) return to_problem(AccountRefusal::nickname_invalid);
        person->nickname = *nickname;
    }
    if (change.full_name) {
        const auto name = normalise_full_name(change.full_name->value);
        if (!name) return to_problem(AccountRefusal::name_invalid);
        person->full_name = *name;
        store::remove_words(context.db, account);
        store::add_words(context.db, account, person->full_name, person->login);
    }
    if (change.address_form) person->address_form = *change.address_form;
    if (change.simple_mode) person->simple_mode = *change.simple_mode;
    store::save_person(context.db, *person);
    return me_of(context, account);
}

void move_place(Context& context, AccountId account, units::UnitId to) {
    const auto from = primary_place(context, account);
    if (!from || from->unit == to) return;
    store::move_primary(context, account, to, context.today());
    context.events.publish(context, PlaceChanged{account, from->unit, to});
}

AccountId add_account(Context& context, const NewAccount& account) {
    store::Person person{.id = {context.fresh_id()},
                         .full_name = account.full_name,
                         .nickname = draw_nickname(context),
                         .login = account.login,
                         .password_hash = account.password_hash,
                         .birth_year = account.birth_year,
                         .show_name = account.show_name,
                         .joined_at = account.joined_at.utc_ms ? account.joined_at : context.now};
    ensure(boost::describe::enum_from_string(account.address_form.c_str(), person.address_form), "an address form is one of six");
    if (!store::add_person(context.db, person)) throw std::invalid_argument("the login is taken: " + account.login);
    store::add_membership(context, person.id, {account.unit, account.group, day_of(person.joined_at), true});
    context.events.publish(context, AccountJoined{person.id, account.unit, account.group});
    return person.id;
}

std::optional<Place> primary_place(Context& context, AccountId account) {
    const auto memberships = store::find_memberships(context.db, account);
    if (memberships.empty() || !memberships.front().is_primary) return std::nullopt;
    return Place{memberships.front().unit, memberships.front().group};
}

std::vector<PublicName> public_names(Context& context, const std::vector<AccountId>& accounts) {
    const int year = year_of(context.today());
    std::vector<PublicName> names;
    for (const auto& row : store::find_names(context.db, accounts)) {
        const bool is_shown = row.show_name && is_surely_grown(row.birth_year, year);
        names.push_back({row.account, is_shown ? row.full_name : row.nickname});
    }
    return names;
}

std::string greeting_name(Context& context, AccountId account) {
    const auto greeted = store::find_greeted(context.db, account);
    return greeted ? greeting_name(greeted->address_form, greeted->full_name) : std::string("bạn");
}

void each_place(Context& context, const std::function<void(AccountId, const Place&)>& take) {
    constexpr std::int64_t kBatch = 10000;
    AccountId after;
    for (;;) {
        const auto places = store::find_places(context.db, after, kBatch);
        for (const auto& row : places) take(row.account, row.place);
        if (std::ssize(places) < kBatch) return;
        after = places.back().account;
    }
}

Result<AccountId> create_account(const ContextFactory& contexts, const Appointment& appointment) {
    const auto login = normalise_login(appointment.login);
    if (!login) return to_problem(AccountRefusal::login_invalid);
    const auto name = normalise_full_name(appointment.full_name);
    if (!name) return to_problem(AccountRefusal::name_invalid);
    if (!is_birth_year(appointment.birth_year, year_of(day_of(contexts.clock.now())))) return to_problem(AccountRefusal::birth_year_invalid);
    if (const auto problem = refuse_new_password(appointment.password, *login, "/password")) return *problem;
    const auto* unit = units::current(contexts.services)->find(std::string_view(appointment.unit_code));
    if (!unit) return to_problem(AccountRefusal::no_such_unit);
    const auto password_hash = hash_password(appointment.password);
    Result<AccountId> created = to_problem(AccountRefusal::login_taken);
    contexts.write([&](Context& context) {
        if (store::find_person(context.db, *login)) return false;
        created = add_account(context, {.full_name = *name, .login = *login, .password_hash = password_hash,
                                        .birth_year = appointment.birth_year, .unit = unit->id, .group = units::TargetGroup::official});
        grant_role(context, *created, appointment.role, unit->id);
        return true;
    });
    return created;
}

}  // namespace identity
