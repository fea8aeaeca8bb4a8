#include "routes_test.h"

#include "audit/actions.h"

namespace {

using namespace identity_test;
using identity::Role;
using AuditRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(AuditRoutes);

TEST_P(AuditRoutes, TellsTheOfficerWhatWasDoneInTheUnitAndBelow) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto neighbour = add_member("can.bo2", "01879", Role::unit_officer);
    call("POST", "/api/v1/units/05551.01/join_links", object{}, officer.cookie);
    call("POST", "/api/v1/units/01879/join_links", object{}, neighbour.cookie);
    const auto audit = call("GET", "/api/v1/units/05551/audit", nullptr, officer.cookie);
    ASSERT_EQ(audit.status, 200) << audit.raw;
    const auto& entries = audit.body.at("entries").as_array();
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].at("action"), "join_link_made");
    EXPECT_EQ(entries[0].at("actor"), "Trần Văn Minh");
    EXPECT_EQ(entries[0].at("subject"), nullptr);
    EXPECT_EQ(entries[1].at("action"), "role_granted");
    EXPECT_EQ(entries[1].at("actor"), "(máy chủ)");
    EXPECT_EQ(entries[1].at("detail"), "unit_officer");
    EXPECT_EQ(audit.body.at("next_before"), nullptr);
    EXPECT_EQ(call("GET", "/api/v1/units/01879/audit", nullptr, officer.cookie).code(), "not_permitted");
}

TEST_P(AuditRoutes, RecordsWhenAnOfficerSignsInButNotWhenALearnerDoes) {
    const AccountId id{join().body.at("account_id").as_int64()};
    ASSERT_EQ(sign_in("0912345678", kPassword).status, 200);
    within([&](Context& context) { identity::grant_role(context, id, Role::unit_officer, unit("05551")); });
    ASSERT_EQ(sign_in("0912345678", kPassword).status, 200);
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto audit = call("GET", "/api/v1/units/05551/audit", nullptr, officer.cookie);
    std::vector<std::string> actions;
    for (const auto& entry : audit.body.at("entries").as_array()) actions.emplace_back(entry.at("action").as_string());
    EXPECT_EQ(actions, (std::vector<std::string>{"role_granted", "signed_in", "role_granted"}));
    EXPECT_EQ(audit.body.at("entries").at(1).at("actor"), "Nguyễn Thị Lan");
}

TEST_P(AuditRoutes, PagesWithoutLosingOrRepeatingAnEntry) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    within([&](Context& context) {
        for (int more = 0; more < 119; ++more) identity::record_act(context, {.action = "test", .unit = unit("05551.02"), .detail = std::to_string(more)});
    });
    std::size_t seen = 0;
    std::string query;
    for (int page = 0; page < 3; ++page) {
        const auto audit = call("GET", "/api/v1/units/05551/audit" + query, nullptr, officer.cookie);
        seen += audit.body.at("entries").as_array().size();
        if (audit.body.at("next_before").is_null()) break;
        query = "?before=" + std::to_string(audit.body.at("next_before").as_int64());
    }
    EXPECT_EQ(seen, 120u);
    EXPECT_EQ(call("GET", "/api/v1/units/05551/audit?before=x", nullptr, officer.cookie).status, 400);
}

TEST_P(AuditRoutes, ForgetsTheNameOfWhoWasErasedButNotTheAct) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto lan = join();
    const AccountId lan_id{lan.body.at("account_id").as_int64()};
    call("POST", "/api/v1/accounts/" + std::to_string(lan_id.value) + "/reset_codes", object{}, officer.cookie);
    ASSERT_EQ(call("POST", "/api/v1/me/deletion", object{{"password", kPassword}}, lan.cookie).status, 200);
    const auto audit = call("GET", "/api/v1/units/05551/audit", nullptr, officer.cookie);
    EXPECT_EQ(audit.body.at("entries").at(0).at("subject"), "(tài khoản đã xoá)");
    EXPECT_EQ(audit.raw.find("Lan"), std::string::npos);
}

}  // namespace
