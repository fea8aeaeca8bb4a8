#include "foundation/http/router.h"

#include "foundation/testing/contexts.h"

#include <future>

namespace {

struct Tea {
    std::int64_t cups = 0;
};
BOOST_DESCRIBE_STRUCT(Tea, (), (cups))

class Router : public testing_databases::ContextsOnEveryEngine {
protected:
    http::Reply get(const std::string& target) {
        auto request = std::make_shared<http::Request>();
        request->method = "GET";
        request->target = target;
        std::promise<http::Reply> promise;
        router_.dispatch(contexts(), request, [&](http::LateReply write) { promise.set_value(write()); });
        return promise.get_future().get();
    }
    http::Router router_;
};

}  // namespace

TEST_P(Router, RefusesWhatTakesTooLongAndServesTheNext) {
    router_.set_gate([](Context&, const http::Request&, const http::Route&, const http::PathParams&) { return std::optional<Problem>{}; });
    router_.read("GET", "/api/v1/tea", {.name = "see_tea", .summary = "Tea."},
                 [](Context& context, const http::NoParams&) -> Result<Tea> {
                     return Tea{db::as_int(context.db.run("SELECT 2")[0][0])};
                 });
    router_.read("GET", "/api/v1/sea", {.name = "see_sea", .summary = "All the drops of the sea, one by one."},
                 [](Context& context, const http::NoParams&) -> Result<Tea> {
                     context.db.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT COUNT(*) FROM n");
                     return Tea{};
                 });
    router_.limit_reads(std::chrono::milliseconds(50));
    for (int times = 0; times < 2; ++times) {
        const auto refused = get("/api/v1/sea");
        EXPECT_EQ(refused.status, 503);
        EXPECT_EQ(boost::json::parse(refused.body).at("code"), "took_too_long") << refused.body;
        const auto served = get("/api/v1/tea");
        EXPECT_EQ(served.status, 200);
        EXPECT_EQ(boost::json::parse(served.body).at("cups"), 2) << served.body;
    }
}

BDH_ON_EVERY_ENGINE(Router);
