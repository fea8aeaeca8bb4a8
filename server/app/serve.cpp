#include "app/serve.h"

#include "app/backups/schedule.h"
#include "app/product.h"
#include "foundation/http/server.h"
#include "foundation/http/static_files.h"
#include "foundation/log.h"
#include "foundation/metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace app {
namespace {

void secure(http::Reply& reply, const http::StaticFiles& files, bool is_page) {
    reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
    reply.headers.emplace_back("Referrer-Policy", "same-origin");
    reply.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    if (is_page && !files.content_security_policy().empty()) {
        reply.headers.emplace_back("Content-Security-Policy", files.content_security_policy());
    }
}

// What the world outside asks of this process before it sends requests.
struct Readiness {
    std::atomic<bool> draining{false};
    std::atomic<bool> left_behind{false};
};

http::Reply operational(Product& product, const http::Request& request, const Readiness& readiness) {
    if (request.target == "/readyz" && (readiness.draining || readiness.left_behind)) {
        return {503, "text/plain", readiness.draining ? "draining\n" : "left behind\n", {}};
    }
    if (request.target != "/metrics") {
        try {
            product.contexts->read([](Context& context) { context.db.run("SELECT 1"); });
            return {200, "text/plain", "ok\n", {}};
        } catch (const std::exception&) {
            return {503, "text/plain", "database unavailable\n", {}};
        }
    }
    if (!request.from_loopback) {
        return http::to_reply({ProblemKind::missing, "no_such_route", "Không tìm thấy địa chỉ này."}, request.id);
    }
    return {200, "text/plain; version=0.0.4", metrics::text(), {}};
}

// Everything under /api and /pack is the router's; the rest is the web app.
http::Application application(Product& product, const http::StaticFiles& files, const ServeHooks& hooks, const Readiness& readiness) {
    return [&](std::shared_ptr<const http::Request> request, std::function<void(http::LateReply)> answer) {
        if (hooks.answer_first) {
            if (auto reply = hooks.answer_first(*request)) return answer(http::written_already(std::move(*reply)));
        }
        if (request->target == "/healthz" || request->target == "/readyz" || request->target == "/metrics") {
            return answer(http::written_already(operational(product, *request, readiness)));
        }
        if (request->target == "/api/docs") {
            http::Reply reply{302, "", "", {{"Location", "/tai-lieu-api"}}};
            return answer(http::written_already(std::move(reply)));
        }
        const bool is_api = request->target.starts_with("/api/v1/") || request->target.starts_with("/pack/");
        if (!is_api) {
            auto page = files.find(*request);
            auto reply = page ? std::move(*page)
                              : http::to_reply({ProblemKind::missing, "no_such_page", "Không tìm thấy trang này."}, request->id);
            secure(reply, files, true);
            return answer(http::written_already(std::move(reply)));
        }
        product.router.dispatch(*product.contexts, request, [&files, answer](http::LateReply write) {
            answer([&files, write = std::move(write)] {
                auto reply = write();
                secure(reply, files, false);
                return reply;
            });
        });
    };
}

struct Ending {
    const ServeHooks& hooks;
    ~Ending() {
        if (hooks.stopping) hooks.stopping();
    }
};

void add_gauges(Product& product, const http::Server& server) {
    metrics::add_gauge("bdh_waiting_reads", "Reads waiting for a database thread",
                       [&] { return static_cast<double>(product.database->counts().waiting_reads); });
    metrics::add_gauge("bdh_waiting_writes", "Writes waiting for the writer",
                       [&] { return static_cast<double>(product.database->counts().waiting_writes); });
    metrics::add_gauge("bdh_commits_total", "Commits since the start",
                       [&] { return static_cast<double>(product.database->counts().commits); });
    metrics::add_gauge("bdh_connections", "Open HTTP connections",
                       [&] { return static_cast<double>(server.connection_count()); });
}

// Every connection is a file descriptor. Should they run out, SQLite could not open its own files either, so some are kept
// back for the database, the log and what a backup opens.
int connections_within_limit(int wished) {
    constexpr rlim_t kKeptBack = 100;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wished;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= static_cast<rlim_t>(wished) + kKeptBack) return wished;
    const auto possible = static_cast<int>(limit.rlim_cur > 2 * kKeptBack ? limit.rlim_cur - kKeptBack : limit.rlim_cur / 2);
    logging::warn("connections_limited", {{"wished", wished}, {"possible", possible}});
    return possible;
}

}  // namespace

int serve(const Settings& settings, const ServeHooks& hooks) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread starts, so that only sigwait sees them
    std::signal(SIGPIPE, SIG_IGN);

    const SystemClock system_clock;
    const Clock& clock = hooks.clock ? *hooks.clock : system_clock;
    SystemRandom random;
    Readiness readiness;
    const http::StaticFiles files(settings.web_dir);
    Product product(settings, clock, random, {.reader_threads = settings.reader_threads, .checkpoint_pages = settings.checkpoint_pages});
    product.router.start_slow_pool(settings.hash_threads);
    http::Server server({.address = settings.address, .port = settings.port, .io_threads = settings.io_threads,
                         .connections_max = connections_within_limit(settings.connections_max)},
                        application(product, files, hooks, readiness));
    add_gauges(product, server);
    const Ending ending{hooks};  // also when the port is taken
    // On a thread of its own: a large database takes minutes, and events must not wait for it.
    std::atomic<bool> stopping{false};
    jobs::Scheduler backups;
    add_backup_job(backups, settings, [&stopping] { return stopping.load(); });
    if (hooks.ready) hooks.ready(product);
    server.start();
    product.scheduler.start(*product.contexts);
    backups.start(*product.contexts);
    product.peers->start(*product.contexts, [&readiness] {
        readiness.left_behind = true;
        kill(getpid(), SIGTERM);  // a fresh start reads everything anew
    });
    logging::info("serving", {{"port", static_cast<int>(server.port())}});
    std::printf("Bình Dân Học: %s\n", settings.public_url.c_str());
    std::fflush(stdout);

    int received = 0;
    sigwait(&signals, &received);
    logging::info("stopping");
    readiness.draining = true;
    const std::chrono::seconds drain(settings.drain_seconds);
    std::this_thread::sleep_for(drain);
    stopping = true;
    server.stop(10000, static_cast<int>(std::chrono::milliseconds(drain).count()));
    // Whoever waited has been answered; what reads still would only hold up the end.
    product.scheduler.begin_stop();
    backups.begin_stop();
    product.database->interrupt_reads();
    product.scheduler.stop();
    backups.stop();
    logging::info("stopped");
    return readiness.left_behind ? 1 : 0;
}

}  // namespace app
