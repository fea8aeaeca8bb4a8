#pragma once
// The route table: what each route takes, gives, needs and does, declared once. Requests are validated by it, OpenAPI is
// written from it, and the authorisation test walks it.
//
//   router.write("POST", "/api/v1/units/{code}/join_links",
//                {.name = "create_join_link", .summary = "…", .access = on_unit("invite", "code")}, create_join_link);
//
// A handler takes (Context&, const Params&) or (Context&, const Params&, const Body&), both described structs. Params are
// filled from the path's {names} and the query. It gives Result<T>, T being a described struct or one of the wrappers below.
#include "foundation/context_factory.h"
#include "foundation/http/json.h"
#include "foundation/http/message.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace http {

struct NoParams {};
BOOST_DESCRIBE_STRUCT(NoParams, (), ())
struct NoBody {};
BOOST_DESCRIBE_STRUCT(NoBody, (), ())

struct NoContent {};
template <class T>
struct Created {
    T body;
};
template <class T>
struct WithCookies {
    T reply;
    std::vector<Cookie> cookies;
};
struct Download {
    std::string content_type;
    std::string file_name;
    std::string bytes;
    std::string cache_control = {};
    std::string etag = {};  // without quotes; for a resumable route
};

// Who may call a route. The foundation only carries it; the gate (identity) decides.
struct Access {
    enum class Kind { anyone, signed_in, anywhere, on_unit, on_account, on_thing };
    Kind kind = Kind::signed_in;
    std::string permission;  // a word of identity's vocabulary
    std::string parameter;   // the path parameter that names the unit, account or thing
};
inline Access anyone() { return {Access::Kind::anyone, {}, {}}; }
inline Access signed_in() { return {Access::Kind::signed_in, {}, {}}; }
// Whoever has the permission in any unit: for what belongs to no unit, as learning material.
inline Access anywhere(std::string permission) { return {Access::Kind::anywhere, std::move(permission), {}}; }
inline Access on_unit(std::string permission, std::string parameter) {
    return {Access::Kind::on_unit, std::move(permission), std::move(parameter)};
}
inline Access on_account(std::string permission, std::string parameter) {
    return {Access::Kind::on_account, std::move(permission), std::move(parameter)};
}
// The handler itself must check, since what the parameter names leads to its unit only through the handler's tables.
inline Access on_thing(std::string permission, std::string parameter) {
    return {Access::Kind::on_thing, std::move(permission), std::move(parameter)};
}

struct RouteOptions {
    std::string name;     // operationId, snake_case
    std::string summary;  // one English sentence for the API page
    Access access = signed_in();
    std::size_t body_max_bytes = 256 * 1024;
    bool resumable = false;  // a download with an etag that may be fetched in parts
};

// What a slow route gets instead of a Context: it opens its own short transactions around the slow work (password
// hashing, reading a spreadsheet), which must never run inside one. The one exception to "the router opens it".
class SlowContext {
public:
    SlowContext(ContextFactory& contexts, Actor actor, Caller caller) : contexts_(contexts), actor_(actor), caller_(std::move(caller)) {}

    Instant now() const { return contexts_.clock.now(); }
    Services& services() const { return contexts_.services; }
    Random& random() const { return contexts_.random; }
    const Actor& actor() const { return actor_; }
    const Caller& caller() const { return caller_; }

    template <class Work>
    auto read(Work work) {
        std::optional<std::invoke_result_t<Work, Context&>> result;
        contexts_.read([&](Context& context) { result.emplace(work(adopt(context))); }, actor_);
        return std::move(*result);
    }
    // Commits when the work's Result holds a value.
    template <class Work>
    auto write(Work work) {
        std::optional<std::invoke_result_t<Work, Context&>> result;
        contexts_.write([&](Context& context) { return result.emplace(work(adopt(context))).has_value(); }, actor_);
        return std::move(*result);
    }
    // Commits whatever comes back: for refusals that leave a trace, such as a counted failure to sign in.
    template <class Work>
    auto write_always(Work work) {
        std::optional<std::invoke_result_t<Work, Context&>> result;
        contexts_.write([&](Context& context) { result.emplace(work(adopt(context))); return true; }, actor_);
        return std::move(*result);
    }

private:
    Context& adopt(Context& context) {
        context.caller = caller_;
        return context;
    }
    ContextFactory& contexts_;
    Actor actor_;
    Caller caller_;
};

using PathParams = std::map<std::string, std::string>;

enum class Mode { read, write, slow };

struct ParameterInfo {
    std::string name;
    bool in_path = false;
    bool required = false;
    boost::json::object schema;
};

struct Call {
    const PathParams& params;  // path and query together
    boost::json::value body;
    Upload upload;
};

// A handler is bound to what a request brings where the request is read, and run inside its transaction, so that the store's
// writer reads and writes no JSON.
template <class AnyContext>
using Run = std::function<Result<LateReply>(AnyContext&)>;
template <class AnyContext>
using Bind = std::function<Result<Run<AnyContext>>(Call)>;

struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> segments;
    RouteOptions options;
    Mode mode = Mode::read;
    bool takes_upload = false;
    bool takes_body = false;
    int success_status = 200;
    std::string success_type = "application/json";
    std::function<std::vector<ParameterInfo>(Schemas&)> describe_params;
    std::function<boost::json::object(Schemas&)> describe_body;   // empty when there is none
    std::function<boost::json::object(Schemas&)> describe_reply;  // empty when there is none
    Bind<Context> bind;
    Bind<SlowContext> bind_slow;  // instead of bind, for a slow route
};

// Fills context.actor from the request and refuses whom the route does not admit.
using Gate = std::function<std::optional<Problem>(Context&, const Request&, const Route&, const PathParams&)>;

class SlowPool;

class Router {
public:
    Router();
    ~Router();

    template <class Handler>
    void read(std::string method, std::string pattern, RouteOptions options, Handler handler) {
        add(std::move(method), std::move(pattern), std::move(options), Mode::read, std::function(handler));
    }
    template <class Handler>
    void write(std::string method, std::string pattern, RouteOptions options, Handler handler) {
        add(std::move(method), std::move(pattern), std::move(options), Mode::write, std::function(handler));
    }
    template <class Handler>
    void slow(std::string method, std::string pattern, RouteOptions options, Handler handler) {
        add(std::move(method), std::move(pattern), std::move(options), Mode::slow, std::function(handler));
    }

    void set_gate(Gate gate) { gate_ = std::move(gate); }
    const std::vector<Route>& routes() const { return routes_; }

    struct Match {
        const Route* route = nullptr;
        PathParams params;
        bool path_known = false;  // some route has this path, with another method
    };
    Match match(std::string_view method, const std::string& path) const;

    // Starts the threads of the slow routes; before it, slow routes run in the caller's thread (tests).
    void start_slow_pool(int threads);
    void stop_slow_pool();

    // How long a route that reads may take in the database; then it is refused with took_too_long.
    void limit_reads(std::chrono::milliseconds time_max) { read_time_max_ = time_max; }

    // Answers exactly once, on whatever thread the work ended on; after a commit when the route writes.
    void dispatch(ContextFactory& contexts, std::shared_ptr<const Request> request, std::function<void(LateReply)> answer) const;

private:
    void add_route(Route route);
    void answer_read(ContextFactory&, std::shared_ptr<struct Pending>) const;
    void answer_write(ContextFactory&, std::shared_ptr<struct Pending>) const;
    void answer_slow(ContextFactory&, std::shared_ptr<struct Pending>) const;

    template <class Out, class Params>
    void add(std::string method, std::string pattern, RouteOptions options, Mode mode,
             std::function<Result<Out>(Context&, const Params&)> handler);
    template <class Out, class Params, class Body>
    void add(std::string method, std::string pattern, RouteOptions options, Mode mode,
             std::function<Result<Out>(Context&, const Params&, const Body&)> handler);
    template <class Out, class Params>
    void add(std::string method, std::string pattern, RouteOptions options, Mode mode,
             std::function<Result<Out>(SlowContext&, const Params&)> handler);
    template <class Out, class Params, class Body>
    void add(std::string method, std::string pattern, RouteOptions options, Mode mode,
             std::function<Result<Out>(SlowContext&, const Params&, const Body&)> handler);

    std::vector<Route> routes_;
    Gate gate_;
    std::unique_ptr<SlowPool> slow_pool_;
    std::chrono::milliseconds read_time_max_{30000};
};

}  // namespace http

#include "foundation/http/route_types.h"
