#pragma once
// The servers that share one PostgreSQL. A connection of its own holds two session locks for as long as this process lives:
// its number, which keeps its ids apart from those of the others, and, on one of them all, the lead, which runs the jobs that
// must run once. When a process dies or its connection breaks, PostgreSQL gives both locks back. On the same connection it
// follows what the others tell. On SQLite a server is always alone, and always leads.
#include "foundation/context_factory.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace peers {

// How often a server looks for notices; what it keeps in memory is at most this, and the time of one look, behind.
inline constexpr std::int64_t kFollowEveryMs = 500;

// A peer that missed notices, after a long time without its database or when the database's history went back: what it
// keeps in memory can no longer be trusted.
struct LeftBehind : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Processes that work on this database now, commands included; PostgreSQL only.
int count_servers(db::Connection& db);

class Peers {
public:
    // Joins: from now on nothing is missed. Throws when 32 processes are there already.
    Peers(const std::string& address, IdSource& ids);
    ~Peers();

    // Asked before each job that must run once; one round trip.
    bool leads();
    // Reads what was told since the last call and lets the bus's listeners hear it. Throws LeftBehind.
    void follow(ContextFactory& contexts);
    // Forgets notices that every peer has read. A job of the leader, every minute: each run removes what was there at the
    // run before.
    void sweep(ContextFactory& contexts);

    // Follows on a thread of its own until stop(); left_behind is called once, and then it follows no more.
    void start(ContextFactory& contexts, std::function<void()> left_behind);
    void stop();

private:
    struct Horizon;
    void join();
    void claim_number();
    Horizon read_horizon();
    void follow_once(ContextFactory& contexts);

    std::mutex mutex_;  // of the connection
    std::unique_ptr<db::Connection> session_;
    IdSource& ids_;
    std::int64_t backend_ = 0;
    int number_ = 0;
    bool leads_ = false;
    std::int64_t heard_to_ = 0;     // every notice of an older transaction was heard
    std::set<std::int64_t> heard_;  // and these newer ones
    std::int64_t swept_next_ = 0;

    std::thread thread_;
    std::mutex waking_;
    std::condition_variable wake_;
    bool stopping_ = false;
};

}  // namespace peers
