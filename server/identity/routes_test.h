#pragma once
// The small cast and the few units that identity's tests share.
#include "identity/public.h"

#include "foundation/testing/product.h"

namespace identity_test {

using testing_product::TestReply;
using boost::json::object;

inline constexpr const char* kPassword = "chè xanh thơm ngát";

class IdentityTest : public testing_product::OnEveryEngine {
protected:
    IdentityTest() {
        within([](Context& context) {
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
    }

    units::UnitId unit(const char* code) { return units::current(*product.services)->find(std::string_view(code))->id; }

    static object lan_joins() {
        return {{"unit_code", "05551.01"}, {"join_token", nullptr}, {"target_group", "citizen"}, {"full_name", "Nguyễn Thị Lan"},
                {"login", "0912 345 678"}, {"password", kPassword}, {"birth_year", 1968}, {"address_form", "bac"},
                {"simple_mode", false}, {"consents", {{{"purpose", "learning"}, {"version", "2026-11"}}}}, {"guardian", nullptr}};
    }
    TestReply join(const object& changes = {}) {
        auto body = lan_joins();
        for (const auto& [key, value] : changes) body[key] = value;
        return call("POST", "/api/v1/accounts", body);
    }
    TestReply sign_in(const std::string& login, const std::string& password, const boost::json::value& totp = nullptr) {
        return call("POST", "/api/v1/sessions", object{{"login", login}, {"password", password}, {"totp", totp}});
    }

    struct Member {
        AccountId id;
        std::string cookie;
    };
    // With every factor shown; see add_account and start_session.
    Member add_member(const std::string& login, const char* unit_code, std::optional<identity::Role> role = std::nullopt,
                      const char* role_unit = nullptr) {
        Member member;
        within([&](Context& context) {
            member.id = identity::add_account(context, {.full_name = "Trần Văn Minh",
                                                        .login = login,
                                                        .password_hash = {},
                                                        .birth_year = 1980,
                                                        .unit = unit(unit_code)});
            if (role) identity::grant_role(context, member.id, *role, unit(role_unit ? role_unit : unit_code));
            member.cookie = identity::start_session(context, member.id);
        });
        return member;
    }
    void turn_clock(std::int64_t ms) { product.clock.advance_ms(ms); }
    static std::string text(const TestReply& reply, const char* key) { return std::string(reply.body.at(key).as_string()); }
    std::int64_t count(const std::string& table) {
        std::int64_t rows = 0;
        within([&](Context& context) { rows = db::as_int(context.db.run("SELECT count(*) FROM " + table)[0][0]); });
        return rows;
    }
};

}  // namespace identity_test
