#include "foundation/http/router.h"

#include "foundation/db/work_queue.h"
#include "foundation/http/ranges.h"
#include "foundation/log.h"
#include "foundation/metrics.h"

#include <chrono>
#include <thread>

namespace http {

// One request on its way: kept alive by whoever works on it, answered once.
struct Pending : std::enable_shared_from_this<Pending> {
    std::shared_ptr<const Request> request;
    const Route* route = nullptr;
    PathParams params;
    std::optional<Result<Run<Context>>> run;  // whom the gate refuses does not hear what is wrong with the request
    std::optional<Result<Run<SlowContext>>> run_slow;
    std::function<void(LateReply)> answer;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

    Caller caller() const { return {std::string(request->header("user-agent")), request->remote_address}; }

    Reply written(const LateReply& write) const {
        try {
            return write();
        } catch (...) {
            return reply_to_failure(std::current_exception());
        }
    }
    Reply finished(const LateReply& write) const {
        auto reply = written(write);
        if (route && route->options.resumable) reply = answer_in_part(std::move(reply), *request);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
        metrics::count_request(route ? route->options.name : "none", reply.status, took.count());
        if (logging::info_is_on() || reply.status >= 500) {
            const auto write = reply.status >= 500 ? logging::error : logging::info;
            write("request", {{"id", request->id},
                              {"route", route ? route->options.name : "none"},
                              {"status", reply.status},
                              {"ms", took.count() * 1000}});
        }
        return reply;
    }
    void finish(LateReply write) const {
        answer([kept = shared_from_this(), write = std::move(write)] { return kept->finished(write); });
    }
    void refuse(const Problem& problem) const {
        finish(written_already(to_reply(problem, request->id)));
    }
    void finish(const Result<LateReply>& result) const {
        if (!result) return refuse(result.error());
        finish(*result);
    }
    Reply reply_to_failure(const std::exception_ptr& failure) const {
        try {
            std::rethrow_exception(failure);
        } catch (const db::Interrupted& error) {
            logging::warn("reading_interrupted", {{"id", request->id}, {"what", error.what()}});
            return to_reply({ProblemKind::busy, "took_too_long", "Máy chủ cần quá nhiều thời gian cho yêu cầu này. Xin chọn phạm vi hẹp hơn rồi thử lại.", {}, 60}, request->id);
        } catch (const db::Failure& error) {
            logging::error("storage_failed", {{"id", request->id}, {"what", error.what()}});
            return to_reply({ProblemKind::busy, "storage_unavailable", "Máy chủ chưa lưu được. Vui lòng thử lại sau ít phút.", {}, 5}, request->id);
        } catch (const std::exception& error) {
            logging::error("handler_failed", {{"id", request->id}, {"what", error.what()}});
            auto reply = to_reply({ProblemKind::invalid, "internal_error", "Máy chủ gặp lỗi. Chúng tôi đã ghi lại để sửa."}, request->id);
            reply.status = 500;
            return reply;
        }
    }
    void fail(const std::exception_ptr& failure) const {
        finish(written_already(reply_to_failure(failure)));
    }
    void refuse_busy() const {
        refuse({ProblemKind::busy, "server_busy", "Máy chủ đang bận. Vui lòng thử lại sau vài giây.", {}, 2});
    }
};

class SlowPool {
public:
    explicit SlowPool(int threads) {
        for (int index = 0; index < threads; ++index) {
            threads_.emplace_back([this] {
                for (;;) {
                    auto works = queue_.take(1);
                    if (works.empty()) return;
                    works.front()();
                }
            });
        }
    }
    ~SlowPool() {
        queue_.close();
        for (auto& thread : threads_) thread.join();
    }
    bool post(std::function<void()> work) { return queue_.push(std::move(work)); }

private:
    db::WorkQueue<std::function<void()>> queue_{256};
    std::vector<std::thread> threads_;
};

std::vector<std::string> split_path(std::string_view path) {
    std::vector<std::string> segments;
    for (std::size_t at = 1; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        segments.emplace_back(path.substr(at, end - at));
        at = end + 1;
    }
    return segments;
}

Router::Router() = default;
Router::~Router() = default;

void Router::start_slow_pool(int threads) { slow_pool_ = std::make_unique<SlowPool>(threads); }
void Router::stop_slow_pool() { slow_pool_.reset(); }

void Router::add_route(Route route) {
    for (const auto& known : routes_) {
        ensure(known.options.name != route.options.name, "two routes have one name");
        ensure(known.method != route.method || known.pattern != route.pattern, "two routes have one path");
    }
    routes_.push_back(std::move(route));
}

Router::Match Router::match(std::string_view method, const std::string& path) const {
    const auto wanted = split_path(path);
    Match best;
    int best_fixed = -1;  // of two patterns that fit, the one with more fixed words wins
    for (const auto& route : routes_) {
        if (route.segments.size() != wanted.size()) continue;
        PathParams params;
        int fixed = 0;
        bool fits = true;
        for (std::size_t index = 0; fits && index < wanted.size(); ++index) {
            const auto& segment = route.segments[index];
            if (!segment.empty() && segment.front() == '{') {
                fits = !wanted[index].empty();
                params[segment.substr(1, segment.size() - 2)] = wanted[index];
            } else {
                fits = segment == wanted[index];
                ++fixed;
            }
        }
        if (!fits) continue;
        best.path_known = true;
        if (route.method != method || fixed <= best_fixed) continue;
        best_fixed = fixed;
        best.route = &route;
        best.params = std::move(params);
    }
    return best;
}

namespace {

// A browser says where a request comes from (Fetch Metadata; Origin): another site's page may not change anything here.
bool is_foreign_site(const Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    const auto origin = request.header("origin");
    if (origin.empty()) return false;
    const auto scheme_end = origin.find("://");
    return scheme_end == std::string_view::npos || origin.substr(scheme_end + 3) != request.header("host");
}

std::optional<Problem> read_body(const Request& request, const Route& route, Call& call) {
    if (route.takes_upload) {
        auto upload = parse_multipart(request.header("content-type"), request.body);
        if (!upload) return upload.error();
        call.upload = std::move(*upload);
        return std::nullopt;
    }
    if (!route.takes_body) return std::nullopt;
    if (!request.header("content-type").starts_with("application/json")) {
        return Problem{ProblemKind::unsupported, "json_expected", "Yêu cầu này cần dữ liệu dạng JSON."};
    }
    auto body = parse_json(request.body);
    if (!body) return body.error();
    call.body = std::move(*body);
    return std::nullopt;
}

std::optional<Problem> prepare(const Router& router, const Request& request, Pending& pending) {
    auto target = parse_target(request.target);
    if (!target) return Problem{ProblemKind::invalid, "address_malformed", "Địa chỉ này không hợp lệ."};
    auto match = router.match(request.method, target->path);
    if (!match.route) {
        if (match.path_known) return Problem{ProblemKind::missing, "method_not_allowed", "Địa chỉ này không nhận cách gọi ấy."};
        return Problem{ProblemKind::missing, "no_such_route", "Không tìm thấy địa chỉ này."};
    }
    pending.route = match.route;
    pending.params = std::move(match.params);
    for (auto& [name, value] : target->query) {
        if (!pending.params.emplace(name, std::move(value)).second) {
            return Problem{ProblemKind::invalid, "field_unknown", "Tham số này không có trong giao diện.", "/" + name};
        }
    }
    if (request.method != "GET" && is_foreign_site(request)) {
        return Problem{ProblemKind::forbidden, "foreign_site", "Yêu cầu này đến từ một trang khác nên không được nhận."};
    }
    if (request.body.size() > match.route->options.body_max_bytes) {
        return Problem{ProblemKind::too_large, "body_too_large", "Dữ liệu gửi lên lớn quá mức cho phép."};
    }
    Call call{pending.params, {}, {}};
    if (auto problem = read_body(request, *match.route, call)) return problem;
    if (match.route->mode == Mode::slow) {
        pending.run_slow = match.route->bind_slow(std::move(call));
    } else {
        pending.run = match.route->bind(std::move(call));
    }
    return std::nullopt;
}

template <class AnyContext>
Result<LateReply> run_bound(const Result<Run<AnyContext>>& run, AnyContext& context) {
    if (!run) return run.error();
    return (*run)(context);
}

}  // namespace

void Router::dispatch(ContextFactory& contexts, std::shared_ptr<const Request> request, std::function<void(LateReply)> answer) const {
    auto pending = std::make_shared<Pending>();
    pending->request = std::move(request);
    pending->answer = std::move(answer);
    try {
        if (const auto problem = prepare(*this, *pending->request, *pending)) {
            auto reply = to_reply(*problem, pending->request->id);
            if (problem->code == "method_not_allowed") reply.status = 405;
            return pending->finish(written_already(std::move(reply)));
        }
    } catch (...) {
        return pending->fail(std::current_exception());
    }
    switch (pending->route->mode) {
    case Mode::read: return answer_read(contexts, std::move(pending));
    case Mode::write: return answer_write(contexts, std::move(pending));
    case Mode::slow: return answer_slow(contexts, std::move(pending));
    }
}

void Router::answer_read(ContextFactory& contexts, std::shared_ptr<Pending> pending) const {
    const bool accepted = contexts.database.post_read([this, &contexts, pending](db::Connection& db) {
        try {
            auto context = contexts.make(db);
            context.caller = pending->caller();
            if (gate_) {
                if (auto problem = gate_(context, *pending->request, *pending->route, pending->params)) {
                    return pending->refuse(*problem);
                }
            }
            pending->finish(run_bound(*pending->run, context));
        } catch (...) {
            pending->fail(std::current_exception());
        }
    }, read_time_max_);
    if (!accepted) pending->refuse_busy();
}

void Router::answer_write(ContextFactory& contexts, std::shared_ptr<Pending> pending) const {
    struct Outcome {
        std::optional<Result<LateReply>> result;
        std::vector<std::function<void()>> hooks;
    };
    auto outcome = std::make_shared<Outcome>();
    const auto work = [this, &contexts, pending, outcome](db::Connection& db) {
        auto context = contexts.make(db);
        context.caller = pending->caller();
        if (gate_) {
            if (auto problem = gate_(context, *pending->request, *pending->route, pending->params)) {
                outcome->result = *problem;
                return false;
            }
        }
        outcome->result = run_bound(*pending->run, context);
        if (outcome->result->has_value()) peers::write_notices(context);
        outcome->hooks = std::move(context.on_commit);
        return outcome->result->has_value();
    };
    const auto done = [pending, outcome](std::exception_ptr failure) {
        if (failure) return pending->fail(failure);
        try {
            if (outcome->result->has_value()) {
                for (const auto& hook : outcome->hooks) hook();
            }
        } catch (...) {
            return pending->fail(std::current_exception());
        }
        pending->finish(*outcome->result);
    };
    if (!contexts.database.post_write({work, done})) pending->refuse_busy();
}

void Router::answer_slow(ContextFactory& contexts, std::shared_ptr<Pending> pending) const {
    const auto work = [this, &contexts, pending] {
        try {
            Actor actor;
            std::optional<Problem> problem;
            contexts.read([&](Context& context) {
                context.caller = pending->caller();
                if (gate_) problem = gate_(context, *pending->request, *pending->route, pending->params);
                actor = context.actor;
            });
            if (problem) return pending->refuse(*problem);
            SlowContext slow(contexts, actor, pending->caller());
            pending->finish(run_bound(*pending->run_slow, slow));
        } catch (...) {
            pending->fail(std::current_exception());
        }
    };
    if (!slow_pool_) return work();
    if (!slow_pool_->post(work)) pending->refuse_busy();
}

}  // namespace http
