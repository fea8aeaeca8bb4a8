#include "routes_test.h"

#include "public.h"

namespace campaign {
namespace {

using units::TargetGroup;

class FigureRoutes : public CampaignOnEveryEngine {};
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
