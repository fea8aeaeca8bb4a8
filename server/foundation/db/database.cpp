#include "foundation/db/database.h"

#include "foundation/db/checkpoints.h"
#include "foundation/db/work_queue.h"
#include "foundation/log.h"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <utility>

namespace db {
namespace {

// SQLite keeps the two statements of every reading prepared; PostgreSQL takes them faster as they are.
void begin_or_end(Connection& db, const char* sql) {
    if (db.engine() == Engine::sqlite) {
        db.run(sql);
    } else {
        db.run_script(sql);
    }
}

// Ends a transaction without letting a second failure hide the first.
void roll_back_quietly(Connection& db) {
    try {
        begin_or_end(db, "ROLLBACK");
    } catch (const ConnectionLost&) {
        // The transaction went with it.
    } catch (const std::exception& error) {
        logging::error("rollback_failed", {{"what", error.what()}});
    }
}

class Threads : public Database {
public:
    Threads(std::string address, DatabaseOptions options)
        : address_(std::move(address)), options_(options), reads_(options.queue_max), writes_(options.queue_max) {}

    bool post_read(std::function<void(Connection&)> work, std::chrono::milliseconds time_max) override {
        return reads_.push({std::move(work), time_max});
    }
    bool post_write(Write write) override { return writes_.push(std::move(write)); }

    void interrupt_reads() override {
        // Again and again: on PostgreSQL one that comes between two statements is lost.
        constexpr int kTriesMax = 50;
        for (int tries = 1;; ++tries) {
            for (const auto& reader : readers_) reader->interrupt();
            if (tries == kTriesMax || under_way_ == 0) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }

    void stop() override {
        reads_.close();
        writes_.close();
        for (auto& thread : threads_) {
            if (thread.joinable()) thread.join();
        }
    }

    Counts counts() const override { return {reads_.size(), writes_.size(), commits_.load(), write_count_.load()}; }

protected:
    struct Read {
        std::function<void(Connection&)> work;
        std::chrono::milliseconds time_max;
    };

    void start_readers(const char* begin) {
        for (int index = 0; index < options_.reader_threads; ++index) {
            readers_.push_back(open(address_));
            threads_.emplace_back([this, begin, &connection = *readers_.back()] {
                for (;;) {
                    auto reads = reads_.take(1);
                    if (reads.empty()) return;
                    ++under_way_;
                    read_once(connection, begin, reads.front());
                    --under_way_;
                }
            });
        }
    }

    std::string address_;
    DatabaseOptions options_;
    WorkQueue<Read> reads_;
    WorkQueue<Write> writes_;
    std::vector<std::unique_ptr<Connection>> readers_;  // open as long as the threads, so that any thread may interrupt them
    std::vector<std::thread> threads_;
    std::atomic<int> under_way_{0};  // readings
    std::atomic<std::int64_t> commits_{0};
    std::atomic<std::int64_t> write_count_{0};

private:
    // The work reports its own failures to whoever waits; here only the snapshot is opened and closed.
    static void read_once(Connection& db, const char* begin, const Read& read) {
        // One that fails does not keep back the next.
        const auto attempt = [](const auto& step) {
            try {
                step();
            } catch (const std::exception& error) {
                logging::error("snapshot_failed", {{"what", error.what()}});
            }
        };
        attempt([&] { db.allow(read.time_max); });
        attempt([&] { begin_or_end(db, begin); });
        read.work(db);
        roll_back_quietly(db);
    }
};

class SqliteDatabase final : public Threads {
public:
    SqliteDatabase(const std::string& address, DatabaseOptions options) : Threads(address, options) {
        start_readers("BEGIN DEFERRED");
        const auto writer = std::shared_ptr<SqliteConnection>(open_sqlite_file(address_));
        // The writer's pages are more than its cache holds. A quarter of a gigabyte, and not for readers too: each connection's
        // mapping counts as memory in use of its own.
        writer->run_script("PRAGMA mmap_size = 268435456");
        // What a long reading let the log grow to is given back.
        writer->run_script("PRAGMA journal_size_limit = 268435456");
        writer->leave_log_to_others();
        threads_.emplace_back([this, connection = writer] {
            for (;;) {
                auto group = writes_.take(options_.group_max);
                if (group.empty()) return;
                const bool is_broken = !commit_group(*connection, group);
                checkpoints_.after_commit(*connection, is_broken);
            }
        });
    }
    ~SqliteDatabase() override { stop(); }
    Engine engine() const override { return Engine::sqlite; }

private:
    struct Outcome {
        std::exception_ptr failure;
        bool said_no = false;
        bool is_clean = true;  // it is kept, or changed nothing that would have to be undone
    };

    // False when the commit failed.
    bool commit_group(Connection& db, std::vector<Write>& group) {
        bool is_committed = true;
        std::vector<Outcome> outcomes(group.size());
        std::vector<Write> again;
        try {
            db.run("BEGIN IMMEDIATE");
            // A savepoint keeps a copy of each page that a write is the first to change, and hardly ever is one needed.
            if (!run_all(db, group, outcomes, run_one)) {
                db.run("ROLLBACK");
                db.run("BEGIN IMMEDIATE");
                if (group.size() > 1) run_all(db, group, outcomes, run_in_savepoint);
            }
            db.run("COMMIT");
        } catch (...) {
            // Nothing of the group is durable: every one of them must hear of it. But who asked for nothing to be stored is
            // owed an answer even by a full disk: those run again by themselves, since what they saw may never have been.
            const auto failure = std::current_exception();
            is_committed = false;
            roll_back_quietly(db);
            for (std::size_t index = 0; index < group.size(); ++index) {
                if (outcomes[index].said_no) again.push_back(std::exchange(group[index], {}));
                outcomes[index].failure = failure;
            }
        }
        ++commits_;
        write_count_ += static_cast<std::int64_t>(group.size());
        for (std::size_t index = 0; index < group.size(); ++index) {
            if (group[index].done) group[index].done(outcomes[index].failure);
        }
        // Fewer each time: a group in which everybody says no commits nothing, and that does not fail.
        if (!again.empty() && again.size() < group.size()) {
            commit_group(db, again);
        } else {
            for (const auto& each : again) each.done(outcomes[0].failure);
        }
        return is_committed;
    }

    // False as soon as one would have to be undone.
    static bool run_all(Connection& db, const std::vector<Write>& group, std::vector<Outcome>& outcomes,
                        Outcome (*run)(Connection&, const Write&)) {
        for (std::size_t index = 0; index < group.size(); ++index) {
            outcomes[index] = run(db, group[index]);
            if (!outcomes[index].is_clean) return false;
        }
        return true;
    }

    static Outcome run_one(Connection& db, const Write& write) {
        const auto changed_before = db.changed_count_ever();
        Outcome outcome;
        try {
            outcome.said_no = !write.work(db);
        } catch (...) {
            outcome.failure = std::current_exception();
        }
        const bool is_undone = outcome.said_no || outcome.failure;
        outcome.is_clean = !is_undone || db.changed_count_ever() == changed_before;
        return outcome;
    }

    static Outcome run_in_savepoint(Connection& db, const Write& write) {
        db.run("SAVEPOINT one_write");
        auto outcome = run_one(db, write);
        if (!outcome.is_clean) db.run("ROLLBACK TO one_write");
        db.run("RELEASE one_write");
        outcome.is_clean = true;
        return outcome;
    }

    Checkpoints checkpoints_{address_, options_.checkpoint_pages};
};

class PostgresDatabase final : public Threads {
    static constexpr int kTriesMax = 5;

public:
    PostgresDatabase(const std::string& address, DatabaseOptions options) : Threads(address, options) {
        start_readers("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        for (int index = 0; index < options_.writer_threads; ++index) {
            threads_.emplace_back([this, connection = std::shared_ptr<Connection>(open(address_))] {
                for (;;) {
                    auto works = writes_.take(1);
                    if (works.empty()) return;
                    commit_one(*connection, works.front());
                }
            });
        }
    }
    ~PostgresDatabase() override { stop(); }
    Engine engine() const override { return Engine::postgres; }

private:
    void commit_one(Connection& db, const Write& write) {
        std::exception_ptr failure;
        int tries = 1;
        while (!try_once(db, write, failure, tries == kTriesMax)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10) * tries++);
        }
        ++commits_;
        ++write_count_;
        write.done(failure);
    }

    // False when it did not come to pass and is worth another try: two writes met, or the connection broke before the
    // commit was sent. Once it was sent, nobody knows whether it arrived, and only the client's own retry may find out.
    static bool try_once(Connection& db, const Write& write, std::exception_ptr& failure, bool is_last) {
        bool is_sent = false;
        bool is_passing = false;
        failure = nullptr;
        try {
            db.run_script("BEGIN");
            const bool keeps = write.work(db);
            is_sent = keeps;
            db.run_script(keeps ? "COMMIT" : "ROLLBACK");
            return true;
        } catch (const Conflict&) {
            failure = std::current_exception();
            is_passing = true;
        } catch (const ConnectionLost&) {
            failure = std::current_exception();
            is_passing = !is_sent;
        } catch (...) {
            failure = std::current_exception();
        }
        roll_back_quietly(db);
        return !is_passing || is_last;
    }
};

}  // namespace

void Database::read(const std::function<void(Connection&)>& work) {
    std::promise<void> finished;
    const bool accepted = post_read([&](Connection& db) {
        try {
            work(db);
            finished.set_value();
        } catch (...) {
            finished.set_exception(std::current_exception());
        }
    });
    if (!accepted) throw Failure("the read queue is full or closed");
    finished.get_future().get();
}

void Database::write(const std::function<bool(Connection&)>& work) {
    std::promise<void> finished;
    const bool accepted = post_write({work, [&](std::exception_ptr failure) {
                                          if (failure) {
                                              finished.set_exception(failure);
                                          } else {
                                              finished.set_value();
                                          }
                                      }});
    if (!accepted) throw Failure("the write queue is full or closed");
    finished.get_future().get();
}

std::unique_ptr<Database> open_database(const std::string& address, const DatabaseOptions& options) {
    if (is_postgres(address)) return std::make_unique<PostgresDatabase>(address, options);
    return std::make_unique<SqliteDatabase>(address, options);
}

}  // namespace db
