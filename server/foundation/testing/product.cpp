#include "foundation/testing/product.h"

#include "foundation/log.h"

#include <future>

namespace testing_product {
std::string TestReply::code() const {
    const auto* object = body.if_object();
    const auto* found = object ? object->if_contains("code") : nullptr;
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

Product::Product(const std::string& engine) {
    logging::set_level("off");
    settings.data_dir = folder_.path();
    if (engine == "postgres") settings.database = testing_databases::empty_postgres();
    settings.public_url = "http://localhost:8080";
    const std::string source = BDH_SOURCE_DIR;
    settings.packs = {source + "/packs/binh-dan-hoc-ai"};
    settings.frameworks_dir = source + "/packs/frameworks";
    start();
}

void Product::start() {
    running_ = std::make_unique<app::Product>(settings, clock, random, db::DatabaseOptions{.reader_threads = 1, .writer_threads = 2});
    contexts = running_->contexts.get();
    router = &running_->router;
    scheduler = &running_->scheduler;
    services = &running_->services;
    bus = &running_->bus;
    database = running_->database.get();
    contract_ = std::make_unique<Contract>(*router);
}

void Product::restart() {
    contract_.reset();
    running_.reset();
    start();
}

TestReply Product::call(const std::string& method, const std::string& target, const boost::json::value& body,
                        const std::string& cookie) {
    http::Request request{method, target, {}, {}, "127.0.0.1", true, "test"};
    if (!body.is_null()) {
        request.headers.emplace_back("content-type", "application/json");
        request.body = boost::json::serialize(body);
    }
    if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
    return send(std::move(request));
}

TestReply Product::send(http::Request request) {
    const auto method = request.method;
    const auto target = http::parse_target(request.target);
    std::promise<http::Reply> answered;
    router->dispatch(*contexts, std::make_shared<http::Request>(std::move(request)),
                     [&](const http::LateReply& write) { answered.set_value(write()); });
    const auto reply = answered.get_future().get();
    if (target) {
        EXPECT_EQ(contract_->breach(method, target->path, reply), "");
    }
    TestReply seen{reply.status, nullptr, reply.body, {}};
    if (reply.content_type.find("json") != std::string::npos) seen.body = boost::json::parse(reply.body);
    for (const auto& [name, value] : reply.headers) {
        if (name == "Set-Cookie") seen.cookie = value.substr(0, value.find(';'));
    }
    return seen;
}

void Product::within(const std::function<void(Context&)>& work) {
    contexts->write([&](Context& context) {
        work(context);
        return true;
    });
}

}  // namespace testing_product
