#include "routes_test.h"

namespace {

using namespace identity_test;
using identity::Role;
using Gate = IdentityTest;
BDH_ON_EVERY_ENGINE(Gate);

TEST_P(Gate, AsksForSignInOnEveryRouteThatIsNotOpenToAll) {
    for (const auto& route : product.router->routes()) {
        if (route.options.access.kind == http::Access::Kind::anyone) continue;
        std::string target = route.pattern;
        for (auto open = target.find('{'); open != std::string::npos; open = target.find('{')) {
            target.replace(open, target.find('}') - open + 1, "1");
        }
        const auto reply = call(route.method, target, route.takes_body ? boost::json::value(object{}) : nullptr);
        if (route.takes_upload) continue;
        EXPECT_EQ(reply.status, 401) << route.method << " " << target << " " << reply.raw;
        EXPECT_EQ(reply.code(), "sign_in_required");
    }
}

TEST_P(Gate, KeepsEveryRoleToItsUnitsOnEveryRouteOfAUnit) {
    const auto lan = add_member("lan.nt", "05551.01");
    const auto author = add_member("tac.gia", "05551.01", Role::author, "05551");
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    for (const auto& route : product.router->routes()) {
        if (route.options.access.kind != http::Access::Kind::on_unit || route.takes_upload) continue;
        const auto target = [&](const char* code) {
            auto path = route.pattern;
            const auto braced = "{" + route.options.access.parameter + "}";
            return path.replace(path.find(braced), braced.size(), code);
        };
        const boost::json::value body = route.takes_body ? boost::json::value(object{}) : nullptr;
        EXPECT_EQ(call(route.method, target("05551"), body, lan.cookie).code(), "not_permitted") << route.pattern;
        EXPECT_EQ(call(route.method, target("05551"), body, author.cookie).code(), "not_permitted") << route.pattern;
        EXPECT_EQ(call(route.method, target("01879"), body, officer.cookie).code(), "not_permitted") << route.pattern;
        EXPECT_EQ(call(route.method, target("19"), body, officer.cookie).code(), "not_permitted") << route.pattern;
        EXPECT_EQ(call(route.method, target("77777"), body, officer.cookie).code(), "no_such_unit") << route.pattern;
        EXPECT_LT(call(route.method, target("05551.01"), body, officer.cookie).status, 401) << route.pattern;
    }
}

TEST_P(Gate, KnowsTheVisitorAlsoWhereNobodyHasToSignIn) {
    const auto lan = add_member("lan.nt", "05551.01");
    within([&](Context& context) {
        EXPECT_FALSE(identity::may(context, identity::Permission::see_overview, unit("05551")));
    });
    EXPECT_EQ(call("GET", "/api/v1/consent_texts", nullptr, lan.cookie).status, 200);
    EXPECT_EQ(call("GET", "/api/v1/consent_texts", nullptr, "bdh_session=expired").status, 200);
}

TEST_P(Gate, AnswersMayForTheActorOnly) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    within([&](Context& context) {
        context.actor = {officer.id, 0};
        using identity::Permission;
        EXPECT_TRUE(identity::may(context, Permission::see_people, unit("05551.02")));
        EXPECT_FALSE(identity::may(context, Permission::see_people, unit("01879")));
        EXPECT_FALSE(identity::may(context, Permission::see_people, {424242}));
    });
}

}  // namespace
