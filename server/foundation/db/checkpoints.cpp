#include "foundation/db/checkpoints.h"

#include "foundation/log.h"

#include <chrono>
#include <limits>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

namespace db {
namespace {

// What the writer copies itself: some milliseconds of work.
constexpr std::int64_t kRestMax = 1000;
constexpr int kTimesMax = 4;
// Where hardly anybody writes, what was written stands in the file after this long too.
constexpr std::chrono::seconds kIdle{60};

struct Copied {
    std::int64_t pages = 0;  // of the log, since it last began anew
    std::int64_t left = 0;
};

Copied copy(Connection& db) {
    const auto row = db.run("PRAGMA wal_checkpoint(PASSIVE)").at(0);
    const bool is_done_by_another_process = as_int(row.at(0)) != 0;
    if (is_done_by_another_process) return {0, std::numeric_limits<std::int64_t>::max()};
    return {as_int(row.at(2)), as_int(row.at(1)) - as_int(row.at(2))};
}

}  // namespace

Checkpoints::Checkpoints(const std::string& path, int checkpoint_pages)
    : checkpoint_pages_(checkpoint_pages), connection_(open_sqlite_file(path)), thread_([this] { copy_until_stopped(); }) {}

Checkpoints::~Checkpoints() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    turned_.notify_all();
    thread_.join();
}

void Checkpoints::after_commit(SqliteConnection& writer, bool is_broken) {
    if (turn_ == Turn::nobody && (is_broken || writer.log_pages() > checkpoint_pages_)) give_turn(Turn::thread);
    if (turn_ == Turn::thread && writer.log_pages() > checkpoint_pages_ * kTimesMax) {
        std::unique_lock lock(mutex_);
        turned_.wait(lock, [&] { return turn_ != Turn::thread || is_held_up_; });
    }
    if (turn_ != Turn::writer) return;
    try {
        const auto left = copy(writer).left;
        if (left == 0) {
            turn_ = Turn::nobody;
        } else if (left > kRestMax) {
            give_turn(Turn::thread);
        }
    } catch (const std::exception& error) {
        warn(error);
        turn_ = Turn::nobody;
    }
}

void Checkpoints::copy_until_stopped() {
    // Nobody waits for this thread, but somebody for each of the others. On Linux a thread has a niceness of its own.
    constexpr int kNiceness = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            turned_.wait_for(lock, kIdle, [&] { return is_stopping_ || turn_ == Turn::thread; });
            if (is_stopping_) return;
            if (turn_ == Turn::writer) continue;
        }
        auto next = Turn::nobody;
        try {
            next = copy_most();
        } catch (const std::exception& error) {
            warn(error);
        }
        is_held_up_ = next != Turn::writer;
        if (is_held_up_) {
            constexpr std::chrono::milliseconds kPause{100};
            std::unique_lock lock(mutex_);
            turned_.notify_all();
            turned_.wait_for(lock, kPause, [&] { return is_stopping_; });
        }
        give_turn(next);
    }
}

// The writer goes on meanwhile, so there is always something left; but less each time, since a page that was changed often is
// copied once.
Checkpoints::Turn Checkpoints::copy_most() {
    std::int64_t copied_before = 0;
    for (;;) {
        const auto copied = copy(*connection_);
        const auto moved = copied.pages - std::exchange(copied_before, copied.pages);
        is_warned_ = false;
        // SQLite does so only when nothing is left, and then the writer would have to wait for it.
        if (moved > 0) connection_->sync_file();
        if (copied.left == 0 && moved <= kRestMax) return Turn::writer;
        if (moved == 0) return copied.left <= kRestMax ? Turn::writer : Turn::nobody;
    }
}

void Checkpoints::give_turn(Turn turn) {
    {
        const std::lock_guard lock(mutex_);
        turn_ = turn;
    }
    turned_.notify_all();
}

// Once until it works again: a full disk stays full for a while.
void Checkpoints::warn(const std::exception& error) {
    if (!is_warned_.exchange(true)) logging::warn("checkpoint_failed", {{"what", error.what()}});
}

}  // namespace db
