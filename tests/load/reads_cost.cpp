// How many instructions it costs to read something, for callgrind: the whole product without sockets, 64 learners who walked
// through some lessons yesterday, each asking for the same address. Beside answers_cost.cpp; run by tools/check_cost.py.
#include "workload.h"

#include <valgrind/callgrind.h>

#include <cstdio>
#include <cstdlib>
#include <future>

namespace {

constexpr std::int64_t kLearners = 64;
constexpr std::int64_t kRequestsBefore = 12;
constexpr Instant kEvening{1795353000000};  // 2026-11-22, 20:10 in Hà Nội

void ask(app::Product& product, const std::string& method, const std::string& path, const std::string& cookie,
         const std::string& body = {}) {
    const auto request = std::make_shared<http::Request>(
        http::Request{method, path, {{"content-type", "application/json"}, {"cookie", cookie}}, body, "127.0.0.1", true, "cost"});
    std::promise<int> status;
    product.router.dispatch(*product.contexts, request, [&](const http::LateReply& write) { status.set_value(write().status); });
    ensure(status.get_future().get() == 200, "what was asked was refused");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: reads_cost FOLDER PATH REQUESTS_A_LEARNER\n", stderr);
        return 2;
    }
    const int rounds = std::atoi(argv[3]);
    ManualClock clock(kEvening);
    SeededRandom random(1);
    app::Product product(load::settings_for(argv[1]), clock, random, {.reader_threads = 1});
    load::add_hello(product.router);
    const auto cookies = load::add_learners(product, kLearners);
    const auto course = load::course(product.services);
    for (std::int64_t round = 0; round < kRequestsBefore; ++round) {
        for (std::int64_t learner = 0; learner < kLearners; ++learner) {
            ask(product, "POST", "/api/v1/answers", cookies[static_cast<std::size_t>(learner)],
                load::body_of(course, learner, round * 10 + 1, 10, clock.now().utc_ms));
        }
        clock.advance_ms(kMinuteMs);
    }
    clock.advance_ms(kDayMs);
    for (int round = -1; round < rounds; ++round) {  // once so that statements are prepared
        if (round == 0) CALLGRIND_START_INSTRUMENTATION;
        for (const auto& cookie : cookies)
            ask(product, "GET", argv[2], cookie);
    }
    CALLGRIND_STOP_INSTRUMENTATION;
    std::printf("%lld requests\n", static_cast<long long>(kLearners) * rounds);
    return 0;
}
