#include "foundation/jobs/scheduler.h"

#include "foundation/log.h"

namespace jobs {
namespace {
constexpr std::int64_t kAgainAfterFailureMs = 10 * kMinuteMs;
// A run recorded later than this ahead of now was made under a clock that ran ahead, and does not count.
constexpr std::int64_t kClockSlackMs = kMinuteMs;
}  // namespace

void Scheduler::every(std::string name, std::int64_t interval_ms, std::function<void(ContextFactory&)> run) {
    jobs_.push_back({std::move(name), interval_ms, false, 0, std::move(run)});
}

void Scheduler::daily(std::string name, int at_minute, std::function<void(ContextFactory&)> run) {
    jobs_.push_back({std::move(name), 0, false, at_minute, std::move(run)});
}

void Scheduler::everywhere(std::string name, std::int64_t interval_ms, std::function<void(ContextFactory&)> run) {
    jobs_.push_back({std::move(name), interval_ms, true, 0, std::move(run)});
}

bool Scheduler::is_due(ContextFactory& contexts, const Job& job) const {
    const auto now = contexts.clock.now();
    if (job.interval_ms > 0) {
        const auto found = interval_ran_at_.find(job.name);
        if (found == interval_ran_at_.end()) return true;
        const auto since_ms = now - found->second;
        return since_ms >= job.interval_ms || since_ms < -kClockSlackMs;
    }
    const auto todays_turn = start_of(day_of(now)) + job.daily_at_minute * kMinuteMs;
    bool is_due = now >= todays_turn;
    contexts.read([&](Context& context) {
        const auto rows = context.db.run("SELECT ran_at, failure FROM foundation_job_runs WHERE name = $1", {job.name});
        if (rows.empty()) return;
        const auto last_turn = is_due ? todays_turn : todays_turn + -kDayMs;
        const Instant ran_at{db::as_int(rows[0][0])};
        const bool tries_again = !db::is_null(rows[0][1]) && now - ran_at >= kAgainAfterFailureMs;
        is_due = ran_at < last_turn || now - ran_at < -kClockSlackMs || tries_again;
    });
    return is_due;
}

void Scheduler::run_one(ContextFactory& contexts, const Job& job) {
    const auto started = contexts.clock.now();
    std::string failure;
    try {
        job.run(contexts);
    } catch (const std::exception& error) {
        if (stopping_) return logging::warn("job_interrupted", {{"job", job.name}, {"what", error.what()}});
        logging::error("job_failed", {{"job", job.name}, {"what", error.what()}});
        failure = error.what();
    }
    interval_ran_at_[job.name] = started;
    if (job.interval_ms > 0) return;
    record(contexts, job, started, failure);
    logging::info("job_ran", {{"job", job.name}, {"ms", contexts.clock.now() - started}});
}

void Scheduler::record(ContextFactory& contexts, const Job& job, Instant started, const std::string& failure) const {
    contexts.write([&](Context& context) {
        context.db.run(R"sql(
            INSERT INTO foundation_job_runs (name, ran_at, ended_at, failure) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, ended_at = excluded.ended_at, failure = excluded.failure
        )sql", {job.name, started.utc_ms, context.now.utc_ms, failure.empty() ? db::Value(nullptr) : db::Value(failure)});
        return true;
    });
}

int Scheduler::run_due(ContextFactory& contexts) {
    int ran = 0;
    for (const auto& job : jobs_) {
        if (stopping_) break;
        if (!is_due(contexts, job)) continue;
        // Due still: whose turn it was before may have run it just now.
        if (!job.is_everywhere && !(is_our_turn_() && is_due(contexts, job))) continue;
        run_one(contexts, job);
        ++ran;
    }
    return ran;
}

void Scheduler::start(ContextFactory& contexts) {
    thread_ = std::thread([this, &contexts] {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            try {
                run_due(contexts);
            } catch (const std::exception& error) {
                if (!stopping_) logging::error("scheduler_failed", {{"what", error.what()}});
            }
            lock.lock();
            wake_.wait_for(lock, std::chrono::seconds(1), [&] { return stopping_.load(); });
        }
    });
}

void Scheduler::begin_stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
}

void Scheduler::stop() {
    begin_stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace jobs
