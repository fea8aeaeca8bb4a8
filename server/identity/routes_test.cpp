#include "routes_test.h"

#include <map>
#include <set>

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

// Written out here on purpose, apart from the rules: whoever changes who may do what says so twice.
const std::map<Role, std::set<std::string>> kPowers = {
    {Role::learner, {}},
    {Role::author, {}},
    {Role::coach, {"see_overview", "see_people", "reset_password"}},
    {Role::unit_officer, {"see_overview", "see_people", "invite", "import_roster", "reset_password", "see_audit"}},
    {Role::province, {"see_overview", "see_people", "invite", "import_roster", "reset_password", "see_audit"}},
    {Role::operator_, {"see_overview", "invite", "import_roster", "reset_password", "see_audit"}},
};

struct Place {
    const char* code;
    bool within;  // the role's unit, 05551
};
constexpr Place kPlaces[] = {{"05551", true}, {"05551.01", true}, {"01879", false}, {"01879.01", false}, {"19", false}};

class EveryRoute : public IdentityTest {
protected:
    // What a route's parameter names, made in that unit. A route of a new kind fails here until its example is added.
    std::string example(const http::Access& access, const Place& place) {
        if (access.kind == http::Access::Kind::on_unit) return place.code;
        if (access.kind == http::Access::Kind::on_account)
            return std::to_string(add_member("nguoi." + std::to_string(++made_), place.code).id.value);
        if (access.parameter == "token") {
            const auto keeper = add_member("giu." + std::to_string(++made_), place.code, Role::unit_officer, "19");
            const auto link = call("POST", "/api/v1/units/" + std::string(place.code) + "/join_links", object{{"target_group", nullptr}},
                                   keeper.cookie);
            return text(link, "token");
        }
        ADD_FAILURE() << "no example of a {" << access.parameter << "}: add one, so that its routes are walked, too";
        return "1";
    }

    TestReply try_route(const http::Route& route, const std::string& value, const std::string& cookie) {
        auto target = route.pattern;
        const auto braced = "{" + route.options.access.parameter + "}";
        target.replace(target.find(braced), braced.size(), value);
        if (!route.takes_upload) return call(route.method, target, route.takes_body ? boost::json::value(object{}) : nullptr, cookie);
        return product.send({route.method, target,
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", cookie}},
                             "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx\r\n--edge--\r\n",
                             "127.0.0.1", true, "t"});
    }

    int made_ = 0;
};
BDH_ON_EVERY_ENGINE(EveryRoute);

TEST_P(EveryRoute, AdmitsEachRoleOnlyWithItsPowersAndInItsUnits) {
    int walked = 0;
    for (const auto& [role, powers] : kPowers) {
        const auto actor = add_member("vai." + std::to_string(static_cast<int>(role)), "05551", role);
        for (const auto& route : product.router->routes()) {
            const auto& access = route.options.access;
            if (access.kind == http::Access::Kind::anyone || access.kind == http::Access::Kind::signed_in) continue;
            for (const auto& place : kPlaces) {
                const auto reply = try_route(route, example(access, place), actor.cookie);
                const auto what = route.method + " " + route.pattern + " in " + place.code + " as role " +
                                  std::to_string(static_cast<int>(role)) + ": " + reply.raw;
                if (powers.contains(access.permission) && place.within) {
                    EXPECT_NE(reply.status, 403) << what;
                    EXPECT_NE(reply.status, 401) << what;
                } else {
                    // Of an account outside one's units not even the existence is told.
                    const bool about_person = access.kind == http::Access::Kind::on_account;
                    EXPECT_EQ(reply.code(), about_person ? "no_such_account" : "not_permitted") << what;
                }
                EXPECT_LT(reply.status, 500) << what;
                ++walked;
            }
        }
    }
    EXPECT_GE(walked, 6 * 5 * 9);
}

TEST_P(EveryRoute, SaysWhenAUnitOrAnAccountDoesNotExist) {
    const auto officer = add_member("can.bo", "05551", Role::unit_officer);
    for (const auto& route : product.router->routes()) {
        const auto kind = route.options.access.kind;
        if (kind == http::Access::Kind::on_unit) {
            EXPECT_EQ(try_route(route, "77777", officer.cookie).code(), "no_such_unit") << route.pattern;
        } else if (kind == http::Access::Kind::on_account || kind == http::Access::Kind::on_thing) {
            const auto reply = try_route(route, "4242424242", officer.cookie);
            EXPECT_TRUE(reply.status == 404 || reply.status == 403) << route.pattern << " " << reply.raw;
        }
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
