#include "routes_test.h"

namespace {

using namespace identity_test;
using identity::Role;
using InvitationRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(InvitationRoutes);

TEST_P(InvitationRoutes, MakesAPosterThatLeadsIntoTheUnitUntilItIsRevoked) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto made = call("POST", "/api/v1/units/05551.01/join_links", object{{"target_group", "worker"}}, officer.cookie);
    ASSERT_EQ(made.status, 201) << made.raw;
    const auto token = text(made, "token");
    EXPECT_EQ(token.size(), 10u);
    EXPECT_EQ(text(made, "url"), "http://localhost:8080/tham-gia?ma=" + token);
    EXPECT_TRUE(text(made, "qr_svg").starts_with("<svg"));
    EXPECT_EQ(call("GET", "/api/v1/units/05551.01/join_links", nullptr, officer.cookie).body.at("links").at(0), made.body);
    EXPECT_TRUE(call("GET", "/api/v1/units/05551/join_links", nullptr, officer.cookie).body.at("links").as_array().empty());
    const auto invitation = call("GET", "/api/v1/join_links/" + token);
    EXPECT_EQ(invitation.body.at("unit").at("name"), "Xóm Đồng Đình");
    EXPECT_EQ(invitation.body.at("target_group"), "worker");

    EXPECT_EQ(call("DELETE", "/api/v1/join_links/" + token, nullptr, officer.cookie).status, 204);
    EXPECT_EQ(call("GET", "/api/v1/join_links/" + token).code(), "join_link_invalid");
    EXPECT_EQ(join({{"join_token", token}}).code(), "join_link_invalid");
    EXPECT_EQ(call("DELETE", "/api/v1/join_links/" + token, nullptr, officer.cookie).code(), "no_such_join_link");
}

TEST_P(InvitationRoutes, StaysOutOfOtherPeoplesUnits) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    const auto neighbour = add_member("can.bo2", "01879", Role::unit_officer);
    const auto token = text(call("POST", "/api/v1/units/05551/join_links", object{{"target_group", nullptr}}, officer.cookie), "token");
    EXPECT_EQ(call("DELETE", "/api/v1/join_links/" + token, nullptr, neighbour.cookie).code(), "not_permitted");
    EXPECT_EQ(call("POST", "/api/v1/units/05551/join_links", object{}, neighbour.cookie).code(), "not_permitted");
    EXPECT_EQ(call("GET", "/api/v1/join_links/" + token).status, 200);
}

}  // namespace
