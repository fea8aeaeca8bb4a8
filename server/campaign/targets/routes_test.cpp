#include "routes_test.h"

#include "public.h"

namespace campaign {
namespace {

using units::TargetGroup;

class TargetRoutes : public CampaignOnEveryEngine {
protected:
    boost::json::value targets(const std::string& code, const std::string& plan, const std::string& query = "") {
        const auto reply = get(code + "/" + plan + "/targets" + query, province);
        EXPECT_EQ(reply.status, 200) << reply.raw;
        return reply.body;
    }
    Recount count_again() {
        Recount result;
        within([&](Context& context) { result = recount(context); });
        return result;
    }
};
BDH_ON_EVERY_ENGINE(TargetRoutes);

// CM-16, CM-13: a figure is there with the event, and a person counts once, where they belong.
TEST_P(TargetRoutes, CountsWhatEventsTellAtOnce) {
    const auto plan = publish_cao_minh();
    within([&](Context& context) {
        units::set_population(context, unit("01879"), TargetGroup::citizen, {10, 2026, "Sổ hộ khẩu"});
    });
    std::vector<AccountId> people;
    for (const auto* login : {"anh", "binh", "chi", "dung", "em", "giang"})
        people.push_back(add_person(login, "01879.01"));
    for (const auto person : people) {
        accept_work(person);
        accept_work(person);
    }
    auto table = targets("01879", plan);
    const auto& tool = target(table.at("own"), "mot-cong-cu");
    EXPECT_EQ(tool.at("reached").as_int64(), 6);
    EXPECT_EQ(tool.at("whole").as_int64(), 10);
    EXPECT_EQ(tool.at("whole_source").as_string(), "Sổ hộ khẩu (2026)");
    EXPECT_EQ(tool.at("needed").as_int64(), 6);
    EXPECT_TRUE(tool.at("met").as_bool());
    EXPECT_FALSE(tool.at("reached_is_manual").as_bool());
    EXPECT_EQ(target(table.at("below").at(1), "mot-cong-cu").at("reached").as_int64(), 6);
    EXPECT_EQ(target(table.at("below").at(0), "mot-cong-cu").at("reached").as_int64(), 0);
    EXPECT_EQ(target(targets("01879", plan, "?as_of=2026-11-21").at("own"), "mot-cong-cu").at("reached").as_int64(), 0);
    within([&](Context& context) { context.events.publish(context, identity::AccountErased{people[0]}); });
    EXPECT_EQ(target(targets("01879", plan).at("own"), "mot-cong-cu").at("reached").as_int64(), 5);
    EXPECT_EQ(get("01879/" + plan + "/targets?as_of=2026-11-23", officer).code(), "day_in_future");
}

TEST_P(TargetRoutes, RecountFindsAndMendsWhatDiffers) {
    const auto anh = add_person("anh", "01879.01");
    study(anh, today() - 1);
    study(anh, today());
    EXPECT_EQ(count_again().counts_differing, 0);
    EXPECT_EQ(count_again().facts_missing, 0);
    within([&](Context& context) {
        context.db.run("UPDATE campaign_counters SET counts = REPLACE(counts, 'active_days|1=', 'active_days|1=3')");
        context.db.run(
            "INSERT INTO learning_days (account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, task_seconds, "
            "lessons_done, tasks_done, studied) VALUES ($1, $2, 5, 0, 0, 300, 0, 1, 0, 1)",
            {anh.value, today().number - 2});
    });
    const auto found = count_again();
    EXPECT_EQ(found.facts_missing, 1);  // the third day
    EXPECT_GT(found.counts_differing, 0);
    EXPECT_EQ(count_again().counts_differing, 0);
}

// Answers come days late from telephones without network, and people move: a past day is what it was, not what it looks like.
TEST_P(TargetRoutes, APastDayFollowsWhatCameLateWhoMovedAndWhoLeft) {
    const auto plan = publish_cao_minh();
    const auto binh = add_person("binh", "01879.01");
    const auto reached_on = [&](const char* code, Day day) {
        const auto table = get(std::string(code) + "/" + plan + "/targets?as_of=" + to_text(day), province).body;
        return target(table.at("own"), "mot-cong-cu").at("reached").as_int64();
    };
    const auto accept_on = [&](AccountId account, Day day) {
        within([&](Context& context) {
            context.events.publish(context, learning::TaskReviewed{
                                                .account = account, .task = "t", .work_sample = false, .accepted = true, .reviewer = {}, .day = day});
        });
    };
    accept_on(add_person("anh", "01879.01"), today());
    accept_on(binh, today() - 5);
    EXPECT_EQ(reached_on("01879", today() - 6), 0);
    EXPECT_EQ(reached_on("01879", today() - 5), 1);
    EXPECT_EQ(reached_on("01879.01", today() - 1), 1);
    EXPECT_EQ(reached_on("01879.01", today()), 2);
    within([&](Context& context) {
        context.db.run("UPDATE identity_memberships SET until_on = $2 WHERE account_id = $1", {binh.value, today().number});
        context.db.run("INSERT INTO identity_memberships (id, account_id, unit_id, target_group, since_on, until_on, is_primary) "
                       "VALUES ($1, $2, $3, 'citizen', $4, NULL, 1)",
                       {context.fresh_id(), binh.value, unit("01879.02").value, today().number});
        context.events.publish(context, identity::PlaceChanged{binh, unit("01879.01"), unit("01879.02")});
    });
    EXPECT_EQ(reached_on("01879.01", today()), 1);
    EXPECT_EQ(reached_on("01879.02", today()), 1);
    EXPECT_EQ(reached_on("01879.01", today() - 1), 1);
    EXPECT_EQ(reached_on("01879.02", today() - 1), 0);
    EXPECT_EQ(count_again().counts_differing, 0);
    within([&](Context& context) {
        context.db.run("DELETE FROM identity_accounts WHERE id = $1", {binh.value});
        context.events.publish(context, identity::AccountErased{binh});
    });
    EXPECT_EQ(reached_on("01879", today()), 1);
    EXPECT_EQ(reached_on("01879", today() - 5), 0);
    EXPECT_EQ(count_again().counts_differing, 0);
}

// CM-18: typed, dated, proven, and marked as typed.
TEST_P(TargetRoutes, TakesANumberOnlyWithItsEvidence) {
    const auto plan = publish_cao_minh();
    const auto proof = evidence("01879", officer);
    const auto entry = [&](const char* id, const char* part, int amount, const char* day, std::int64_t evidence_id) {
        return boost::json::value{{"target_id", id}, {"part", part},           {"amount", amount},
                                  {"as_of_on", day}, {"source", "Công an xã"}, {"evidence_id", evidence_id}};
    };
    const auto path = "01879/" + plan + "/values";
    EXPECT_EQ(post(path, entry("danh-tinh", "whole", 100, "2026-11-01", proof), officer).status, 201);
    EXPECT_EQ(post(path, entry("danh-tinh", "reached", 101, "2026-11-02", proof), officer).code(), "more_than_the_whole");
    EXPECT_EQ(post(path, entry("danh-tinh", "reached", 93, "2026-11-02", proof), officer).status, 201);
    EXPECT_EQ(post(path, entry("danh-tinh", "reached", 93, "2026-11-02", 12345), officer).code(), "no_such_evidence");
    EXPECT_EQ(post(path, entry("danh-tinh", "reached", 93, "2025-11-02", proof), officer).code(), "day_outside_period");
    EXPECT_EQ(post(path, entry("danh-tinh", "reached", 93, "2026-11-23", proof), officer).code(), "day_in_future");
    EXPECT_EQ(post(path, entry("can-bo", "reached", 1, "2026-11-02", proof), officer).code(), "measure_known_by_events");
    EXPECT_EQ(post(path, entry("luck", "reached", 1, "2026-11-02", proof), officer).code(), "no_such_target");
    EXPECT_EQ(post("05551/" + plan + "/values", entry("danh-tinh", "reached", 1, "2026-11-02", proof), province).code(),
              "unit_outside_plan");
    const auto& standing = target(targets("01879", plan).at("own"), "danh-tinh");
    EXPECT_EQ(standing.at("reached").as_int64(), 93);
    EXPECT_TRUE(standing.at("reached_is_manual").as_bool());
    EXPECT_EQ(standing.at("whole_source").as_string(), "Công an xã (01/11/2026)");
    EXPECT_FALSE(standing.at("met").as_bool());
    EXPECT_EQ(get(path, officer).body.at("values").as_array().size(), 2u);
    const auto file = get("01879/evidence/" + std::to_string(proof), officer);
    EXPECT_EQ(file.raw, "%PDF-1.7 biên bản");
    EXPECT_EQ(get("05551/evidence/" + std::to_string(proof), province).status, 404);
    EXPECT_EQ(upload("01879/evidence", "<script>alert(1)</script>", officer).code(), "evidence_kind_unknown");
}

TEST_P(TargetRoutes, OfTheNumbersTypedUntilADayTheLastEnteredForTheNewestDayCounts) {
    const auto plan = publish_cao_minh();
    const auto proof = evidence("01879", officer);
    const auto type = [&](int amount, const char* day) {
        const auto typed = post("01879/" + plan + "/values",
                                {{"target_id", "danh-tinh"}, {"part", "reached"}, {"amount", amount}, {"as_of_on", day},
                                 {"source", "Công an xã"}, {"evidence_id", proof}}, officer);
        ASSERT_EQ(typed.status, 201) << typed.raw;
    };
    type(40, "2026-11-02");
    type(41, "2026-11-04");
    type(60, "2026-11-04");
    type(43, "2026-11-04");  // a correction
    type(44, "2026-11-03");  // late, and about an earlier day
    const auto reached_on = [&](const std::string& day) {
        return target(get("01879/" + plan + "/targets?as_of=" + day, officer).body.at("own"), "danh-tinh").at("reached").as_int64();
    };
    EXPECT_EQ(reached_on("2026-11-02"), 40);
    EXPECT_EQ(reached_on("2026-11-03"), 44);
    EXPECT_EQ(reached_on("2026-11-04"), 43);
    EXPECT_EQ(reached_on("2026-11-20"), 43);
}

TEST_P(TargetRoutes, SharesOfHamletsMustAddUp) {
    const auto plan = publish_cao_minh();
    const auto path = "01879/" + plan + "/targets/mot-cong-cu/shares";
    const auto shares = [](int first, int second) {
        return boost::json::value{{"shares", boost::json::array{{{"unit", "01879.01"}, {"percent", first}},
                                                                {{"unit", "01879.02"}, {"percent", second}}}}};
    };
    EXPECT_EQ(put(path, shares(50, 80), officer).code(), "whole_unknown");
    within([&](Context& context) {
        units::set_population(context, unit("01879"), TargetGroup::citizen, {300, 2026, "Sổ hộ khẩu"});
        units::set_population(context, unit("01879.01"), TargetGroup::citizen, {200, 2026, "Sổ hộ khẩu"});
        units::set_population(context, unit("01879.02"), TargetGroup::citizen, {100, 2026, "Sổ hộ khẩu"});
    });
    EXPECT_EQ(put(path, shares(50, 70), officer).code(), "shares_do_not_reconcile");
    const auto set = put(path, shares(50, 80), officer);
    ASSERT_EQ(set.status, 200) << set.raw;
    EXPECT_EQ(target(set.body.at("below").at(1), "mot-cong-cu").at("needed").as_int64(), 100);
    EXPECT_EQ(put(path, shares(50, 80), hamlet_officer).status, 403);
    EXPECT_EQ(put(path, {{"shares", boost::json::array{{{"unit", "05551"}, {"percent", 60}}}}}, officer).code(),
              "unit_not_below");
}

TEST_P(TargetRoutes, HidesSmallGroupsFromThoseWithoutARightToNames) {
    const auto plan = publish_cao_minh();
    const auto keeper = officer_of("keeper", "01879", identity::Role::operator_);
    accept_work(add_person("anh", "01879.01"));
    const auto seen = get("01879/" + plan + "/targets", keeper);
    ASSERT_EQ(seen.status, 200) << seen.raw;
    EXPECT_TRUE(target(seen.body.at("own"), "mot-cong-cu").at("suppressed").as_bool());
    EXPECT_TRUE(target(seen.body.at("own"), "mot-cong-cu").at("reached").is_null());
    EXPECT_EQ(target(targets("01879", plan).at("own"), "mot-cong-cu").at("reached").as_int64(), 1);
}

}  // namespace
}  // namespace campaign
