#pragma once
// Work by the clock. Jobs run one after another on one thread, each at its own interval or once a day. The last run of a
// daily job is kept in the database, so a restart neither skips nor repeats a day's work, and a turn missed while no server
// ran is made up at the next start; one that failed is tried again after ten minutes. Intervals count from the start. A
// clock that jumped ahead and came back stops no job.
#include "foundation/context_factory.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jobs {

struct Job {
    std::string name;
    std::int64_t interval_ms = 0;  // 0: once a day
    bool is_everywhere = false;    // on every server that shares the database, not on one of them
    int daily_at_minute = 0;       // minutes after local midnight, for a daily job
    std::function<void(ContextFactory&)> run;
};

class Scheduler {
public:
    ~Scheduler() { stop(); }
    // Of servers that share one database only the one whose turn it is runs jobs; without this, it is always ours.
    void take_turns(std::function<bool()> is_our_turn) { is_our_turn_ = std::move(is_our_turn); }

    void every(std::string name, std::int64_t interval_ms, std::function<void(ContextFactory&)> run);
    void daily(std::string name, int at_minute, std::function<void(ContextFactory&)> run);

    // For what a server keeps in memory: runs on each.
    void everywhere(std::string name, std::int64_t interval_ms, std::function<void(ContextFactory&)> run);

    // Runs whatever is due at the factory's clock, once; the loop and the tests both call this.
    int run_due(ContextFactory& contexts);

    void start(ContextFactory& contexts);
    // No job begins any more, and one that is interrupted does not count as having failed: it is made up at the next start.
    void begin_stop();
    void stop();

private:
    bool is_due(ContextFactory& contexts, const Job& job) const;
    void run_one(ContextFactory& contexts, const Job& job);
    void record(ContextFactory& contexts, const Job& job, Instant started, const std::string& failure) const;

    std::function<bool()> is_our_turn_ = [] { return true; };
    std::vector<Job> jobs_;
    std::map<std::string, Instant> interval_ran_at_;
    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::atomic<bool> stopping_{false};
};

}  // namespace jobs
