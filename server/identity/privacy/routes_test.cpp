#include "routes_test.h"

#include <filesystem>
#include <fstream>

namespace {

using namespace identity_test;
using PrivacyRoutes = IdentityTest;
BDH_ON_EVERY_ENGINE(PrivacyRoutes);

TEST_P(PrivacyRoutes, GivesLanEverythingHeldAboutHer) {
    const auto lan = join();
    const auto data = call("GET", "/api/v1/me/data", nullptr, lan.cookie);
    ASSERT_EQ(data.status, 200);
    const auto& own = data.body.at("identity");
    EXPECT_EQ(own.at("full_name"), "Nguyễn Thị Lan");
    EXPECT_EQ(own.at("login"), "0912345678");
    EXPECT_EQ(own.at("memberships").at(0).at("unit"), "Xóm Đồng Đình");
    EXPECT_EQ(own.at("consents").at(0).at("purpose"), "learning");
    EXPECT_EQ(own.at("sessions").as_array().size(), 1u);
    EXPECT_EQ(data.raw.find("argon2"), std::string::npos);
    EXPECT_EQ(call("GET", "/api/v1/me/data").code(), "sign_in_required");
}

TEST_P(PrivacyRoutes, ForgetsLanAtOnceAndLeavesNothingOfHer) {
    const auto lan = join();
    const auto minh = add_member("minh.tv", "05551.01");
    const AccountId lan_id{lan.body.at("account_id").as_int64()};
    EXPECT_EQ(call("POST", "/api/v1/me/deletion", object{{"password", "sai mật khẩu"}}, lan.cookie).code(), "password_wrong");
    const auto deleted = call("POST", "/api/v1/me/deletion", object{{"password", kPassword}}, lan.cookie);
    ASSERT_EQ(deleted.status, 200) << deleted.raw;
    EXPECT_EQ(deleted.body.at("erased_on"), "2026-11-22");
    EXPECT_EQ(deleted.cookie, "bdh_session=");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).code(), "sign_in_required");
    EXPECT_EQ(sign_in("0912345678", kPassword).code(), "login_failed");
    within([&](Context& context) {
        for (const auto* table : {"identity_memberships", "identity_consents", "identity_sessions", "identity_roles", "identity_reset_codes"}) {
            EXPECT_TRUE(context.db.run(std::string("SELECT 1 FROM ") + table + " WHERE account_id = $1", {lan_id.value}).empty()) << table;
        }
        EXPECT_EQ(context.db.run("SELECT account_id FROM identity_report_people"), (db::Rows{{minh.id.value}}));
        EXPECT_FALSE(identity::primary_place(context, lan_id));
        EXPECT_TRUE(identity::public_names(context, {lan_id}).empty());
    });
    EXPECT_EQ(count("identity_erasures"), 1);
    EXPECT_EQ(join().status, 201);  // the login is free again
}

TEST_P(PrivacyRoutes, ErasesAgainWhomARestoredBackupBroughtBack) {
    const auto lan = add_member("lan.nt", "05551.01");
    const auto minh = add_member("minh.tv", "05551.01");
    std::ofstream(product.settings.data_dir + "/erasures.log") << lan.id.value << " 1795309200000\n";
    product.restart();
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).code(), "sign_in_required");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, minh.cookie).status, 200);
    EXPECT_EQ(count("identity_erasures"), 1);
    product.restart();
    EXPECT_EQ(count("identity_accounts"), 1);
}

TEST_P(PrivacyRoutes, CompletesTheLogFromTheTable) {
    join();
    const auto lan = sign_in("0912345678", kPassword);
    ASSERT_EQ(call("POST", "/api/v1/me/deletion", object{{"password", kPassword}}, lan.cookie).status, 200);
    const auto path = product.settings.data_dir + "/erasures.log";
    const auto size = std::filesystem::file_size(path);
    EXPECT_GT(size, 0u);
    std::filesystem::remove(path);
    product.restart();
    EXPECT_EQ(std::filesystem::file_size(path), size);
    product.restart();
    EXPECT_EQ(std::filesystem::file_size(path), size);
}

TEST_P(PrivacyRoutes, NeverRunsHalfALineOfTheLogTogetherWithTheNext) {
    const auto minh = add_member("minh.tv", "05551.01");
    join();
    const auto lan = sign_in("0912345678", kPassword);
    const auto path = product.settings.data_dir + "/erasures.log";
    const auto half = "12";  // what a full disk left of a line
    std::ofstream(path) << half;
    ASSERT_EQ(call("POST", "/api/v1/me/deletion", object{{"password", kPassword}}, lan.cookie).status, 200);
    std::ifstream file(path);
    std::string first;
    std::getline(file, first);
    EXPECT_EQ(first, half);
    product.restart();
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, minh.cookie).status, 200);
    EXPECT_EQ(count("identity_accounts"), 1);
}

TEST_P(PrivacyRoutes, StopsGuessingOfThePasswordThatDeletes) {
    const auto lan = join();
    for (int failure = 0; failure < 5; ++failure) call("POST", "/api/v1/me/deletion", object{{"password", "đoán mò"}}, lan.cookie);
    EXPECT_EQ(call("POST", "/api/v1/me/deletion", object{{"password", kPassword}}, lan.cookie).code(), "locked_out");
    EXPECT_EQ(call("GET", "/api/v1/me", nullptr, lan.cookie).status, 200);
}

}  // namespace
