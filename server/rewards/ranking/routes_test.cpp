#include "routes_test.h"

#include <gmock/gmock.h>

namespace {

using rewards_test::array;
using rewards_test::Learner;
using rewards_test::object;

class RankingRoutes : public rewards_test::RewardsTest {
protected:
    // The first has the most points, the last the fewest.
    std::vector<Learner> add_hamlet(int count) {
        std::vector<Learner> learners;
        for (int place = 1; place <= count; ++place) {
            learners.push_back(add_learner("nguoi" + std::to_string(place)));
            hand_in_many(learners.back(), count + 1 - place);
        }
        return learners;
    }
    static std::vector<std::int64_t> positions(const boost::json::value& rows) {
        std::vector<std::int64_t> positions;
        for (const auto& row : rows.as_array()) positions.push_back(row.at("position").as_int64());
        return positions;
    }
    void set_population(const char* code, std::int64_t count) {
        within([&](Context& context) {
            units::set_population(context, units::current(context)->find(std::string_view(code))->id, std::nullopt, {count, 2026, "thống kê xã"});
        });
    }
};
BDH_ON_EVERY_ENGINE(RankingRoutes);

}  // namespace

TEST_P(RankingRoutes, ShowTheBestAndThoseNearbyButNeverTheLast) {
    const auto people_in_order = add_hamlet(14);
    const auto seen = people(people_in_order[11]);
    EXPECT_EQ(seen.at("scope"), "hamlet");
    EXPECT_EQ(boost::json::serialize(seen.at("unit")), R"({"code":"05551.01","name":"Xóm Đồng Đình","kind":"hamlet"})");
    EXPECT_EQ(seen.at("people_count"), 14);
    EXPECT_EQ(boost::json::serialize(seen.at("mine")), R"({"position":12,"points":45})");
    EXPECT_EQ(positions(seen.at("top")), (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    EXPECT_EQ(positions(seen.at("near")), (std::vector<std::int64_t>{10, 11, 12, 13}));
    EXPECT_EQ(seen.at("near").at(2).at("is_me"), true);
    EXPECT_EQ(seen.at("near").at(3).at("is_me"), false);

    EXPECT_EQ(positions(people(people_in_order[12]).at("near")), (std::vector<std::int64_t>{11, 12, 13})) << "the one below is the last";
    EXPECT_EQ(positions(people(people_in_order[13]).at("near")), (std::vector<std::int64_t>{12, 13, 14})) << "oneself one may see";
}

TEST_P(RankingRoutes, NeverShowTheLastOfAFewEither) {
    const auto three = add_hamlet(3);
    EXPECT_EQ(positions(people(three[0]).at("top")), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(positions(people(three[2]).at("near")), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_P(RankingRoutes, HideNamesUnlessSwitchedOnAndNeverNameChildren) {
    identity::NewAccount wish;
    wish.full_name = "Trần Văn Minh";
    const auto minh = add_learner("minh", "05551.01", wish);
    wish.full_name = "Hoàng Thị Hoa";
    wish.show_name = true;
    const auto hoa = add_learner("hoa", "05551.01", wish);
    wish.full_name = "Lê Văn Tí";
    wish.birth_year = 2012;
    const auto ti = add_learner("ti", "05551.01", wish);
    const auto lan = add_learner("lan");
    hand_in_many(minh, 4);
    hand_in_many(hoa, 3);
    hand_in_many(ti, 2);
    hand_in_many(lan, 1);

    const auto seen = people(lan);
    const auto raw = boost::json::serialize(seen);
    EXPECT_THAT(raw, testing::HasSubstr("Hoàng Thị Hoa"));
    EXPECT_THAT(raw, testing::Not(testing::HasSubstr("Trần Văn Minh")));
    EXPECT_THAT(raw, testing::Not(testing::HasSubstr("Lê Văn Tí")));
    EXPECT_THAT(raw, testing::Not(testing::HasSubstr("account")));
    for (const auto& row : seen.at("top").as_array()) EXPECT_FALSE(row.at("name").as_string().empty());
}

TEST_P(RankingRoutes, WidenWithTheScope) {
    const auto lan = add_learner("lan", "05551.01");
    const auto minh = add_learner("minh", "05551.02");
    const auto hoa = add_learner("hoa", "01879");
    hand_in_many(hoa, 3);
    hand_in_many(minh, 2);
    hand_in_many(lan, 1);
    EXPECT_EQ(people(lan, "hamlet").at("mine").at("position"), 1);
    EXPECT_EQ(people(lan, "commune").at("mine").at("position"), 2);
    EXPECT_EQ(people(lan, "commune").at("unit").at("code"), "05551");
    EXPECT_EQ(people(lan, "province").at("mine").at("position"), 3);
    EXPECT_EQ(people(hoa, "hamlet").at("scope"), "commune") << "who belongs to no hamlet sees the next wider ranking";
    EXPECT_EQ(call("GET", "/api/v1/rankings/people?scope=world", nullptr, lan.cookie).status, 400);
}

TEST_P(RankingRoutes, PutTheEarlierFirstAmongEquals) {
    const auto lan = add_learner("lan");
    const auto minh = add_learner("minh");
    hand_in(minh, 1);
    product.clock.advance_ms(5000);
    hand_in(lan, 1);
    EXPECT_EQ(people(minh).at("mine").at("position"), 1);
    EXPECT_EQ(people(lan).at("mine").at("position"), 2);
    const auto effects = hand_in(lan, 2);
    EXPECT_EQ(boost::json::serialize(effects.at("rank")), R"({"scope":"hamlet","position":1,"of":2})") << "as it will be once committed";
    EXPECT_EQ(people(lan).at("mine").at("position"), 1);
}

TEST_P(RankingRoutes, AreTheSameAfterARestart) {
    const auto hamlet = add_hamlet(6);
    std::vector<std::string> before, after;
    for (const auto& each : hamlet) before.push_back(boost::json::serialize(people(each)));
    product.restart();
    for (const auto& each : hamlet) after.push_back(boost::json::serialize(people(each)));
    EXPECT_EQ(before, after);
}

TEST_P(RankingRoutes, ForgetTheErasedButNotTheirLedger) {
    const auto hamlet = add_hamlet(4);
    publish(identity::AccountErased{hamlet[0].id});
    EXPECT_EQ(people(hamlet[1]).at("mine").at("position"), 1);
    EXPECT_EQ(people(hamlet[1]).at("people_count"), 3);
    within([&](Context& context) {
        const auto rows = context.db.run("SELECT points_total FROM rewards_report_totals WHERE account_id = $1", {hamlet[0].id.value});
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(db::as_int(rows[0][0]), 60);
    });
}

TEST_P(RankingRoutes, AnErasedPersonDoesNotComeBackWithARestart) {
    identity::NewAccount wish;
    wish.password_hash = identity::hash_password("chè xanh thơm ngát");
    const auto lan = add_learner("lan", "05551.01", wish);
    const auto minh = add_learner("minh");
    hand_in_many(lan, 2);
    hand_in_many(minh, 1);
    ASSERT_EQ(call("POST", "/api/v1/me/deletion", object{{"password", "chè xanh thơm ngát"}}, lan.cookie).status, 200);
    EXPECT_EQ(people(minh).at("mine").at("position"), 1);
    product.restart();
    EXPECT_EQ(people(minh).at("mine").at("position"), 1);
    EXPECT_EQ(people(minh).at("people_count"), 1);
}

TEST_P(RankingRoutes, FollowAPersonWhoMoves) {
    const auto lan = add_learner("lan", "05551.01");
    hand_in(lan, 1);
    units::UnitId from, to;
    within([&](Context& context) {
        from = units::current(context)->find(std::string_view("05551.01"))->id;
        to = units::current(context)->find(std::string_view("01879"))->id;
    });
    publish(identity::PlaceChanged{lan.id, from, to});
    EXPECT_EQ(people(lan, "commune").at("unit").at("code"), "01879");
    EXPECT_EQ(people(lan, "commune").at("mine").at("position"), 1);
    EXPECT_EQ(people(lan, "province").at("people_count"), 1);
}

TEST_P(RankingRoutes, FollowAHamletThatMovesToAnotherCommune) {
    const auto lan = add_learner("lan", "05551.01");
    const auto minh = add_learner("minh", "05551.02");
    hand_in_many(lan, 2);
    hand_in(minh, 1);
    EXPECT_EQ(people(minh, "commune").at("mine").at("position"), 2);
    within([](Context& context) {
        const auto moved = units::import_csv(context, "code,parent_code,name,kind\n05551.02,01879,Xóm Bản Mới,hamlet\n", context.today());
        ASSERT_TRUE(moved.problems.empty()) << moved.problems[0].text;
        ASSERT_EQ(moved.moved, 1);
    });
    EXPECT_EQ(people(minh, "commune").at("unit").at("code"), "01879");
    EXPECT_EQ(people(minh, "commune").at("mine").at("position"), 1);
    EXPECT_EQ(people(lan, "commune").at("people_count"), 1);
    EXPECT_EQ(people(lan, "province").at("people_count"), 2);
}

TEST_P(RankingRoutes, CompareUnitsByLearnersWhileANumberIsMissing) {
    const auto lan = add_learner("lan", "05551.01");
    const auto minh = add_learner("minh", "05551.02");
    hand_in_many(lan, 4);
    hand_in_many(minh, 2);
    set_population("05551.01", 100);
    auto seen = get("/rankings/units?parent=05551", lan);
    EXPECT_EQ(seen.at("parent").at("name"), "Xã Kim Phượng");
    ASSERT_EQ(seen.at("rows").as_array().size(), 1U) << "the top half";
    EXPECT_EQ(seen.at("rows").at(0).at("unit").at("code"), "05551.01");
    EXPECT_EQ(seen.at("rows").at(0).at("eligible"), 1);
    EXPECT_EQ(seen.at("rows").at(0).at("points"), 60);
    EXPECT_THAT(std::string(seen.at("formula").as_string()), testing::HasSubstr("chưa đủ số liệu dân số"));

    set_population("05551.02", 20);
    seen = get("/rankings/units?parent=05551", lan);
    ASSERT_EQ(seen.at("rows").as_array().size(), 2U) << "the top half and one's own";
    EXPECT_EQ(seen.at("rows").at(0).at("unit").at("code"), "05551.02");
    // m = 90 / 120; (30 + 50 m) / (20 + 50)
    EXPECT_NEAR(seen.at("rows").at(0).at("score").to_number<double>(), 0.96, 1e-9);
    EXPECT_EQ(seen.at("rows").at(1).at("position"), 2);
    EXPECT_EQ(seen.at("rows").at(1).at("eligible"), 100);
}

TEST_P(RankingRoutes, CompareCommunesWithoutBeingAsked) {
    const auto lan = add_learner("lan", "05551.01");
    hand_in(lan, 1);
    EXPECT_EQ(get("/rankings/units", lan).at("parent").at("code"), "05551");
    const auto communes = get("/rankings/units?parent=19", lan);
    EXPECT_EQ(communes.at("rows").at(0).at("unit").at("code"), "05551");
    EXPECT_TRUE(get("/rankings/units?parent=05551.01", lan).at("rows").as_array().empty());
    const auto unknown = call("GET", "/api/v1/rankings/units?parent=99999", nullptr, lan.cookie);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.code(), "no_such_unit");
}

TEST_P(RankingRoutes, FollowWhatAnotherServerStored) {
    const auto three = add_hamlet(3);
    within([&](Context& context) {  // its commit changed the tables, and not this memory
        context.db.run("UPDATE rewards_totals SET points_total = 500 WHERE account_id = $1", {three[2].id.value});
        context.db.run("DELETE FROM identity_accounts WHERE id = $1", {three[0].id.value});
    });
    EXPECT_EQ(people(three[2]).at("mine").at("position"), 3);
    product.contexts->read([&](Context& context) {
        product.bus->hear(context, {{"rewards_points", {three[1].id.value, three[2].id.value}}, {"rewards_places", {three[0].id.value}}});
    });
    EXPECT_EQ(boost::json::serialize(people(three[2]).at("mine")), R"({"position":1,"points":500})");
    EXPECT_EQ(people(three[1]).at("people_count"), 2);
}
