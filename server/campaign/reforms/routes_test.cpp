#include "routes_test.h"

#include <gmock/gmock.h>

#include <random>

using testing::SizeIs;

namespace campaign {
namespace {

class ReformRoutes : public CampaignOnEveryEngine {
protected:
    testing_product::TestReply reform(const std::string& code, const boost::json::object& order, const std::string& cookie) {
        return post(code + "/reforms", order, cookie);
    }
    boost::json::object merger(bool dry_run) {
        return {{"kind", "merge"},
                {"day", to_text(today())},
                {"dry_run", dry_run},
                {"units", {"01879.01", "01879.02"}},
                {"into", {{{"code", "01879.10"}, {"name", "Thôn Nà Khuổi"}, {"kind", "hamlet"}}}}};
    }
};
BDH_ON_EVERY_ENGINE(ReformRoutes);

TEST_P(ReformRoutes, AMergerIsShownFirstAndMovesWhatWasShown) {
    const auto lan = add_person("lan.a", "01879.01"), hoa = add_person("hoa.b", "01879.02");
    study(lan, today());
    study(hoa, today());
    const auto shown = reform("01879", merger(true), officer);
    ASSERT_EQ(shown.status, 201) << shown.raw;
    EXPECT_EQ(get("01879.10/overview", officer).status, 404);
    ASSERT_THAT(shown.body.at("moves").as_array(), SizeIs(2));
    EXPECT_EQ(shown.body.at("moves").at(0).at("people").as_int64(), 2);  // with the hamlet's officer
    EXPECT_EQ(shown.body.at("before"), shown.body.at("after"));
    const auto done = reform("01879", merger(false), officer);
    ASSERT_EQ(done.status, 201) << done.raw;
    EXPECT_EQ(done.body.at("moves"), shown.body.at("moves"));
    EXPECT_EQ(get("01879.01/overview", officer).status, 404);
    const auto overview = get("01879.10/overview", officer);
    ASSERT_EQ(overview.status, 200) << overview.raw;
    EXPECT_EQ(overview.body.at("enrolled").as_int64(), 3) << overview.raw;
    const auto audit = get("01879/audit", officer);
    EXPECT_NE(audit.raw.find("units_reformed"), std::string::npos) << audit.raw;
    EXPECT_NE(audit.raw.find("01879.10"), std::string::npos);
}

TEST_P(ReformRoutes, ReportsHandedInStayAsTheyWere) {
    const auto plan = publish_cao_minh();
    const auto calendar = get("01879.01/" + plan + "/reports", hamlet_officer);
    const auto& head = calendar.body.at("reports").as_array().back();
    const auto path = "01879.01/" + plan + "/reports/" + std::string(head.at("report_id").as_string()) + "/periods/" +
                      std::string(head.at("period").as_string());
    ASSERT_EQ(post(path + "/submissions", {{"revision", head.at("revision")}}, hamlet_officer).status / 100, 2);
    std::string before, after;
    const auto hamlet = unit("01879.01");
    const auto body = [&](Context& context) {
        return db::as_text(context.db.run("SELECT body FROM campaign_reports WHERE unit_id = $1 AND state = 'submitted'", {hamlet.value})[0][0]);
    };
    within([&](Context& context) { before = body(context); });
    const auto done = reform("19", merger(false), province);
    ASSERT_EQ(done.status, 201) << done.raw;
    EXPECT_EQ(done.body.at("moves").at(0).at("kept_reports").as_int64(), 1);
    within([&](Context& context) { after = body(context); });
    EXPECT_EQ(before, after);
}

TEST_P(ReformRoutes, TypedNumbersOfMergedUnitsAreAddedUp) {
    const auto plan = publish_cao_minh();
    std::string typed;
    const auto targets = get("01879.01/" + plan + "/targets", officer);
    for (const auto& each : targets.body.at("own").at("targets").as_array()) {
        const std::string id(each.at("target_id").as_string());
        const auto entered = post("01879.01/" + plan + "/values",
                                  {{"target_id", id}, {"part", "reached"}, {"amount", 1}, {"as_of_on", to_text(today())}, {"source", "Sổ của thôn"},
                                   {"evidence_id", evidence("01879.01", hamlet_officer)}},
                                  officer);
        if (entered.status != 201) continue;
        typed = id;
        ASSERT_EQ(post("01879.02/" + plan + "/values",
                       {{"target_id", id}, {"part", "reached"}, {"amount", 1}, {"as_of_on", to_text(today())}, {"source", "Sổ của thôn"},
                        {"evidence_id", evidence("01879.02", officer)}},
                       officer)
                      .status,
                  201);
        break;
    }
    ASSERT_NE(typed, "") << targets.raw;
    const auto commune_before = target(get("01879/" + plan + "/targets", officer).body.at("own"), typed);
    const auto done = reform("01879", merger(false), officer);
    ASSERT_EQ(done.status, 201) << done.raw;
    EXPECT_EQ(done.body.at("values_added_up").as_int64(), 1);
    EXPECT_EQ(target(get("01879.10/" + plan + "/targets", officer).body.at("own"), typed).at("reached").as_int64(), 2);
    EXPECT_EQ(target(get("01879/" + plan + "/targets", officer).body.at("own"), typed).at("reached"), commune_before.at("reached"));
}

TEST_P(ReformRoutes, RefusesWhatIsOutsideOrMakesNoSense) {
    EXPECT_EQ(reform("01879", merger(false), hamlet_officer).status, 403);
    auto outside = merger(false);
    outside["units"] = {"01879.01", "05551"};
    EXPECT_EQ(reform("01879", outside, officer).code(), "no_such_unit");
    auto itself = merger(false);
    itself["units"] = {"01879", "01879.01"};
    EXPECT_EQ(reform("01879", itself, officer).code(), "no_such_unit");
    auto past = merger(false);
    past["day"] = to_text(today() - 1);
    EXPECT_EQ(reform("01879", past, officer).code(), "day_out_of_reach");
    auto lonely = merger(false);
    lonely["units"] = {"01879.01"};
    EXPECT_EQ(reform("01879", lonely, officer).code(), "too_few_units");
    EXPECT_EQ(reform("01879",
                     {{"kind", "rename"}, {"day", to_text(today())}, {"dry_run", false}, {"units", {"01879.01"}},
                      {"into", {{{"code", "01879.02"}, {"name", "X"}, {"kind", "hamlet"}}}}},
                     officer)
                  .code(),
              "code_fixed");
    const auto renamed = reform("01879",
                                {{"kind", "rename"}, {"day", to_text(today())}, {"dry_run", false}, {"units", {"01879.01"}},
                                 {"into", {{{"code", "01879.01"}, {"name", "Thôn Nà Ca Mới"}, {"kind", "hamlet"}}}}},
                                officer);
    ASSERT_EQ(renamed.status, 201) << renamed.raw;
    EXPECT_EQ(call("GET", "/api/v1/units/01879.01").body.at("name").as_string(), "Thôn Nà Ca Mới");
}

// Whatever is merged and split, in any order: the province counts the same people, who reached the same.
TEST_P(ReformRoutes, TheSumOverTheTreeNeverChanges) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 chance(seed);
    std::vector<std::string> hamlets{"01879.01", "01879.02"};
    within([&](Context& context) {
        for (const auto* code : {"01879.03", "01879.04", "01879.05"}) {
            ensure(units::add_unit(context, code, "01879", std::string("Thôn ") + code, units::Kind::hamlet, context.today() - 300).has_value(), "a hamlet");
            hamlets.push_back(code);
        }
    });
    for (int person = 0; person < 25; ++person) {
        const auto account = add_person("nguoi" + std::to_string(person), hamlets[chance() % hamlets.size()].c_str());
        if (chance() % 2 == 0) study(account, today());
    }
    std::optional<boost::json::value> totals;
    for (int turn = 0; turn < 8; ++turn) {
        product.clock.advance_ms(kDayMs);
        product.scheduler->run_due(*product.contexts);
        sign_in_again();
        boost::json::object order{{"day", to_text(today())}, {"dry_run", false}};
        const auto fresh = "01879.n" + std::to_string(turn);
        const auto take = [&] {
            const auto place = chance() % hamlets.size();
            const auto code = hamlets[place];
            hamlets.erase(hamlets.begin() + static_cast<std::ptrdiff_t>(place));
            return code;
        };
        if (hamlets.size() > 2 && chance() % 2 == 0) {
            const auto one = take(), other = take();
            order["kind"] = "merge";
            order["units"] = {one, other};
            order["into"] = {{{"code", fresh}, {"name", "Thôn " + fresh}, {"kind", "hamlet"}}};
            hamlets.push_back(fresh);
        } else {
            order["kind"] = "split";
            order["units"] = {take()};
            order["into"] = {{{"code", fresh + "a"}, {"name", "Thôn A " + fresh}, {"kind", "hamlet"}},
                             {{"code", fresh + "b"}, {"name", "Thôn B " + fresh}, {"kind", "hamlet"}}};
            hamlets.push_back(fresh + "a");
            hamlets.push_back(fresh + "b");
        }
        const auto done = reform("19", order, province);
        ASSERT_EQ(done.status, 201) << boost::json::serialize(order) << done.raw;
        EXPECT_EQ(done.body.at("before"), done.body.at("after")) << done.raw;
        EXPECT_EQ(done.body.at("after"), totals.value_or(done.body.at("after")));
        totals = done.body.at("after");
        EXPECT_EQ(totals->at("people").as_int64(), 28);
    }
}

}  // namespace
}  // namespace campaign
