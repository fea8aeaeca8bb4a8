// An officer lets a member of the community team record for a unit's people without a telephone, and ends it. Shows CM-10.
#include "routes_test.h"

namespace {

using namespace identity_test;
using identity::Role;

class HelperRoutes : public IdentityTest {
protected:
    HelperRoutes()
        : officer(add_member("can.bo", "05551", Role::unit_officer)), coach(add_member("nong.cot", "05551", Role::coach)),
          member(add_member("to.vien", "05551.01")) {}

    TestReply appoint(const Member& who, const char* login, const char* code = "05551.01") {
        return call("POST", std::string("/api/v1/units/") + code + "/helpers", object{{"login", login}}, who.cookie);
    }
    TestReply end(const Member& who, const Member& helper, const char* code = "05551.01") {
        return call("DELETE", std::string("/api/v1/units/") + code + "/helpers/" + std::to_string(helper.id.value), nullptr, who.cookie);
    }
    TestReply page(const char* code = "05551") {
        return call("GET", std::string("/api/v1/units/") + code + "/helpers", nullptr, officer.cookie);
    }
    AccountId enrol(const Member& by, const char* code, std::int64_t entry) {
        AccountId account;
        within([&](Context& context) {
            context.actor.account = by.id;
            const auto enrolled = identity::enrol_assisted(context, {"0b8f3c1e-6f0a-4a57-9d0c-3f1c2b7a9e55", entry, "Lý Thị Dợ", 1951, code,
                                                                     units::TargetGroup::citizen, "2026-11", context.now});
            ASSERT_TRUE(enrolled) << enrolled.error().code;
            account = *enrolled;
        });
        return account;
    }
    bool may_record(const Member& who, AccountId learner) {
        bool may = false;
        within([&](Context& context) {
            context.actor.account = who.id;
            may = identity::may_record_for(context, learner);
        });
        return may;
    }

    Member officer, coach, member;
};
BDH_ON_EVERY_ENGINE(HelperRoutes);

TEST_P(HelperRoutes, LetsAMemberRecordForTheUnitsPeopleUntilTheOfficerEndsIt) {
    const auto here = enrol(coach, "05551.01", 1);
    const auto elsewhere = enrol(coach, "05551.02", 2);
    EXPECT_FALSE(may_record(member, here));
    EXPECT_EQ(appoint(officer, "to.vien").status, 204);
    EXPECT_EQ(appoint(officer, "to.vien").status, 204) << "again is not wrong";
    EXPECT_TRUE(may_record(member, here)) << "whoever enrolled them";
    EXPECT_FALSE(may_record(member, elsewhere)) << "another hamlet";
    EXPECT_FALSE(may_record(member, coach.id)) << "only people without a telephone";
    const auto own = enrol(member, "05551.01", 3);
    EXPECT_TRUE(may_record(member, own));
    EXPECT_EQ(end(officer, member).status, 204);
    EXPECT_FALSE(may_record(member, here));
    EXPECT_FALSE(may_record(member, own)) << "even of those they enrolled";
    EXPECT_TRUE(may_record(coach, here));
    EXPECT_EQ(end(officer, member).code(), "no_such_helper");
}

TEST_P(HelperRoutes, ShowsTheOfficerWhoHelpsAndWhoIsHelped) {
    appoint(officer, "to.vien");
    enrol(coach, "05551.01", 1);
    enrol(member, "05551.01", 2);
    const auto shown = page();
    ASSERT_EQ(shown.status, 200) << shown.raw;
    const auto& helpers = shown.body.at("helpers").as_array();
    ASSERT_EQ(helpers.size(), 1u);
    EXPECT_EQ(helpers[0].at("login"), "to.vien");
    EXPECT_EQ(helpers[0].at("unit").at("code"), "05551.01");
    EXPECT_EQ(helpers[0].at("enrolled_count"), 1);
    EXPECT_EQ(shown.body.at("people_total"), 2);
    EXPECT_EQ(shown.body.at("people").at(0).at("enrolled_by"), "Trần Văn Minh");
    EXPECT_EQ(page("05551.02").body.at("people_total"), 0);
}

TEST_P(HelperRoutes, IsTheOfficersToDecideAndNobodyElses) {
    const auto stranger = add_member("o.xa", "01879.01");
    EXPECT_EQ(appoint(officer, "o.xa").code(), "no_such_helper") << "of another commune";
    EXPECT_EQ(appoint(officer, "khong.co").code(), "no_such_helper");
    EXPECT_EQ(appoint(officer, "to.vien", "01879").code(), "not_permitted");
    for (const auto& each : {coach, member, stranger}) EXPECT_EQ(appoint(each, "to.vien").status, 403);
    appoint(officer, "to.vien");
    EXPECT_EQ(appoint(member, "nong.cot").status, 403) << "a helper appoints nobody";
    EXPECT_EQ(call("GET", "/api/v1/units/05551.01/people", nullptr, member.cookie).status, 403) << "and sees no lists";
}

TEST_P(HelperRoutes, IsWrittenIntoTheAudit) {
    appoint(officer, "to.vien");
    end(officer, member);
    const auto audit = call("GET", "/api/v1/units/05551.01/audit", nullptr, officer.cookie);
    const auto& entries = audit.body.at("entries").as_array();
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].at("action"), "role_ended");
    EXPECT_EQ(entries[1].at("action"), "role_granted");
    for (const auto& entry : entries) EXPECT_EQ(entry.at("detail"), "helper");
}

TEST_P(HelperRoutes, TellsThePersonWhoEnrolledThem) {
    const auto account = enrol(coach, "05551.01", 1);
    std::string cookie;
    within([&](Context& context) {
        context.actor.account = coach.id;
        identity::record_act(context, {.action = "assisted_recorded", .subject = account, .unit = unit("05551.01"), .detail = "4"});
        cookie = identity::start_session(context, account);
    });
    const auto data = call("GET", "/api/v1/me/data", nullptr, cookie);
    ASSERT_EQ(data.status, 200) << data.raw;
    const auto& assisted = data.body.at("identity").at("assisted");
    EXPECT_EQ(assisted.at("enrolled_by"), "Trần Văn Minh");
    EXPECT_EQ(assisted.at("recorded").at(0).at("by"), "Trần Văn Minh");
    EXPECT_EQ(assisted.at("recorded").at(0).at("records"), 4);
    EXPECT_FALSE(call("GET", "/api/v1/me/data", nullptr, member.cookie).body.at("identity").as_object().contains("assisted"));
}

}  // namespace
