#pragma once
// A commune with two hamlets, its officer, and a plan of 2026: what the tests of the campaign's parts start from.
#include "foundation/testing/product.h"

#include "foundation/events/bus.h"
#include "identity/public.h"
#include "learning/public.h"
#include "units/public.h"

#include <fstream>
#include <sstream>

namespace campaign {

class CampaignOnEveryEngine : public testing_product::OnEveryEngine {
protected:
    CampaignOnEveryEngine() {
        within([&](Context& context) {
            const auto plant = [&](const char* code, const char* parent, const char* name, units::Kind kind) {
                ensure(units::add_unit(context, code, parent, name, kind, context.today() - 400).has_value(),
                       "a unit of the tests");
            };
            plant("19", "", "Tỉnh Thái Nguyên", units::Kind::province);
            plant("01879", "19", "Xã Cao Minh", units::Kind::commune);
            plant("01879.01", "01879", "Thôn Nà Ca", units::Kind::hamlet);
            plant("01879.02", "01879", "Thôn Khuổi Nộc", units::Kind::hamlet);
            plant("05551", "19", "Xã Kim Phượng", units::Kind::commune);
        });
        officer = officer_of("minh", "01879");
        hamlet_officer = officer_of("hoa", "01879.01");
        province = officer_of("lan", "19");
    }

    units::UnitId unit(std::string_view code) { return units::current(*product.services)->find(code)->id; }
    Day today() { return day_of(product.clock.now()); }

    AccountId add_person(const std::string& login, const char* code, units::TargetGroup group = units::TargetGroup::citizen) {
        AccountId account;
        within([&](Context& context) {
            account = identity::add_account(context, {.full_name = "Nguyễn " + login,
                                                      .login = login,
                                                      .password_hash = {},
                                                      .birth_year = 1980,
                                                      .unit = unit(code),
                                                      .group = group,
                                                      .joined_at = context.now + -30 * kDayMs});
        });
        return account;
    }
    // Gives the cookie.
    std::string officer_of(const std::string& login, const char* code, identity::Role role = identity::Role::unit_officer) {
        const auto account = add_person(login, code, units::TargetGroup::official);
        std::string cookie;
        within([&](Context& context) {
            identity::grant_role(context, account, role, unit(code));
            cookie = identity::start_session(context, account);
        });
        return cookie;
    }
    // Sessions of officers do not last until the next day.
    void sign_in_again() {
        within([&](Context& context) {
            const auto session_of = [&](const char* login) {
                const auto rows = context.db.run("SELECT account_id FROM identity_report_people WHERE login = $1", {std::string(login)});
                return identity::start_session(context, {db::as_int(rows.at(0)[0])});
            };
            officer = session_of("minh");
            hamlet_officer = session_of("hoa");
            province = session_of("lan");
        });
    }
    // A day of study as learning stores and announces it.
    void study(AccountId account, Day day) {
        within([&](Context& context) {
            context.db.run(
                "INSERT INTO learning_days (account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, "
                "task_seconds, lessons_done, tasks_done, studied) VALUES ($1, $2, 5, 0, 0, 300, 0, 0, 0, 1)",
                {account.value, day.number});
            context.events.publish(context, learning::DayBegun{account, day});
            context.events.publish(context, learning::DayStudied{account, day});
        });
    }
    void accept_work(AccountId account) {
        within([&](Context& context) {
            context.events.publish(context, learning::TaskReviewed{.account = account,
                                                                   .task = "t",
                                                                   .work_sample = false,
                                                                   .accepted = true,
                                                                   .reviewer = {},
                                                                   .day = context.today()});
        });
    }

    testing_product::TestReply get(const std::string& path, const std::string& cookie) {
        return call("GET", "/api/v1/units/" + path, nullptr, cookie);
    }
    testing_product::TestReply post(const std::string& path, const boost::json::value& body, const std::string& cookie) {
        return call("POST", "/api/v1/units/" + path, body, cookie);
    }
    testing_product::TestReply put(const std::string& path, const boost::json::value& body, const std::string& cookie) {
        return call("PUT", "/api/v1/units/" + path, body, cookie);
    }
    testing_product::TestReply upload(const std::string& path, const std::string& bytes, const std::string& cookie) {
        const std::string form = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../bien ban.pdf\"\r\n\r\n" +
                                 bytes + "\r\n--edge--\r\n";
        return product.send({"POST",
                             "/api/v1/units/" + path,
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", cookie}},
                             form,
                             "127.0.0.1",
                             true,
                             "t"});
    }

    static std::string plan_file(const std::string& name) {
        std::ifstream stream(std::string(BDH_SOURCE_DIR) + "/plans/" + name, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    // Cao Minh's plan in force since its day; gives its address.
    std::string publish_cao_minh() {
        const auto drafted = upload("01879/plan_files", plan_file("cm-cao-minh.yaml"), officer);
        EXPECT_EQ(drafted.status, 201) << drafted.raw;
        const auto id = std::to_string(drafted.body.at("head").at("plan_id").as_int64());
        const auto published =
            post("01879/plans/" + id + "/publications", {{"revision", 1}, {"valid_from", "2026-01-03"}}, officer);
        EXPECT_EQ(published.status, 201) << published.raw;
        return "plans/" + id;
    }
    std::int64_t evidence(const std::string& code, const std::string& cookie) {
        const auto kept = upload(code + "/evidence", "%PDF-1.7 biên bản", cookie);
        EXPECT_EQ(kept.status, 201) << kept.raw;
        return kept.body.at("evidence_id").as_int64();
    }
    static boost::json::value target(const boost::json::value& standings, const std::string& id) {
        for (const auto& each : standings.at("targets").as_array()) {
            if (each.at("target_id").as_string() == id) return each;
        }
        throw std::runtime_error("no target " + id);
    }

    std::string officer, hamlet_officer, province;  // cookies
};

}  // namespace campaign
