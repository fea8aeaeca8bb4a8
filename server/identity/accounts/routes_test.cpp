#include "routes_test.h"

namespace {

using namespace identity_test;
using AccountRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(AccountRoutes);

TEST_P(AccountRoutes, LetsLanJoinAndGreetsHerFromThenOn) {
    const auto joined = join();
    ASSERT_EQ(joined.status, 201) << joined.raw;
    EXPECT_EQ(text(joined, "login"), "0912345678");
    EXPECT_EQ(joined.body.at("memberships").at(0).at("unit").at("code"), "05551.01");
    EXPECT_EQ(joined.body.at("memberships").at(0).at("since_on"), "2026-11-22");
    EXPECT_EQ(joined.body.at("memberships").at(0).at("unit").at("path"), (boost::json::array{"Tỉnh Thái Nguyên", "Xã Kim Phượng"}));
    EXPECT_EQ(joined.body.at("roles").at(0).at("role"), "learner");
    EXPECT_EQ(joined.body.at("show_name"), false);
    EXPECT_EQ(joined.body.at("may_show_name"), true);
    ASSERT_TRUE(joined.cookie.starts_with("bdh_session=")) << joined.cookie;
    EXPECT_EQ(joined.cookie.size(), std::string("bdh_session=").size() + 64);

    const auto me = call("GET", "/api/v1/me", nullptr, joined.cookie);
    EXPECT_EQ(me.status, 200);
    EXPECT_EQ(me.body, joined.body);
    within([&](Context& context) {
        EXPECT_EQ(identity::greeting_name(context, {joined.body.at("account_id").as_int64()}), "bác Lan");
    });
}

TEST_P(AccountRoutes, RefusesWhatDoesNotHoldAndStoresNothing) {
    const struct {
        object changes;
        const char* code;
        int status;
    } cases[] = {
        {{{"login", "lan nt"}}, "login_invalid", 400},
        {{{"full_name", "L4n"}}, "name_invalid", 400},
        {{{"birth_year", 68}}, "birth_year_invalid", 400},
        {{{"password", "ngan"}}, "password_too_short", 400},
        {{{"password", ""}}, "password_too_short", 400},
        {{{"password", "Anhyeuem123"}}, "password_too_common", 400},
        {{{"password", "0912345678"}}, "password_too_common", 400},
        {{{"password", std::string(190, 'x') + "y"}}, "password_too_long", 400},
        {{{"consents", boost::json::array{}}}, "consent_required", 400},
        {{{"consents", {{{"purpose", "learning"}, {"version", "1999-01"}}}}}, "consent_text_changed", 409},
        {{{"consents", {{{"purpose", "selling"}, {"version", "2026-11"}}}}}, "field_not_allowed", 400},
        {{{"birth_year", 2012}}, "guardian_consent_required", 400},
        {{{"birth_year", 2010}}, "guardian_consent_required", 400},
        {{{"unit_code", "99999"}}, "no_such_unit", 404},
        {{{"unit_code", "19"}}, "no_such_unit", 404},
        {{{"join_token", "nothing"}}, "join_link_invalid", 404},
        {{{"address_form", "sir"}}, "field_not_allowed", 400},
        {{{"role", "operator"}}, "field_unknown", 400},
    };
    for (const auto& each : cases) {
        const auto reply = join(each.changes);
        EXPECT_EQ(reply.code(), each.code) << reply.raw;
        EXPECT_EQ(reply.status, each.status) << each.code;
        EXPECT_EQ(reply.cookie, "");
    }
    EXPECT_EQ(count("identity_accounts"), 0);
    EXPECT_EQ(count("identity_consents"), 0);
}

TEST_P(AccountRoutes, SaysThatALoginIsTakenHoweverItIsWritten) {
    ASSERT_EQ(join().status, 201);
    const auto again = join({{"login", "+84912345678"}, {"full_name", "Người Khác"}});
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "login_taken");
    EXPECT_EQ(again.body.at("field"), "/login");
    EXPECT_EQ(count("identity_accounts"), 1);
}

TEST_P(AccountRoutes, RecordsTheGuardianOfAChildAndKeepsTheChildsNameHidden) {
    const object guardian{{"name", "Trần Văn Minh"}, {"relation", "bố"}, {"given_how", "ký giấy ở lớp"}};
    const auto joined = join({{"birth_year", 2014}, {"guardian", guardian},
                              {"consents", {{{"purpose", "learning"}, {"version", "2026-11"}},
                                            {{"purpose", "ranking_name"}, {"version", "2026-11"}}}}});
    ASSERT_EQ(joined.status, 201) << joined.raw;
    EXPECT_EQ(joined.body.at("may_show_name"), false);
    EXPECT_EQ(joined.body.at("show_name"), false);
    EXPECT_EQ(count("identity_guardians"), 1);
    const auto shown = call("PATCH", "/api/v1/me", object{{"show_name", true}}, joined.cookie);
    EXPECT_EQ(shown.code(), "may_not_show_name");
    const auto consented = call("PUT", "/api/v1/me/consents/ranking_name", object{{"version", "2026-11"}, {"given", true}}, joined.cookie);
    EXPECT_EQ(consented.code(), "may_not_show_name");
}

TEST_P(AccountRoutes, ShowsTheNicknameUntilTheNameIsSwitchedOn) {
    const auto joined = join();
    const AccountId lan{joined.body.at("account_id").as_int64()};
    const auto shown_name = [&] {
        std::string name;
        within([&](Context& context) { name = identity::public_names(context, {lan, AccountId{1}}).at(0).name; });
        return name;
    };
    EXPECT_EQ(shown_name(), text(joined, "nickname"));
    const auto changed = call("PATCH", "/api/v1/me", object{{"show_name", true}, {"nickname", " Búp  trà 7 "}}, joined.cookie);
    ASSERT_EQ(changed.status, 200) << changed.raw;
    EXPECT_EQ(shown_name(), "Nguyễn Thị Lan");
    EXPECT_EQ(text(changed, "nickname"), "Búp trà 7");
    EXPECT_EQ(changed.body.at("consents").at(1).at("given"), true);
    EXPECT_EQ(call("PUT", "/api/v1/me/consents/ranking_name", object{{"version", "2026-11"}, {"given", false}}, joined.cookie).body.at("show_name"), false);
    EXPECT_EQ(shown_name(), "Búp trà 7");
    EXPECT_EQ(call("PATCH", "/api/v1/me", object{{"nickname", "<b>"}}, joined.cookie).code(), "nickname_invalid");
}

TEST_P(AccountRoutes, KeepsEveryAnswerToAConsentButNoneToDropLearning) {
    const auto joined = join();
    const auto put = [&](const char* purpose, const char* version, bool given) {
        return call("PUT", std::string("/api/v1/me/consents/") + purpose, object{{"version", version}, {"given", given}}, joined.cookie);
    };
    EXPECT_EQ(put("research", "2026-11", true).body.at("consents").at(2).at("given"), true);
    turn_clock(1000);
    const auto withdrawn = put("research", "2026-11", false);
    EXPECT_EQ(withdrawn.body.at("consents").at(2).at("given"), false);
    EXPECT_EQ(withdrawn.body.at("consents").at(2).at("at"), testing_product::kMorning.utc_ms + 1000);
    EXPECT_EQ(count("identity_consents"), 3);
    EXPECT_EQ(put("learning", "2026-11", false).code(), "consent_required");
    EXPECT_EQ(put("research", "2020-01", true).code(), "consent_text_changed");
    EXPECT_EQ(put("selling", "2026-11", true).code(), "field_not_allowed");
}

TEST_P(AccountRoutes, JoinsByTheLinkOnThePoster) {
    std::string token;
    within([&](Context& context) { token = identity::make_join_link(context, unit("05551.01"), units::TargetGroup::worker); });
    const auto link = call("GET", "/api/v1/join_links/" + token);
    EXPECT_EQ(link.body.at("unit").at("code"), "05551.01");
    EXPECT_EQ(link.body.at("target_group"), "worker");
    EXPECT_EQ(join({{"join_token", token}}).status, 201);
    EXPECT_EQ(call("GET", "/api/v1/join_links/unknown").code(), "join_link_invalid");
}

TEST_P(AccountRoutes, ListsEveryPurposeWithItsTextForAnyone) {
    const auto texts = call("GET", "/api/v1/consent_texts");
    EXPECT_EQ(texts.body.at("purposes").as_array().size(), 4u);
    EXPECT_EQ(texts.body.at("purposes").at(0).at("purpose"), "learning");
    EXPECT_EQ(texts.body.at("purposes").at(0).at("required"), true);
}

TEST_P(AccountRoutes, GivesEveryPlaceOnceHoweverManyThereAre) {
    const auto lan = add_member("lan.nt", "05551.01");
    const auto minh = add_member("minh.tv", "01879.01");
    std::vector<std::pair<AccountId, units::UnitId>> seen;
    within([&](Context& context) {
        identity::each_place(context, [&](AccountId account, const identity::Place& place) { seen.emplace_back(account, place.unit); });
        EXPECT_EQ(identity::primary_place(context, lan.id)->unit, unit("05551.01"));
        EXPECT_FALSE(identity::primary_place(context, AccountId{5}));
        EXPECT_EQ(context.db.run("SELECT joined_on FROM identity_report_people WHERE account_id = $1", {minh.id.value})[0][0],
                  db::Value(context.today().number));
    });
    EXPECT_EQ(seen, (std::vector<std::pair<AccountId, units::UnitId>>{{lan.id, unit("05551.01")}, {minh.id, unit("01879.01")}}));
}

}  // namespace
