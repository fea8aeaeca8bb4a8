// How many instructions an answer costs, for callgrind: the whole product without sockets takes groups of requests from 64
// learners, always the same ones with the same clock and dice, so that two runs of one build differ by less than one per
// cent. `tools/check_cost.py` runs it and compares with the committed figure.
#include "workload.h"

#include <valgrind/callgrind.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <mutex>

namespace {

constexpr std::int64_t kLearners = 64;
constexpr Instant kEvening{1795353000000};  // 2026-11-22, 20:10 in Hà Nội

struct Answered {
    int left = 0;
    int failed = 0;
    std::mutex mutex;
    std::condition_variable all;
};

// All learners ask while the writer is held up, so that one commit serves them all, as in the evening hour.
void send_group(app::Product& product, const std::vector<std::string>& cookies, const std::vector<std::string>& bodies) {
    std::promise<void> held, go;
    const bool accepted = product.database->post_write({[&](db::Connection&) {
                                                            held.set_value();
                                                            go.get_future().get();
                                                            return false;
                                                        },
                                                        [](std::exception_ptr) {}});
    ensure(accepted, "the writer's queue is empty");
    held.get_future().get();
    Answered answered;
    answered.left = static_cast<int>(bodies.size());
    for (std::size_t at = 0; at < bodies.size(); ++at) {
        const auto request =
            std::make_shared<http::Request>(http::Request{"POST",
                                                          "/api/v1/answers",
                                                          {{"content-type", "application/json"}, {"cookie", cookies[at]}},
                                                          bodies[at],
                                                          "127.0.0.1",
                                                          true,
                                                          "cost"});
        product.router.dispatch(*product.contexts, request, [&answered](const http::LateReply& write) {
            const auto reply = write();
            const std::lock_guard lock(answered.mutex);
            if (reply.status != 200 || reply.body.find("\"refused\"") != std::string::npos) ++answered.failed;
            if (--answered.left == 0) answered.all.notify_one();
        });
    }
    go.set_value();
    std::unique_lock lock(answered.mutex);
    answered.all.wait(lock, [&] { return answered.left == 0; });
    ensure(answered.failed == 0, "an answer was refused");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: answers_cost FOLDER ANSWERS_A_REQUEST REQUESTS_A_LEARNER\n", stderr);
        return 2;
    }
    const int batch = std::atoi(argv[2]), rounds = std::atoi(argv[3]);
    ManualClock clock(kEvening);
    SeededRandom random(1);
    app::Product product(load::settings_for(argv[1]), clock, random, {.reader_threads = 1});
    const auto cookies = load::add_learners(product, kLearners);
    const auto course = load::course(product.services);

    const int warm_up = 3;  // statements are prepared, the day's first rows are there
    for (int round = 0; round < warm_up + rounds; ++round) {
        std::vector<std::string> bodies;
        for (std::int64_t learner = 0; learner < kLearners; ++learner) {
            bodies.push_back(load::body_of(course, learner, std::int64_t{round} * batch + 1, batch, clock.now().utc_ms));
        }
        if (round == warm_up) CALLGRIND_START_INSTRUMENTATION;
        send_group(product, cookies, bodies);
        clock.advance_ms(kMinuteMs);
    }
    CALLGRIND_STOP_INSTRUMENTATION;
    std::printf("%lld answers\n", static_cast<long long>(kLearners) * batch * rounds);
    return 0;
}
