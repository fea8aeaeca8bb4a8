#include "foundation/events/bus.h"
#include "foundation/testing/product.h"
#include "identity/public.h"
#include "learning/public.h"
#include "public.h"
#include "units/public.h"

#include <gmock/gmock.h>

namespace campaign {
namespace {

using boost::json::value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using units::TargetGroup;

class CampaignRoutes : public testing_product::OnEveryEngine {
protected:
    CampaignRoutes() {
        within([&](Context& context) {
            const auto plant = [&](const char* code, const char* parent, const char* name, units::Kind kind) {
                ensure(units::add_unit(context, code, parent, name, kind, context.today() - 100).has_value(), "a unit of the tests");
            };
            plant("19", "", "Tỉnh Thái Nguyên", units::Kind::province);
            plant("05551", "19", "Xã Kim Phượng", units::Kind::commune);
            plant("05551.01", "05551", "Xóm Đồng Đình", units::Kind::hamlet);
            plant("05551.02", "05551", "Xóm Bản Mới", units::Kind::hamlet);
            plant("01879", "19", "Xã Cao Minh", units::Kind::commune);
            plant("01879.01", "01879", "Thôn Nà Ca", units::Kind::hamlet);
        });
        officer = add_person("Hoàng Thị Mận", "man", "05551", TargetGroup::official, 30);
        within([&](Context& context) { identity::grant_role(context, officer, identity::Role::unit_officer, unit("05551")); });
        cookie = sign_in(officer);
    }

    units::UnitId unit(std::string_view code) { return units::current(*product.services)->find(code)->id; }
    Day today() { return day_of(product.clock.now()); }

    AccountId add_person(const std::string& name, const std::string& login, const char* unit_code,
                         TargetGroup group = TargetGroup::citizen, std::int64_t joined_days_ago = 0) {
        AccountId account;
        within([&](Context& context) {
            account = identity::add_account(context, {.full_name = name,
                                                      .login = login,
                                                      .password_hash = {},
                                                      .birth_year = 1980,
                                                      .unit = unit(unit_code),
                                                      .group = group,
                                                      .joined_at = context.now + -joined_days_ago * kDayMs});
        });
        return account;
    }
    std::string sign_in(AccountId account) {
        std::string signed_in;
        within([&](Context& context) { signed_in = identity::start_session(context, account); });
        return signed_in;
    }
    // What learning would have stored and announced of a day of study.
    void study(AccountId account, Day day, std::int64_t answers) {
        within([&](Context& context) {
            context.db.run("INSERT INTO learning_days (account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, "
                           "task_seconds, lessons_done, tasks_done, studied) VALUES ($1, $2, $3, 0, 0, 300, 0, 0, 0, 1)",
                           {account.value, day.number, answers});
            context.events.publish(context, learning::DayBegun{account, day});
            context.events.publish(context, learning::DayStudied{account, day});
        });
    }
    // Of a lesson completed on a day of study.
    void complete(AccountId account, const std::string& lesson, Day day) {
        begin(account, lesson, day);
        within([&](Context& context) {
            context.db.run("UPDATE learning_lessons SET completed_at = $3 WHERE account_id = $1 AND lesson_id = $2",
                           {account.value, lesson, start_of(day).utc_ms});
            context.db.run("UPDATE learning_days SET lessons_done = lessons_done + 1 WHERE account_id = $1 AND day = $2",
                           {account.value, day.number});
            context.events.publish(context, learning::LessonCompleted{account, lesson, 1, 80, day});
        });
    }
    void begin(AccountId account, const std::string& lesson, Day day) {
        within([&](Context& context) {
            context.db.run("INSERT INTO learning_lessons (account_id, lesson_id, level, items_answered, score_percent, started_at, "
                           "completed_at) VALUES ($1, $2, 1, 5, 80, $3, NULL)",
                           {account.value, lesson, start_of(day).utc_ms});
            context.events.publish(context, learning::LessonBegun{account, lesson, day});
        });
    }
    void reward(AccountId account, std::int64_t points, std::int64_t streak) {
        within([&](Context& context) {
            context.db.run("INSERT INTO rewards_totals (account_id, points_total, reached_at, streak_days, streak_longest, "
                           "streak_freezes, streak_run, streak_studied_day, streak_day) VALUES ($1, $2, 1, $3, $3, 0, 0, $4, $4)",
                           {account.value, points, streak, today().number});
        });
    }

    value overview(const std::string& code = "05551") {
        const auto reply = call("GET", "/api/v1/units/" + code + "/overview", nullptr, cookie);
        EXPECT_EQ(reply.status, 200) << reply.raw;
        return reply.body;
    }
    value people(const std::string& query = "", const std::string& code = "05551") {
        const auto reply = call("GET", "/api/v1/units/" + code + "/people" + query, nullptr, cookie);
        EXPECT_EQ(reply.status, 200) << reply.raw;
        return reply.body;
    }
    static std::vector<std::string> names(const value& reply) {
        std::vector<std::string> found;
        for (const auto& person : reply.at("people").as_array()) found.emplace_back(person.at("full_name").as_string());
        return found;
    }
    static std::int64_t number(const value& object, const char* key) { return object.at(key).as_int64(); }

    AccountId officer;
    std::string cookie;
};
BDH_ON_EVERY_ENGINE(CampaignRoutes);

TEST_P(CampaignRoutes, CountsWhatHappenedInAUnitAndBelow) {
    const auto lan = add_person("Nguyễn Thị Lan", "lan", "05551.01", TargetGroup::citizen, 10);
    const auto minh = add_person("Trần Văn Minh", "minh", "05551.02", TargetGroup::student, 3);
    const auto elsewhere = add_person("Lý Thị Hoa", "hoa", "01879.01");
    study(lan, today(), 12);
    study(lan, today() - 8, 5);  // came late
    study(minh, today() - 6, 7);
    study(elsewhere, today(), 100);
    complete(lan, "bdh-ai-1-01", today() - 8);
    complete(lan, "bdh-ai-1-02", today());
    complete(minh, "bdh-ai-1-01", today() - 6);
    begin(minh, "bdh-ai-2-01", today() - 6);
    complete(elsewhere, "bdh-ai-1-01", today());

    const auto body = overview();
    EXPECT_EQ(body.at("unit").at("name").as_string(), "Xã Kim Phượng");
    EXPECT_EQ(number(body, "as_of"), product.clock.now().utc_ms);
    EXPECT_EQ(number(body, "enrolled"), 3);
    EXPECT_EQ(number(body, "enrolled_week_ago"), 2);
    EXPECT_EQ(number(body, "active_today"), 1);
    EXPECT_EQ(number(body, "active_week"), 2);
    EXPECT_EQ(number(body, "active_week_before"), 1);
    EXPECT_EQ(number(body, "lessons_done"), 3);
    EXPECT_EQ(number(body, "lessons_done_week"), 2);
    EXPECT_TRUE(body.at("eligible").is_null());
    EXPECT_EQ(body.at("levels").at(0).at("level_id").as_string(), "bdh-ai-1");
    EXPECT_EQ(number(body.at("levels").at(0), "learners_started"), 2);
    EXPECT_EQ(number(body.at("levels").at(0), "learners_done"), 0);
    EXPECT_EQ(number(body.at("levels").at(1), "learners_started"), 1);
    EXPECT_EQ(body.at("daily").at(27).at("day").as_string(), "2026-11-22");
    EXPECT_EQ(number(body.at("daily").at(21), "lessons"), 1);
    EXPECT_EQ(body.at("groups").at(4).at("target_group").as_string(), "citizen");
    EXPECT_EQ(number(body.at("groups").at(4), "active_week"), 1);

    const auto& children = body.at("children").as_array();
    ASSERT_EQ(children.size(), 2u);
    EXPECT_EQ(children[0].at("unit").at("name").as_string(), "Xóm Bản Mới");
    EXPECT_EQ(number(children[0], "active_week"), 1);
    EXPECT_EQ(number(children[1], "lessons_done"), 2);
    EXPECT_EQ(children[1].at("trend").as_array().size(), 28u);
    EXPECT_EQ(children[1].at("trend").at(27).as_int64(), 1);
    within([&](Context& context) {
        const auto found = recount(context);
        EXPECT_EQ(found.counts_differing, 0);
        EXPECT_EQ(found.facts_missing, 0);
    });
    EXPECT_EQ(overview(), body);
}

TEST_P(CampaignRoutes, WhatOneDidGoesAlongToTheirNewUnitAndLeavesWithThem) {
    const auto lan = add_person("Nguyễn Thị Lan", "lan", "05551.01", TargetGroup::citizen, 10);
    study(lan, today() - 8, 5);
    study(lan, today(), 5);
    complete(lan, "bdh-ai-1-01", today());
    within([&](Context& context) {
        context.db.run("UPDATE identity_memberships SET until_on = $2 WHERE account_id = $1", {lan.value, today().number});
        context.db.run("INSERT INTO identity_memberships (id, account_id, unit_id, target_group, since_on, until_on, is_primary) "
                       "VALUES ($1, $2, $3, 'worker', $4, NULL, 1)",
                       {context.fresh_id(), lan.value, unit("05551.02").value, today().number});
        context.events.publish(context, identity::PlaceChanged{lan, unit("05551.01"), unit("05551.02")});
    });
    EXPECT_EQ(number(overview("05551.01"), "active_week"), 0);
    EXPECT_EQ(number(overview("05551.01"), "lessons_done"), 0);
    const auto there = overview("05551.02");
    EXPECT_EQ(number(there, "active_today"), 1);
    EXPECT_EQ(number(there, "active_week_before"), 1);
    EXPECT_EQ(number(there, "lessons_done"), 1);
    EXPECT_EQ(number(there.at("groups").at(static_cast<std::size_t>(TargetGroup::worker)), "active_week"), 1);
    within([&](Context& context) { EXPECT_EQ(recount(context).counts_differing, 0); });
    within([&](Context& context) {
        context.db.run("DELETE FROM identity_accounts WHERE id = $1", {lan.value});
        context.events.publish(context, identity::AccountErased{lan});
    });
    EXPECT_EQ(number(overview(), "active_week"), 0);
    EXPECT_EQ(number(overview(), "lessons_done"), 0);
    within([&](Context& context) { EXPECT_EQ(recount(context).counts_differing, 0); });
}

TEST_P(CampaignRoutes, ShowsPopulationsWithTheirSource) {
    within([&](Context& context) {
        units::set_population(context, unit("05551"), std::nullopt, {9120, 2025, "Niên giám thống kê"});
        units::set_population(context, unit("05551"), TargetGroup::official, {41, 2026, "Danh sách biên chế"});
        units::set_population(context, unit("05551.02"), std::nullopt, {310, 2024, "Sổ hộ khẩu xóm"});
    });
    const auto body = overview();
    EXPECT_EQ(number(body, "eligible"), 9120);
    EXPECT_EQ(body.at("eligible_source").as_string(), "Niên giám thống kê (2025)");
    EXPECT_EQ(number(body.at("groups").at(0), "eligible"), 41);
    EXPECT_TRUE(body.at("groups").at(1).at("eligible").is_null());
    EXPECT_EQ(number(body.at("children").at(0), "eligible"), 310);
    EXPECT_TRUE(body.at("children").at(1).at("eligible").is_null());
}

TEST_P(CampaignRoutes, AnEmptyUnitHasZerosAndNobody) {
    EXPECT_EQ(number(overview("05551.02"), "enrolled"), 0);
    const auto body = people("", "05551.02");
    EXPECT_EQ(number(body, "total"), 0);
    EXPECT_EQ(body.at("people").as_array().size(), 0u);
}

TEST_P(CampaignRoutes, LetsInOnlyWhoAnswersForTheUnit) {
    const auto lan = add_person("Nguyễn Thị Lan", "lan", "05551.01");
    const auto lan_cookie = sign_in(lan);
    for (const std::string route : {"overview", "people", "people.csv"}) {
        EXPECT_EQ(call("GET", "/api/v1/units/05551/" + route).status, 401) << route;
        EXPECT_EQ(call("GET", "/api/v1/units/05551/" + route, nullptr, lan_cookie).status, 403) << route;
        EXPECT_EQ(call("GET", "/api/v1/units/01879/" + route, nullptr, cookie).status, 403) << route;
        EXPECT_EQ(call("GET", "/api/v1/units/19/" + route, nullptr, cookie).status, 403) << route;
        EXPECT_EQ(call("GET", "/api/v1/units/99999/" + route, nullptr, cookie).status, 404) << route;
        EXPECT_EQ(call("GET", "/api/v1/units/05551.01/" + route, nullptr, cookie).status, 200) << route;
    }
}

TEST_P(CampaignRoutes, ListsPeopleByGivenNameWithWhatTheyDid) {
    const auto lan = add_person("Nguyễn Thị Lan", "lan", "05551.01", TargetGroup::citizen, 10);
    add_person("Đặng Ánh", "anh", "05551.02");
    study(lan, today() - 2, 3);
    complete(lan, "bdh-ai-1-01", today() - 2);
    begin(lan, "bdh-ai-1-02", today() - 2);
    reward(lan, 340, 5);
    const auto body = people();
    EXPECT_THAT(names(body), ElementsAre("Đặng Ánh", "Nguyễn Thị Lan", "Hoàng Thị Mận"));
    EXPECT_EQ(boost::json::serialize(body.at("people").at(1)),
              "{\"account_id\":" + std::to_string(lan.value) +
                  R"(,"full_name":"Nguyễn Thị Lan","login":"lan","unit":{"code":"05551.01","name":"Xóm Đồng Đình","kind":"hamlet","path":[]},)"
                  R"("target_group":"citizen","joined_on":"2026-11-12","last_active_on":"2026-11-20","lessons_done":1,)"
                  R"("points_total":340,"streak_days":5})");
    EXPECT_TRUE(body.at("people").at(0).at("last_active_on").is_null());
}

TEST_P(CampaignRoutes, FiltersByWordsGroupAndActivity) {
    const auto lan = add_person("Nguyễn Thị Lan", "lan", "05551.01");
    const auto anh = add_person("Đặng Ánh", "anh", "05551.02", TargetGroup::student);
    add_person("Trần Văn Minh", "minh", "05551.02", TargetGroup::student);
    study(lan, today(), 1);
    study(anh, today() - 6, 1);
    EXPECT_THAT(names(people("?q=nguyen+lan")), ElementsAre("Nguyễn Thị Lan"));
    EXPECT_THAT(names(people("?q=%C4%90%E1%BA%B7ng")), ElementsAre("Đặng Ánh"));
    EXPECT_THAT(names(people("?group=student")), ElementsAre("Đặng Ánh", "Trần Văn Minh"));
    EXPECT_THAT(names(people("?activity=today")), ElementsAre("Nguyễn Thị Lan"));
    EXPECT_THAT(names(people("?activity=week")), ElementsAre("Đặng Ánh", "Nguyễn Thị Lan"));
    EXPECT_THAT(names(people("?activity=never&group=student")), ElementsAre("Trần Văn Minh"));
    EXPECT_THAT(names(people("?q=&group=business")), ElementsAre());
    EXPECT_EQ(call("GET", "/api/v1/units/05551/people?group=poet", nullptr, cookie).status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/05551/people?activity=maybe", nullptr, cookie).status, 400);
}

TEST_P(CampaignRoutes, PagesThroughMoreThanOnePage) {
    within([&](Context& context) {
        for (int index = 0; index < 119; ++index) {
            const auto number = std::to_string(1000 + index);
            identity::add_account(context, {.full_name = "Ma Văn A" + number.substr(1), .login = "p" + number, .password_hash = {},
                                            .birth_year = 1990, .unit = unit("05551.01")});
        }
    });
    EXPECT_EQ(number(people(), "total"), 120);
    EXPECT_EQ(number(people(), "page_size"), 50);
    EXPECT_EQ(names(people()).size(), 50u);
    EXPECT_EQ(names(people()).front(), "Ma Văn A000");
    EXPECT_EQ(names(people("?page=2")).front(), "Ma Văn A050");
    EXPECT_EQ(names(people("?page=3")).size(), 20u);
    EXPECT_EQ(names(people("?page=3")).back(), "Hoàng Thị Mận");
    EXPECT_EQ(number(people("?page=4"), "page"), 4);
    EXPECT_EQ(names(people("?page=4")).size(), 0u);
    EXPECT_EQ(names(people("?page=1000000")).size(), 0u);
    for (const auto* page : {"0", "-1", "x", "1000001", "99999999999999999999"}) {
        EXPECT_EQ(call("GET", std::string("/api/v1/units/05551/people?page=") + page, nullptr, cookie).status, 400) << page;
    }
}

TEST_P(CampaignRoutes, HandsOutTheListAsACsv) {
    add_person("Nguyễn Thị Lan", "0912345678", "05551.01", TargetGroup::citizen, 10);
    const auto reply = call("GET", "/api/v1/units/05551/people.csv?group=citizen", nullptr, cookie);
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.raw, StartsWith("\xEF\xBB\xBFHọ và tên,"));
    EXPECT_THAT(reply.raw, HasSubstr("\r\nNguyễn Thị Lan,0912345678,Xóm Đồng Đình,05551.01,Người dân,2026-11-12,,0,0,0\r\n"));
    EXPECT_THAT(reply.raw, testing::Not(HasSubstr("Mận")));
}

TEST_P(CampaignRoutes, CountsAPersonOnceWhereTheyBelongFirst) {
    const auto lan = add_person("Nguyễn Thị Lan", "lan", "05551.01");
    study(lan, today(), 1);
    study(lan, today() - 1, 1);
    const auto body = overview();
    EXPECT_EQ(number(body, "enrolled"), 2);
    EXPECT_EQ(number(body, "active_week"), 1);
    EXPECT_EQ(number(people("?activity=week"), "total"), 1);
}

}  // namespace
}  // namespace campaign
