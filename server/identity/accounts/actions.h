#pragma once
#include "accounts/rules.h"
#include "consents/actions.h"

#include "foundation/http/router.h"

namespace identity {

Problem to_problem(AccountRefusal refusal);

struct MembershipShown {
    units::UnitPath unit;
    units::TargetGroup target_group = units::TargetGroup::citizen;
    Day since_on;
    bool primary = false;
};
BOOST_DESCRIBE_STRUCT(MembershipShown, (), (unit, target_group, since_on, primary))

struct RoleShown {
    std::string role;
    std::optional<units::UnitPath> unit;  // nothing: everywhere
};
BOOST_DESCRIBE_STRUCT(RoleShown, (), (role, unit))

struct Me {
    AccountId account_id;
    std::string full_name;
    std::string nickname;
    std::string login;
    int birth_year = 0;
    AddressForm address_form = AddressForm::ban;
    bool simple_mode = false;
    bool show_name = false;
    bool may_show_name = false;
    std::vector<MembershipShown> memberships;
    std::vector<RoleShown> roles;
    bool totp_enabled = false;
    bool totp_required = false;
    std::vector<ConsentState> consents;
    std::optional<Day> deletion_due_on;  // always nothing while deletion happens at once
};
BOOST_DESCRIBE_STRUCT(Me, (), (account_id, full_name, nickname, login, birth_year, address_form, simple_mode, show_name, may_show_name,
                               memberships, roles, totp_enabled, totp_required, consents, deletion_due_on))
Me me_of(Context& context, AccountId account);

struct SignedIn {
    Me me;
    std::string token;
};

struct Guardian {
    Text<0, 200> name;
    Text<1, 40> relation;
    Text<1, 300> given_how;
};
BOOST_DESCRIBE_STRUCT(Guardian, (), (name, relation, given_how))

struct Join {
    Text<1, 40> unit_code;
    std::optional<Text<1, 40>> join_token;
    units::TargetGroup target_group = units::TargetGroup::citizen;
    Text<0, 200> full_name;
    Text<0, 100> login;
    Text<0, 200> password;
    int birth_year = 0;
    AddressForm address_form = AddressForm::ban;
    bool simple_mode = false;
    List<ConsentAnswer, 10> consents;
    std::optional<Guardian> guardian;
};
BOOST_DESCRIBE_STRUCT(Join, (), (unit_code, join_token, target_group, full_name, login, password, birth_year, address_form, simple_mode,
                                 consents, guardian))
Result<SignedIn> join(http::SlowContext& slow, const Join& request);

struct MeChange {
    std::optional<Text<0, 100>> nickname;
    std::optional<bool> show_name;
    std::optional<AddressForm> address_form;
    std::optional<bool> simple_mode;
    std::optional<Text<0, 200>> full_name;
};
BOOST_DESCRIBE_STRUCT(MeChange, (), (nickname, show_name, address_form, simple_mode, full_name))
Result<Me> change_me(Context& context, const MeChange& change);

// Moves the place that ranks count a person in and tells the others.
void move_place(Context& context, AccountId account, units::UnitId to);

std::string draw_nickname(Context& context);

}  // namespace identity
