#include "routes_test.h"

#include "public.h"

#include <algorithm>
#include <map>
#include <set>

namespace campaign {
namespace {

using units::TargetGroup;

class FigureRoutes : public CampaignOnEveryEngine {
protected:
    // 3,100 people with the numbers 900001 and on, a third of them in the first unit; then recounted, with what more is stored.
    void add_thousands(const char* first, const char* second, int count, const std::function<void(Context&)>& and_store) {
        within([&](Context& context) {
            context.db.run(R"sql(
                INSERT INTO identity_accounts (id, full_name, nickname, login, password_hash, birth_year, address_form, simple_mode, show_name, joined_at)
                WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1)
                SELECT 900000 + i, CASE WHEN i % 2 = 0 THEN 'Lê An' ELSE 'Lê Bình' END, 'Sao', 'nguoi' || CAST(i AS TEXT), '', 1980, 'ban', 0, 0, 0 FROM n
            )sql",
                           {std::int64_t{count}});
            context.db.run(R"sql(
                INSERT INTO identity_memberships (id, account_id, unit_id, target_group, since_on, until_on, is_primary)
                SELECT id, id, CASE WHEN id % 3 = 0 THEN CAST($1 AS BIGINT) ELSE CAST($2 AS BIGINT) END, 'citizen', CAST($3 AS BIGINT), NULL, 1
                FROM identity_accounts WHERE id BETWEEN 900001 AND 999999
            )sql",
                           {unit(first).value, unit(second).value, today().number - 9});
            for (const auto* word : {"'le'", "CASE WHEN id % 2 = 0 THEN 'an' ELSE 'binh' END", "login"})
                context.db.run(std::string("INSERT INTO identity_name_words (word, account_id) SELECT ") + word + ", id FROM identity_accounts WHERE id BETWEEN 900001 AND 999999");
            and_store(context);
            recount(context);
        });
    }
    void add_fact_where(Context& context, const std::string& condition, const std::string& measure, const std::string& detail) {
        context.db.run("INSERT INTO campaign_facts (account_id, measure, detail, reached_on) "
                       "SELECT id, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS BIGINT) FROM identity_accounts "
                       "WHERE id BETWEEN 900001 AND 999999 AND " + condition,
                       {measure, detail, today().number - 2});
    }
};
BDH_ON_EVERY_ENGINE(FigureRoutes);

// CM-16: a figure opens the people behind it, and who is missing.
TEST_P(FigureRoutes, OpensThePeopleBehindAFigure) {
    const auto plan = publish_cao_minh();
    const auto anh = add_person("anh", "01879.01");
    add_person("binh", "01879.01");
    add_person("em", "01879.02");
    add_person("giang", "01879.02", TargetGroup::worker);
    accept_work(anh);
    const auto path = "01879/" + plan + "/targets/mot-cong-cu/people";
    const auto reached = get(path, officer);
    ASSERT_EQ(reached.status, 200) << reached.raw;
    ASSERT_EQ(reached.body.at("total").as_int64(), 1);
    EXPECT_EQ(reached.body.at("people").at(0).at("full_name").as_string(), "Nguyễn anh");
    EXPECT_EQ(reached.body.at("people").at(0).at("unit").at("code").as_string(), "01879.01");
    EXPECT_EQ(reached.body.at("people").at(0).at("reached_on").as_string(), to_text(today()));
    EXPECT_EQ(get(path + "?reached=false", officer).body.at("total").as_int64(), 2);
    EXPECT_EQ(get(path + "?as_of=" + to_text(today() - 1), officer).body.at("total").as_int64(), 0);
    EXPECT_EQ(get(path + "?as_of=" + to_text(today() - 1) + "&reached=false", officer).body.at("total").as_int64(), 3);
    EXPECT_EQ(get(path + "?page=2", officer).body.at("people").as_array().size(), 0u);
    EXPECT_EQ(get("01879.02/" + plan + "/targets/mot-cong-cu/people?reached=false", province).body.at("total").as_int64(), 1);
    within([&](Context& context) { context.events.publish(context, identity::AccountErased{anh}); });
    EXPECT_EQ(get(path, officer).body.at("total").as_int64(), 0);
}

TEST_P(FigureRoutes, OpensNothingThatHasNoPeopleOrIsNotOnesOwn) {
    const auto plan = publish_cao_minh();
    EXPECT_EQ(get("01879/" + plan + "/targets/danh-tinh/people", officer).code(), "figure_is_typed");
    EXPECT_EQ(get("01879/" + plan + "/targets/none/people", officer).code(), "no_such_target");
    EXPECT_EQ(get("01879/" + plan + "/targets/mot-cong-cu/people?as_of=2031-01-01", officer).code(), "day_in_future");
    EXPECT_EQ(get("01879/" + plan + "/targets/mot-cong-cu/people", hamlet_officer).code(), "not_permitted");
    const auto keeper = officer_of("keeper", "01879", identity::Role::operator_);
    EXPECT_EQ(get("01879/" + plan + "/targets/mot-cong-cu/people", keeper).code(), "not_permitted");
}

// KP-3: of those who took part, who cannot do it yet.
TEST_P(FigureRoutes, OfANestedTargetThoseAreMissingWhoReachedTheOneAroundIt) {
    const auto drafted = upload("05551/plan_files", plan_file("kp-kim-phuong.yaml"), province);
    const auto plan = "plans/" + std::to_string(drafted.body.at("head").at("plan_id").as_int64());
    ASSERT_EQ(post("05551/" + plan + "/publications", {{"revision", 1}, {"valid_from", "2025-04-22"}}, province).status, 201);
    const auto anh = add_person("anh", "05551");
    add_person("binh", "05551");
    study(anh, today());
    EXPECT_EQ(get("05551/" + plan + "/targets/tuoi-lao-dong/people?reached=false", province).body.at("total").as_int64(), 1);
    const auto cannot = get("05551/" + plan + "/targets/biet-dung/people?reached=false", province);
    ASSERT_EQ(cannot.body.at("total").as_int64(), 1) << cannot.raw;
    EXPECT_EQ(cannot.body.at("people").at(0).at("full_name").as_string(), "Nguyễn anh");
}

// Of so many people nobody reads the whole list to see a page of it.
TEST_P(FigureRoutes, AListOfThousandsGoesUnitByUnit) {
    const auto plan = publish_cao_minh();
    add_thousands("01879.01", "01879.02", 3100, [&](Context& context) { add_fact_where(context, "id % 5 = 0", "applied_work_accepted", ""); });
    const auto look = [&](const std::string& path, std::int64_t total, std::vector<std::int64_t> pages, std::int64_t shown) {
        std::set<std::int64_t> accounts;
        std::vector<std::pair<std::string, std::string>> places;
        for (const auto page : pages) {
            const auto reply = get(path + "page=" + std::to_string(page), officer);
            EXPECT_EQ(reply.body.at("total").as_int64(), total) << reply.raw;
            for (const auto& person : reply.body.at("people").as_array()) {
                accounts.insert(person.at("account_id").as_int64());
                places.emplace_back(person.at("unit").at("code").as_string(), person.at("full_name").as_string());
            }
        }
        EXPECT_EQ(std::ssize(places), shown);
        EXPECT_EQ(std::ssize(accounts), shown);
        // Khuổi Nộc stands before Nà Ca, and the commune before both.
        const std::map<std::string, int> order{{"01879", 0}, {"01879.02", 1}, {"01879.01", 2}};
        EXPECT_TRUE(std::is_sorted(places.begin(), places.end(), [&](const auto& one, const auto& other) {
            return std::pair(order.at(one.first), one.second) < std::pair(order.at(other.first), other.second);
        }));
    };
    const auto behind = "01879/" + plan + "/targets/mot-cong-cu/people?";
    look(behind, 620, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, 620);
    EXPECT_EQ(get(behind + "reached=false&page=50", officer).body.at("people").as_array().size(), 30u);
    // The first unit ends on page 42.
    look(behind + "as_of=" + to_text(today() - 3) + "&reached=false&", 3100, {1, 41, 42, 43, 62, 63}, 3100 - 57 * 50);
    EXPECT_EQ(get("01879/people?page=63", officer).body.at("people").as_array().size(), 2u);
}

// A rare name is looked up, and of what very many have in common no more is read than a page and the next one.
TEST_P(FigureRoutes, AmongThousandsPeopleAreFoundByNameAndByActivity) {
    add_thousands("01879.01", "01879.02", 15'500, [](Context&) {});
    study(AccountId{900007}, today());
    const auto found = [&](const std::string& query) { return get("01879/people?" + query, officer).body; };
    const auto rare = found("q=LÊ%20nguoi12&page=2");
    EXPECT_EQ(rare.at("total"), 1111);
    EXPECT_EQ(rare.at("is_total_counted"), true);
    EXPECT_EQ(rare.at("people").as_array().size(), 50u);
    EXPECT_EQ(found("q=nguoi17").at("total"), 111);
    EXPECT_EQ(found("q=an%20nguoi17").at("total"), 55);
    EXPECT_EQ(found("q=nguoi17%20dũng").at("total"), 0);
    EXPECT_EQ(found("q=nguoi7&activity=never").at("total"), 1110);
    const auto elsewhere = get("01879.01/people?q=nguoi17", officer).body;
    EXPECT_LT(elsewhere.at("total").as_int64(), 111);
    // Hamlets of many communes are called alike, so whoever sees several communes is told which.
    const auto path_of = [](const boost::json::value& list) { return list.at("people").at(0).at("unit").at("path").as_array(); };
    EXPECT_EQ(path_of(elsewhere).size(), 0u);
    EXPECT_EQ(path_of(rare).size(), 0u);
    EXPECT_EQ(path_of(get("19/people?q=nguoi17", province).body), (boost::json::array{"Xã Cao Minh"}));
    const auto active = found("activity=week");
    EXPECT_EQ(active.at("total"), 1);
    EXPECT_EQ(active.at("is_total_counted"), true);
    EXPECT_EQ(active.at("people").at(0).at("account_id"), 900007);
    for (const auto* query : {"q=lê", "activity=never&group=citizen"}) {
        const auto page_of = [&](std::int64_t page) { return found(std::string(query) + "&page=" + std::to_string(page)); };
        EXPECT_EQ(page_of(1).at("is_total_counted"), false) << query;
        EXPECT_GT(page_of(1).at("total").as_int64(), 100) << query;
        // The first unit ends on page 207.
        std::set<std::int64_t> accounts;
        std::int64_t shown = 0;
        for (const auto page : {1, 206, 207, 208, 310, 311}) {
            const auto reply = page_of(page);
            shown += std::ssize(reply.at("people").as_array());
            for (const auto& person : reply.at("people").as_array()) accounts.insert(person.at("account_id").as_int64());
        }
        const auto everybody = std::string(query).starts_with("q") ? 15'500 : 15'499;
        EXPECT_EQ(shown, everybody - 305 * 50) << query;
        EXPECT_EQ(std::ssize(accounts), shown) << query;
        EXPECT_EQ(page_of(310).at("total"), everybody) << query;
        EXPECT_EQ(page_of(310).at("is_total_counted"), true) << query;
    }
}

// Who reached the inner target alone is missing of neither, and moves nobody off the pages.
TEST_P(FigureRoutes, PagesOfANestedTargetShowEverybodyOnce) {
    within([&](Context& context) {
        for (const auto* code : {"05551.01", "05551.02"})
            ensure(units::add_unit(context, code, "05551", code, units::Kind::hamlet, context.today() - 400).has_value(), "a hamlet was refused");
    });
    const auto drafted = upload("05551/plan_files", plan_file("kp-kim-phuong.yaml"), province);
    const auto plan = "plans/" + std::to_string(drafted.body.at("head").at("plan_id").as_int64());
    ASSERT_EQ(post("05551/" + plan + "/publications", {{"revision", 1}, {"valid_from", "2025-04-22"}}, province).status, 201);
    add_thousands("05551.01", "05551.02", 3100, [&](Context& context) {
        add_fact_where(context, "id % 2 = 1", "active_days", "1");
        // In the last unit so many have only the inner that its counters leave nobody.
        add_fact_where(context, "(id % 5 = 0 OR (id % 2 = 0 AND id % 3 <> 0))", "level_completed", "bdh-ai-1");
    });
    std::set<std::int64_t> accounts;
    std::int64_t total = 0, page = 0;
    do {
        const auto reply = get("05551/" + plan + "/targets/biet-dung/people?reached=false&page=" + std::to_string(++page), province);
        ASSERT_EQ(reply.status, 200) << reply.raw;
        total = reply.body.at("total").as_int64();
        for (const auto& person : reply.body.at("people").as_array()) accounts.insert(person.at("account_id").as_int64());
    } while (page * 50 < total);
    EXPECT_EQ(accounts.size(), 1240u);  // odd, and no multiple of five
    EXPECT_EQ(total, 1240);
    EXPECT_EQ(page, 25);
}

// Days of people who left stay in the ledgers of learning, and are nobody's facts.
TEST_P(FigureRoutes, ARecountFindsNothingMissingOfWhoeverLeft) {
    const auto anh = add_person("anh", "01879.01");
    study(anh, today());
    within([&](Context& context) {
        context.events.publish(context, identity::AccountErased{anh});
        context.db.run("DELETE FROM identity_memberships WHERE account_id = $1", {anh.value});
    });
    within([&](Context& context) {
        context.db.run(
            "INSERT INTO learning_days (account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, task_seconds, "
            "lessons_done, tasks_done, studied) VALUES ($1, $2, 5, 0, 0, 300, 0, 1, 0, 1)",
            {anh.value, today().number - 1});
        const auto found = recount(context);
        EXPECT_EQ(found.facts_missing, 0);
        EXPECT_EQ(found.counts_differing, 0);
    });
}

}  // namespace
}  // namespace campaign
