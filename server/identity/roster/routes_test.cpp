#include "routes_test.h"

namespace {

using namespace identity_test;
using identity::Role;

class RosterRoutes : public IdentityTest {
protected:
    TestReply import_list(const std::string& bytes, const std::string& cookie, const std::string& query = "?dry_run=false",
                          const char* unit_code = "05551") {
        const std::string form = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ds.csv\"\r\n\r\n" + bytes +
                                 "\r\n--edge\r\nContent-Disposition: form-data; name=\"target_group\"\r\n\r\nofficial\r\n--edge--\r\n";
        return product.send({"POST", std::string("/api/v1/units/") + unit_code + "/roster_imports" + query,
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", cookie}}, form, "127.0.0.1", true, "t"});
    }
    Member officer() { return add_member("can.bo", "05551", Role::unit_officer); }
};
BDH_ON_EVERY_ENGINE(RosterRoutes);

constexpr const char* kList =
    "DANH SÁCH,,,\r\n"
    "STT,Họ và tên,Năm sinh,Số điện thoại,Xóm\r\n"
    "1,Nguyễn Thị Lan,1968,912345678,Đồng Đình\r\n"
    "2,Hoàng Văn Hòa,1975,,Bản Mới\r\n"
    "3,Sai Năm,1,,\r\n";

TEST_P(RosterRoutes, TriesFirstThenBringsPeopleInOnce) {
    const auto clerk = officer();
    const auto tried = import_list(kList, clerk.cookie, "?dry_run=true");
    ASSERT_EQ(tried.status, 200) << tried.raw;
    EXPECT_EQ(tried.body.at("rows_new"), 2);
    EXPECT_EQ(tried.body.at("rows_wrong"), 1);
    EXPECT_EQ(tried.body.at("rows").at(0).at("line"), 5);
    EXPECT_EQ(tried.body.at("rows").at(0).at("problems").at(0).at("code"), "birth_year_invalid");
    EXPECT_EQ(tried.body.at("columns").at("full_name"), "Họ và tên");
    EXPECT_TRUE(tried.body.at("credentials").as_array().empty());
    EXPECT_EQ(count("identity_accounts"), 1);
    EXPECT_EQ(import_list(kList, clerk.cookie, "").body.at("dry_run"), true);  // nothing is done unless it is said

    const auto done = import_list(kList, clerk.cookie);
    ASSERT_EQ(done.status, 200) << done.raw;
    EXPECT_EQ(done.body.at("rows_new"), 2);
    ASSERT_EQ(done.body.at("credentials").as_array().size(), 2u);
    EXPECT_EQ(done.body.at("credentials").at(0).at("login"), "0912345678");
    EXPECT_EQ(done.body.at("credentials").at(1).at("login"), "hoa.hv");
    EXPECT_EQ(count("identity_accounts"), 3);
    const auto again = import_list(kList, clerk.cookie);
    EXPECT_EQ(again.body.at("rows_unchanged"), 2);
    EXPECT_EQ(again.body.at("rows_new"), 0);
    EXPECT_TRUE(again.body.at("credentials").as_array().empty());
    EXPECT_EQ(count("identity_accounts"), 3);
    EXPECT_EQ(call("GET", "/api/v1/units/05551/audit", nullptr, clerk.cookie).body.at("entries").at(0).at("action"), "roster_imported");
}

TEST_P(RosterRoutes, LetsPeopleInWithTheCodeTheyWereHanded) {
    const auto done = import_list(kList, officer().cookie);
    const auto& credential = done.body.at("credentials").at(1);
    const object reset{{"login", credential.at("login")}, {"code", credential.at("first_code")}, {"new_password", kPassword}};
    EXPECT_EQ(sign_in("hoa.hv", kPassword).code(), "login_failed");
    EXPECT_EQ(call("POST", "/api/v1/password_resets", reset).status, 204);
    const auto signed_in = sign_in("hoa.hv", kPassword);
    ASSERT_EQ(signed_in.status, 200) << signed_in.raw;
    EXPECT_EQ(signed_in.body.at("memberships").at(0).at("unit").at("code"), "05551.02");
    EXPECT_EQ(signed_in.body.at("memberships").at(0).at("target_group"), "official");
    EXPECT_EQ(signed_in.body.at("consents").at(0).at("given"), false);  // a list cannot consent for anybody
    EXPECT_EQ(call("POST", "/api/v1/password_resets", reset).code(), "reset_code_wrong");
}

TEST_P(RosterRoutes, CannotPullPeopleOverFromAnotherCommune) {
    ASSERT_EQ(join({{"unit_code", "01879.01"}}).status, 201);
    const auto clerk = officer();
    const auto reply = import_list(kList, clerk.cookie);
    EXPECT_EQ(reply.body.at("rows_wrong"), 2);
    EXPECT_EQ(reply.body.at("rows").at(0).at("problems").at(0).at("code"), "account_elsewhere");
    EXPECT_EQ(reply.raw.find("Nà Ca"), std::string::npos);
    EXPECT_EQ(import_list(kList, clerk.cookie, "?dry_run=false", "01879").code(), "not_permitted");
    EXPECT_EQ(import_list(kList, "").code(), "sign_in_required");
}

TEST_P(RosterRoutes, MovesWhoJoinedAtTheCommuneIntoTheirHamlet) {
    const auto lan = join({{"unit_code", "05551"}});
    const auto done = import_list(kList, officer().cookie);
    EXPECT_EQ(done.body.at("rows_updated"), 1);
    const auto me = call("GET", "/api/v1/me", nullptr, lan.cookie);
    EXPECT_EQ(me.body.at("memberships").as_array().size(), 1u);
    EXPECT_EQ(me.body.at("memberships").at(0).at("unit").at("code"), "05551.01");
    EXPECT_EQ(me.body.at("full_name"), "Nguyễn Thị Lan");
}

TEST_P(RosterRoutes, AddsASecondPlaceToWhomTheOfficerAlreadyHas) {
    const auto lan = join({{"unit_code", "05551.02"}});
    EXPECT_EQ(import_list(kList, officer().cookie).body.at("rows_updated"), 1);
    const auto me = call("GET", "/api/v1/me", nullptr, lan.cookie);
    EXPECT_EQ(me.body.at("memberships").at(0).at("unit").at("code"), "05551.02");
    EXPECT_EQ(me.body.at("memberships").at(1).at("unit").at("code"), "05551.01");
    EXPECT_EQ(me.body.at("memberships").at(1).at("primary"), false);
}

TEST_P(RosterRoutes, KeepsAPhoneSharedInAFamilyWithItsOwner) {
    ASSERT_EQ(join({{"full_name", "Nguyễn Văn Chồng"}, {"unit_code", "05551.01"}}).status, 201);
    const auto reply = import_list(kList, officer().cookie);
    EXPECT_EQ(reply.body.at("rows").at(0).at("problems").at(0).at("code"), "login_of_another");
}

TEST_P(RosterRoutes, RefusesFilesItCannotReadAndStoresNothing) {
    const auto clerk = officer();
    EXPECT_EQ(import_list("PK\x03\x04 broken", clerk.cookie).code(), "xlsx_malformed");
    EXPECT_EQ(import_list("a,b\r\n1,2\r\n", clerk.cookie).code(), "roster_header_missing");
    EXPECT_EQ(import_list("Họ và tên,Xóm\r\nLan,A\r\n", clerk.cookie).code(), "roster_birth_year_missing");
    EXPECT_EQ(import_list("", clerk.cookie).status, 400);
    EXPECT_EQ(import_list("\xFF\xFE\x00", clerk.cookie).status, 400);
    EXPECT_EQ(import_list(kList, clerk.cookie, "?dry_run=maybe").status, 400);
    EXPECT_EQ(count("identity_accounts"), 1);
}

TEST_P(RosterRoutes, ServesTheCommandWithTheSameReport) {
    within([&](Context& context) {
        const auto report = identity::import_roster(context, unit("05551"), kList, false);
        ASSERT_TRUE(report.has_value());
        EXPECT_EQ(report->at("rows_new"), 2);
    });
    EXPECT_EQ(count("identity_accounts"), 2);
}

}  // namespace
