#pragma once
// The whole product in one process, without sockets: for store and route tests, once per engine.
//
//   using IdentityRoutes = testing_product::OnEveryEngine;
//   TEST_P(IdentityRoutes, LetsLanJoin) { auto reply = call("POST", "/api/v1/accounts", {{"full_name", "Lan"}}); … }
//   BDH_ON_EVERY_ENGINE(IdentityRoutes);
//
// PostgreSQL is named by BDH_TEST_POSTGRES; without it those cases fail, they are never skipped.
#include "app/product.h"
#include "foundation/testing/contract.h"
#include "foundation/testing/databases.h"

#include <gtest/gtest.h>

#include <memory>

namespace testing_product {

// 2026-11-22 08:00 in Hà Nội, a Sunday: where every test's clock starts.
inline constexpr Instant kMorning{1795309200000};

struct TestReply {
    int status = 0;
    boost::json::value body;
    std::string raw;
    std::string cookie;  // "bdh_session=…" when one was set
    std::string code() const;  // the problem's code, or ""
};

class Product {
public:
    explicit Product(const std::string& engine);

    // Stops and starts again on the same data, as a restart of the server would.
    void restart();
    // Sends a request through the router, and fails the test when the reply is not as OpenAPI says; cookie as TestReply
    // gives it.
    TestReply call(const std::string& method, const std::string& target, const boost::json::value& body = nullptr,
                   const std::string& cookie = {});
    TestReply send(http::Request request);
    // A committed transaction of nobody's.
    void within(const std::function<void(Context&)>& work);

    Settings settings;
    ManualClock clock{kMorning};
    SeededRandom random{7};
    // Parts of the running product, for tests that look behind the routes.
    ContextFactory* contexts = nullptr;
    http::Router* router = nullptr;
    jobs::Scheduler* scheduler = nullptr;
    Services* services = nullptr;
    events::Bus* bus = nullptr;
    db::Database* database = nullptr;

private:
    void start();
    testing_databases::Folder folder_;
    std::unique_ptr<app::Product> running_;
    std::unique_ptr<Contract> contract_;
};

class OnEveryEngine : public ::testing::TestWithParam<std::string> {
protected:
    OnEveryEngine() : product(GetParam()) {}
    TestReply call(const std::string& method, const std::string& target, const boost::json::value& body = nullptr,
                   const std::string& cookie = {}) {
        return product.call(method, target, body, cookie);
    }
    void within(const std::function<void(Context&)>& work) { product.within(work); }
    Product product;
};

}  // namespace testing_product
