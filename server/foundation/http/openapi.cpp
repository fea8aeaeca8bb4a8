#include "foundation/http/openapi.h"

namespace http {
namespace {

boost::json::object access_of(const Access& access) {
    switch (access.kind) {
    case Access::Kind::anyone: return {{"kind", "anyone"}};
    case Access::Kind::signed_in: return {{"kind", "signed_in"}};
    case Access::Kind::anywhere: return {{"kind", "anywhere"}, {"permission", access.permission}};
    case Access::Kind::on_unit: return {{"kind", "on_unit"}, {"permission", access.permission}, {"parameter", access.parameter}};
    case Access::Kind::on_account: return {{"kind", "on_account"}, {"permission", access.permission}, {"parameter", access.parameter}};
    case Access::Kind::on_thing: return {{"kind", "on_thing"}, {"permission", access.permission}, {"parameter", access.parameter}};
    }
    return {};
}

boost::json::object problem_schema() {
    const boost::json::object text{{"type", "string"}};
    const boost::json::object whole{{"type", "integer"}};
    return {{"type", "object"},
            {"properties", {{"title", text}, {"status", whole}, {"code", text},
                            {"field", {{"anyOf", {text, {{"type", "null"}}}}}}, {"request_id", text}, {"retry_after_s", whole}}},
            {"required", {"title", "status", "code", "field", "request_id"}}};
}

boost::json::object content(const std::string& type, boost::json::object schema) {
    return {{type, boost::json::object{{"schema", std::move(schema)}}}};
}

boost::json::object operation(const Route& route, Schemas& schemas) {
    boost::json::object made{{"operationId", route.options.name},
                             {"summary", route.options.summary},
                             {"tags", boost::json::array{route.segments.size() > 2 ? route.segments[2] : "api"}},
                             {"x-access", access_of(route.options.access)}};
    boost::json::array parameters;
    for (auto& info : route.describe_params(schemas)) {
        parameters.push_back(boost::json::object{{"name", info.name}, {"in", info.in_path ? "path" : "query"},
                                                 {"required", info.required}, {"schema", std::move(info.schema)}});
    }
    if (!parameters.empty()) made["parameters"] = std::move(parameters);
    if (route.describe_body) {
        made["requestBody"] = {{"required", true}, {"content", content("application/json", route.describe_body(schemas))}};
    } else if (route.takes_upload) {
        const boost::json::object file{{"type", "string"}, {"format", "binary"}};
        const boost::json::object form{{"type", "object"}, {"properties", {{"file", file}}}, {"required", {"file"}}};
        made["requestBody"] = {{"required", true}, {"content", content("multipart/form-data", form)}};
    }
    boost::json::object success{{"description", "Done"}};
    if (route.describe_reply) {
        success["content"] = content(route.success_type, route.describe_reply(schemas));
    } else if (!route.success_type.empty()) {
        success["content"] = content(route.success_type, {{"type", "string"}, {"format", "binary"}});
    }
    made["responses"] = {{std::to_string(route.success_status), std::move(success)},
                         {"default", {{"description", "Refused"},
                                      {"content", content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}}}};
    if (route.options.resumable) {
        auto& responses = made["responses"].get_object();
        responses["206"] = {{"description", "The part asked for by Range"}, {"content", content(route.success_type, {{"type", "string"}, {"format", "binary"}})}};
        responses["304"] = {{"description", "The client has it already (If-None-Match)"}};
    }
    return made;
}

}  // namespace

boost::json::object openapi(const Router& router, const std::string& version) {
    Schemas schemas;
    schemas.components["Problem"] = problem_schema();
    boost::json::object paths;
    for (const auto& route : router.routes()) {
        auto& path = paths[route.pattern];
        if (!path.is_object()) path = boost::json::object{};
        std::string method = route.method;
        for (auto& letter : method) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        path.get_object()[method] = operation(route, schemas);
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Bình Dân Học"}, {"version", version}}},
            {"paths", std::move(paths)},
            {"components", {{"schemas", std::move(schemas.components)}}}};
}

void add_openapi_route(Router& router, const std::string& version) {
    router.read("GET", "/api/v1/openapi.json", {.name = "get_openapi", .summary = "This document.", .access = anyone()},
                [&router, version](Context&, const NoParams&) -> Result<Download> {
                    return Download{"application/json", "", boost::json::serialize(openapi(router, version))};
                });
}

}  // namespace http
