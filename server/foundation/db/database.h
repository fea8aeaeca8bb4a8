#pragma once
// Who may touch the database when. Readers work side by side, each on its own connection and snapshot. On SQLite all
// writes go through one writer thread that commits a group of them at once (WAL, synchronous=FULL): one fsync serves the
// group, and only then are their replies sent. Should one have to be undone, the group runs again, each write in its own
// savepoint (decision 0024). On PostgreSQL a pool of
// writers gives each write its own transaction.
#include "foundation/db/connection.h"

#include <chrono>
#include <exception>
#include <functional>
#include <memory>

namespace db {

struct DatabaseOptions {
    int reader_threads = 2;
    int writer_threads = 4;          // PostgreSQL only
    std::size_t queue_max = 8192;    // beyond it post_… refuses, and the router answers 503
    std::size_t group_max = 512;     // writes in one SQLite commit
    int checkpoint_pages = 16384;    // SQLite: how long its log may grow before it is copied into the file; 64 MB
};

struct Write {
    // Runs inside the transaction; false or an exception undoes it. It may run again from the start, after a conflict, a lost
    // connection or a commit that failed: what it leaves outside of the database must bear that.
    std::function<bool(Connection&)> work;
    // Runs on the writer's thread once the outcome is certain: durable (nothing) or broken (the exception).
    // A write that returned false is done without an exception too.
    std::function<void(std::exception_ptr)> done;
};

class Database {
public:
    virtual ~Database() = default;
    virtual Engine engine() const = 0;

    // False when the queue is full; then nothing will run.
    // time_max: how long the reading may take once it has begun, before it ends with Interrupted; 0: as long as it takes.
    [[nodiscard]] virtual bool post_read(std::function<void(Connection&)> work, std::chrono::milliseconds time_max = {}) = 0;
    [[nodiscard]] virtual bool post_write(Write write) = 0;

    // Blocking forms for slow routes, jobs, commands and tests; exceptions come back to the caller.
    void read(const std::function<void(Connection&)>& work);
    void write(const std::function<bool(Connection&)>& work);

    // What is being read, and what would be, ends with Interrupted: for a server that stops. Writes go on.
    virtual void interrupt_reads() = 0;

    // Finishes what was accepted and stops the threads. Called by the destructor too.
    virtual void stop() = 0;

    struct Counts {
        std::size_t waiting_reads = 0;
        std::size_t waiting_writes = 0;
        std::int64_t commits = 0;
        std::int64_t writes = 0;
    };
    virtual Counts counts() const = 0;
};

// address: a SQLite file or a PostgreSQL address. The schema must be there already (see migrations.h).
std::unique_ptr<Database> open_database(const std::string& address, const DatabaseOptions& options = {});

}  // namespace db
