#pragma once
// How a handler's types become a Route. Included by router.h only.
#include "foundation/http/router.h"

#include <charconv>

namespace http {

template <class T>
struct ReplyShape {
    static constexpr int status = 200;
    static constexpr const char* type = "application/json";
    static constexpr bool has_schema = true;
    static Reply make(const T& value) { return json_reply(status, to_json_text(value)); }
    static boost::json::object schema(Schemas& schemas) { return Shape<T>::schema(schemas); }
};

template <>
struct ReplyShape<NoContent> {
    static constexpr int status = 204;
    static constexpr const char* type = "";
    static constexpr bool has_schema = false;
    static Reply make(const NoContent&) { return {204, "", "", {}}; }
    static boost::json::object schema(Schemas&) { return {}; }
};

template <class T>
struct ReplyShape<Created<T>> {
    static constexpr int status = 201;
    static constexpr const char* type = "application/json";
    static constexpr bool has_schema = true;
    static Reply make(const Created<T>& created) { return json_reply(201, to_json_text(created.body)); }
    static boost::json::object schema(Schemas& schemas) { return Shape<T>::schema(schemas); }
};

template <class T>
struct ReplyShape<WithCookies<T>> : ReplyShape<T> {
    static Reply make(const WithCookies<T>& with) {
        auto reply = ReplyShape<T>::make(with.reply);
        for (const auto& cookie : with.cookies) reply.headers.emplace_back("Set-Cookie", to_header(cookie));
        return reply;
    }
};

template <>
struct ReplyShape<Download> {
    static constexpr int status = 200;
    static constexpr const char* type = "application/octet-stream";
    static constexpr bool has_schema = false;
    static Reply make(const Download& file) {
        Reply reply{200, file.content_type, file.bytes, {}};
        if (!file.file_name.empty()) {
            reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file.file_name + "\"");
        }
        if (!file.cache_control.empty()) reply.headers.emplace_back("Cache-Control", file.cache_control);
        if (!file.etag.empty()) reply.headers.emplace_back("ETag", "\"" + file.etag + "\"");
        return reply;
    }
    static boost::json::object schema(Schemas&) { return {}; }
};

template <class T>
struct WithoutOptional {
    using type = T;
};
template <class T>
struct WithoutOptional<std::optional<T>> {
    using type = T;
};

template <class T>
inline constexpr bool is_whole = std::is_integral_v<T>;
template <std::int64_t Min, std::int64_t Max>
inline constexpr bool is_whole<Whole<Min, Max>> = true;
template <class Tag>
inline constexpr bool is_whole<Id<Tag>> = true;

// A parameter arrives as text; where the field is a number or a flag it is turned into one first.
template <class Field>
boost::json::value typed_parameter(const std::string& text) {
    using Base = typename WithoutOptional<Field>::type;
    if constexpr (std::is_same_v<Base, bool>) {
        if (text == "true") return true;
        if (text == "false") return false;
    } else if constexpr (is_whole<Base>) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc{} && end == text.data() + text.size()) return number;
    }
    return boost::json::string(text);
}

template <class Params>
Result<Params> read_params(const PathParams& params) {
    boost::json::object object;
    for (const auto& [name, text] : params) object[name] = boost::json::string(text);
    boost::mp11::mp_for_each<Members<Params>>([&](auto member) {
        using Field = std::remove_reference_t<decltype(std::declval<Params&>().*member.pointer)>;
        if (const auto found = params.find(member.name); found != params.end()) {
            object[member.name] = typed_parameter<Field>(found->second);
        }
    });
    return http::read<Params>(object);
}

template <class Params>
std::vector<ParameterInfo> describe_params(const std::vector<std::string>& segments, Schemas& schemas) {
    std::vector<ParameterInfo> infos;
    boost::mp11::mp_for_each<Members<Params>>([&](auto member) {
        using Field = std::remove_reference_t<decltype(std::declval<Params&>().*member.pointer)>;
        const auto braced = "{" + std::string(member.name) + "}";
        const bool in_path = std::find(segments.begin(), segments.end(), braced) != segments.end();
        infos.push_back({member.name, in_path, in_path || !is_optional<Field>,
                         Shape<typename WithoutOptional<Field>::type>::schema(schemas)});
    });
    return infos;
}

std::vector<std::string> split_path(std::string_view path);

template <class Out, class Params, class Body>
Route make_route(std::string method, std::string pattern, RouteOptions options, Mode mode) {
    Route route;
    route.method = std::move(method);
    route.segments = split_path(pattern);
    route.pattern = std::move(pattern);
    route.options = std::move(options);
    route.mode = mode;
    route.takes_upload = std::is_same_v<Body, Upload>;
    route.takes_body = !std::is_same_v<Body, NoBody> && !route.takes_upload;
    route.success_status = ReplyShape<Out>::status;
    route.success_type = ReplyShape<Out>::type;
    route.describe_params = [segments = route.segments](Schemas& schemas) { return describe_params<Params>(segments, schemas); };
    if constexpr (!std::is_same_v<Body, NoBody> && !std::is_same_v<Body, Upload>) route.describe_body = Shape<Body>::schema;
    if constexpr (ReplyShape<Out>::has_schema) route.describe_reply = ReplyShape<Out>::schema;
    return route;
}

template <class Out>
Result<LateReply> reply_later(Result<Out> result) {
    if (!result) return result.error();
    return LateReply([out = std::make_shared<const Out>(std::move(*result))] { return ReplyShape<Out>::make(*out); });
}

// Reads parameters and body now, to call the handler later with whichever context it works in.
template <class Out, class Params, class AnyContext>
Bind<AnyContext> bind_handler(std::function<Result<Out>(AnyContext&, const Params&)> handler) {
    return [handler](Call call) -> Result<Run<AnyContext>> {
        auto params = read_params<Params>(call.params);
        if (!params) return params.error();
        return Run<AnyContext>([&handler, params = std::move(*params)](AnyContext& context) { return reply_later(handler(context, params)); });
    };
}

template <class Out, class Params, class Body, class AnyContext>
Bind<AnyContext> bind_handler(std::function<Result<Out>(AnyContext&, const Params&, const Body&)> handler) {
    return [handler](Call call) -> Result<Run<AnyContext>> {
        auto params = read_params<Params>(call.params);
        if (!params) return params.error();
        std::shared_ptr<const Body> body;
        if constexpr (std::is_same_v<Body, Upload>) {
            body = std::make_shared<const Upload>(std::move(call.upload));
        } else {
            auto read = http::read<Body>(call.body);
            if (!read) return read.error();
            body = std::make_shared<const Body>(std::move(*read));
        }
        return Run<AnyContext>(
            [&handler, params = std::move(*params), body](AnyContext& context) { return reply_later(handler(context, params, *body)); });
    };
}

template <class Out, class Params>
void Router::add(std::string method, std::string pattern, RouteOptions options, Mode mode,
                 std::function<Result<Out>(Context&, const Params&)> handler) {
    auto route = make_route<Out, Params, NoBody>(std::move(method), std::move(pattern), std::move(options), mode);
    route.bind = bind_handler<Out, Params, Context>(std::move(handler));
    add_route(std::move(route));
}

template <class Out, class Params, class Body>
void Router::add(std::string method, std::string pattern, RouteOptions options, Mode mode,
                 std::function<Result<Out>(Context&, const Params&, const Body&)> handler) {
    auto route = make_route<Out, Params, Body>(std::move(method), std::move(pattern), std::move(options), mode);
    route.bind = bind_handler<Out, Params, Body, Context>(std::move(handler));
    add_route(std::move(route));
}

template <class Out, class Params>
void Router::add(std::string method, std::string pattern, RouteOptions options, Mode mode,
                 std::function<Result<Out>(SlowContext&, const Params&)> handler) {
    auto route = make_route<Out, Params, NoBody>(std::move(method), std::move(pattern), std::move(options), mode);
    route.bind_slow = bind_handler<Out, Params, SlowContext>(std::move(handler));
    add_route(std::move(route));
}

template <class Out, class Params, class Body>
void Router::add(std::string method, std::string pattern, RouteOptions options, Mode mode,
                 std::function<Result<Out>(SlowContext&, const Params&, const Body&)> handler) {
    auto route = make_route<Out, Params, Body>(std::move(method), std::move(pattern), std::move(options), mode);
    route.bind_slow = bind_handler<Out, Params, Body, SlowContext>(std::move(handler));
    add_route(std::move(route));
}

}  // namespace http
