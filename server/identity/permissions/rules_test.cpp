#include "permissions/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace identity;

constexpr Role kRoles[] = {Role::learner, Role::helper,   Role::coach,    Role::unit_officer,
                           Role::author,  Role::province, Role::operator_};
constexpr Permission kPermissions[] = {Permission::see_overview,  Permission::see_people,     Permission::invite,
                                       Permission::import_roster, Permission::reset_password, Permission::see_audit,
                                       Permission::review_tasks,  Permission::run_campaign,   Permission::see_item_data,
                                       Permission::assist};

TEST(PermissionRules, GivesEachRoleTheLeastItNeeds) {
    //                                overview people invite import reset  audit  review campaign item data assist
    const bool expected[7][10] = {{false, false, false, false, false, false, false, false, false, false},  // learner
                                  {false, false, false, false, false, false, false, false, false, true},   // helper
                                  {true,  true,  false, false, true,  false, true,  false, false, true},   // coach
                                  {true,  true,  true,  true,  true,  true,  true,  true,  false, true},   // unit officer
                                  {false, false, false, false, false, false, false, false, true,  false},  // author
                                  {true,  true,  true,  true,  true,  true,  true,  true,  true,  true},   // province
                                  {true,  false, true,  true,  true,  true,  false, false, false, false}};  // operator
    for (std::size_t role = 0; role < 7; ++role) {
        for (std::size_t permission = 0; permission < 10; ++permission) {
            EXPECT_EQ(role_has(kRoles[role], kPermissions[permission]), expected[role][permission])
                << role_word(kRoles[role]) << " " << boost::describe::enum_to_string(kPermissions[permission], "");
        }
    }
}

TEST(PermissionRules, WritesEveryRoleAsOneWord) {
    for (const auto role : kRoles) EXPECT_EQ(read_role(role_word(role)), role);
    EXPECT_EQ(role_word(Role::operator_), "operator");
}

// Units 1 to 15 as a binary tree: the parent of n is n / 2.
bool is_within(units::UnitId inner, units::UnitId outer) {
    for (auto at = inner.value; at > 0; at /= 2) {
        if (at == outer.value) return true;
    }
    return false;
}

RC_GTEST_PROP(PermissionRules, ARoleReachesItsSubtreeAndNothingElse, ()) {
    const Grant grant{*rc::gen::elementOf(std::vector<Role>(std::begin(kRoles), std::end(kRoles))), {*rc::gen::inRange(1, 16)}};
    const units::UnitId unit{*rc::gen::inRange(1, 16)};
    for (const auto permission : kPermissions) {
        RC_ASSERT(allows({grant}, permission, unit, is_within) == (role_has(grant.role, permission) && is_within(unit, grant.unit)));
    }
}

RC_GTEST_PROP(PermissionRules, MoreRolesNeverTakeAnythingAway, ()) {
    std::vector<Grant> grants;
    const units::UnitId unit{*rc::gen::inRange(1, 16)};
    std::vector<bool> before(10, false);
    for (int more = 0; more < 4; ++more) {
        grants.push_back({*rc::gen::elementOf(std::vector<Role>(std::begin(kRoles), std::end(kRoles))), {*rc::gen::inRange(0, 16)}});
        for (std::size_t permission = 0; permission < 10; ++permission) {
            const bool now = allows(grants, kPermissions[permission], unit, is_within);
            RC_ASSERT(now || !before[permission]);
            before[permission] = now;
        }
    }
}

TEST(PermissionRules, AGrantWithoutAUnitReachesEverywhere) {
    EXPECT_TRUE(allows({{Role::operator_, {}}}, Permission::see_overview, {7}, is_within));
    EXPECT_FALSE(allows({}, Permission::see_overview, {7}, is_within));
}

TEST(PermissionRules, NobodyGivesAResetCodeToSomebodyAsStrongAsThemselves) {
    const Grant coach{Role::coach, {1}}, officer{Role::unit_officer, {1}}, author{Role::author, {1}}, province{Role::province, {1}},
        machine{Role::operator_, {}};
    EXPECT_TRUE(may_reset({coach}, {}));
    EXPECT_FALSE(may_reset({coach}, {{Role::helper, {1}}}));
    EXPECT_TRUE(may_reset({officer}, {{Role::helper, {1}}}));
    EXPECT_FALSE(may_reset({coach}, {coach}));
    EXPECT_FALSE(may_reset({coach}, {officer}));
    EXPECT_TRUE(may_reset({officer}, {coach}));
    EXPECT_FALSE(may_reset({officer}, {officer}));
    EXPECT_FALSE(may_reset({officer}, {author}));
    EXPECT_FALSE(may_reset({officer}, {coach, province}));
    EXPECT_TRUE(may_reset({province}, {officer}));
    EXPECT_TRUE(may_reset({province}, {author}));
    EXPECT_TRUE(may_reset({machine}, {province}));
    EXPECT_FALSE(may_reset({machine}, {machine}));
    EXPECT_FALSE(may_reset({}, {}));
}

TEST(PermissionRules, HoldsOfficersAndAboveToTheStricterRules) {
    EXPECT_FALSE(is_privileged({{Role::helper, {1}}}));
    EXPECT_FALSE(is_privileged({{Role::coach, {1}}}));
    EXPECT_TRUE(is_privileged({{Role::coach, {1}}, {Role::unit_officer, {1}}}));
    EXPECT_TRUE(is_privileged({{Role::author, {1}}}));
}

}  // namespace
