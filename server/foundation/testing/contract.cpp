#include "foundation/testing/contract.h"

#include "foundation/http/openapi.h"

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace testing_product {
namespace {

using Adapter = valijson::adapters::BoostJsonAdapter;

std::string lower(std::string text) {
    for (auto& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

// In memory a limit may be an unsigned number, which the validator does not take for one; a client only sees digits.
boost::json::object as_sent(const boost::json::object& document) { return boost::json::parse(boost::json::serialize(document)).as_object(); }

}  // namespace

struct Contract::Parts {
    const http::Router& router;
    boost::json::object document;
    std::map<std::string, std::unique_ptr<valijson::Schema>> schemas;  // by method, pattern, status

    // Null when the document says nothing of a body.
    const boost::json::value* documented(const http::Route& route, const http::Reply& reply) const {
        const auto& operation = document.at("paths").at(route.pattern).at(lower(route.method)).as_object();
        const auto& responses = operation.at("responses").as_object();
        const auto* found = responses.if_contains(std::to_string(reply.status));
        if (!found && reply.status >= 400) found = responses.if_contains("default");
        return found;
    }

    const valijson::Schema& schema(const std::string& name, const boost::json::value& described) {
        auto& kept = schemas[name];
        if (!kept) {
            kept = std::make_unique<valijson::Schema>();
            // References point into the document, so it is the root that they are resolved in.
            const boost::json::value root{{"allOf", boost::json::array{described}}, {"components", document.at("components")}};
            valijson::SchemaParser().populateSchema(Adapter(root), *kept);
        }
        return *kept;
    }
};

Contract::Contract(const http::Router& router) : parts_(std::make_unique<Parts>(Parts{router, as_sent(http::openapi(router, "test")), {}})) {}
Contract::~Contract() = default;

std::string Contract::breach(const std::string& method, const std::string& path, const http::Reply& reply) {
    const auto match = parts_->router.match(method, path);
    const boost::json::value problem{{"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    const auto* described = match.route ? parts_->documented(*match.route, reply) : &problem;
    if (!described) return "status " + std::to_string(reply.status) + " is not documented";
    const auto* contents = described->as_object().if_contains("content");
    if (!contents) return reply.body.empty() ? "" : "a body is sent, none is documented";
    const auto type = reply.content_type.substr(0, reply.content_type.find(';'));
    const auto* content = contents->as_object().if_contains(type);
    if (!content) {
        // A download may be of any type.
        if (contents->as_object().contains("application/octet-stream")) return "";
        return "type " + type + " is not documented";
    }
    if (type.find("json") == std::string::npos) return "";
    const auto name = match.route ? method + " " + match.route->pattern + " " + std::to_string(reply.status) : "none";
    valijson::Validator validator;
    valijson::ValidationResults results;
    const auto body = boost::json::parse(reply.body);
    if (validator.validate(parts_->schema(name, content->at("schema")), Adapter(body), &results)) return "";
    std::string told;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        told += "\n  ";
        for (const auto& step : error.context) told += step;
        told += ": " + error.description;
    }
    return name + " is not as documented:" + told;
}

}  // namespace testing_product
