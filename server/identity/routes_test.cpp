#include "routes_test.h"

#include <map>
#include <regex>
#include <set>

namespace {

using namespace identity_test;
using boost::json::array;
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
    {Role::author, {"see_item_data"}},
    {Role::coach, {"see_overview", "see_people", "reset_password", "review_tasks", "assist"}},
    {Role::unit_officer, {"see_overview", "see_people", "invite", "import_roster", "reset_password", "see_audit", "review_tasks",
                         "run_campaign", "assist"}},
    {Role::province,
     {"see_overview", "see_people", "invite", "import_roster", "reset_password", "see_audit", "review_tasks", "run_campaign", "see_item_data",
      "assist"}},
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
        if (access.kind == http::Access::Kind::anywhere) return "4242424242";
        if (access.kind == http::Access::Kind::on_account)
            return std::to_string(add_member("nguoi." + std::to_string(++made_), place.code).id.value);
        if (access.parameter == "token") {
            const auto keeper = add_member("giu." + std::to_string(++made_), place.code, Role::unit_officer, "19");
            const auto link = call("POST", "/api/v1/units/" + std::string(place.code) + "/join_links", object{{"target_group", nullptr}},
                                   keeper.cookie);
            return text(link, "token");
        }
        if (access.parameter == "submission_id" || access.parameter == "photo_id") return hand_in(access.parameter, place);
        ADD_FAILURE() << "no example of a {" << access.parameter << "}: add one, so that its routes are walked, too";
        return "1";
    }

    // A task with a photo, of a learner in that unit.
    std::string hand_in(const std::string& parameter, const Place& place) {
        // One white dot, as PNG.
        static constexpr unsigned char kDot[] = {
            0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
            0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 'I', 'D', 'A', 'T', 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0, 0xB1, 0x38,
            0xF6, 0x14, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
        const auto learner = add_member("nop." + std::to_string(++made_), place.code);
        const auto photo = send_file("POST", "/api/v1/lessons/bdh-ai-1-01/task_photos", learner.cookie,
                                     std::string(reinterpret_cast<const char*>(kDot), sizeof kDot));
        EXPECT_EQ(photo.status, 201) << photo.raw;
        const auto page = "/api/v1/lessons/bdh-ai-1-01";
        const auto task = call("GET", page, nullptr, learner.cookie).body.at("task");
        const array checks(task.at("criteria").as_array().size(), true);
        const auto handed_in = call("PUT", std::string(page) + "/task_submission", object{{"text", "x"}, {"checks", checks}}, learner.cookie);
        EXPECT_EQ(handed_in.status, 200) << handed_in.raw;
        const auto submission = call("GET", page, nullptr, learner.cookie).body.at("task").at("submission");
        return std::to_string((parameter == "photo_id" ? photo.body.at("id") : submission.at("id")).as_int64());
    }

    // A body of the right shape where the handler itself asks for the permission: it never sees one that is not.
    static boost::json::value example_body(const http::Route& route) {
        if (route.options.name == "post_task_review")
            return object{{"decision", "returned"}, {"reason", "x"}, {"checks", array{}}, {"handed_in_at", 0}};
        return object{};
    }

    TestReply send_file(const std::string& method, const std::string& target, const std::string& cookie, const std::string& bytes) {
        return product.send({method, target,
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", cookie}},
                             "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + bytes + "\r\n--edge--\r\n",
                             "127.0.0.1", true, "t"});
    }

    TestReply try_route(const http::Route& route, const std::string& value, const std::string& cookie) {
        // What belongs to no unit has no parameter of its own in Access; what its address names is any value.
        const auto& parameter = route.options.access.parameter;
        const auto target = std::regex_replace(route.pattern, std::regex(parameter.empty() ? "\\{\\w+\\}" : "\\{" + parameter + "\\}"), value);
        if (!route.takes_upload) return call(route.method, target, route.takes_body ? example_body(route) : nullptr, cookie);
        return send_file(route.method, target, cookie, "x");
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
                const bool reaches = place.within || access.kind == http::Access::Kind::anywhere;
                if (powers.contains(access.permission) && reaches) {
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
