#include "foundation/peers/peers.h"

#include "foundation/events/bus.h"
#include "foundation/log.h"

namespace peers {
namespace {

// Two-part advisory locks: the first part is ours ("BDH"), the second says what is held: 1 migrations, 2 the lead, from 100
// on the numbers of servers.
constexpr std::int64_t kOurs = 0x424448;
constexpr std::int64_t kLead = 2;
constexpr std::int64_t kFirstNumber = 100;

bool try_hold(db::Connection& db, std::int64_t what) {
    return db::as_bool(db.run("SELECT pg_try_advisory_lock(CAST($1 AS INT), CAST($2 AS INT))", {kOurs, what})[0][0]);
}

std::int64_t backend_of(db::Connection& db) { return db::as_int(db.run("SELECT pg_backend_pid()")[0][0]); }

// A snapshot, and a connection anew when the old one is lost.
struct Snapshot {
    explicit Snapshot(db::Connection& db) : db(db) { db.run_script("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"); }
    ~Snapshot() {
        try {
            db.run_script("ROLLBACK");
        } catch (const std::exception&) {
            // It went with its connection.
        }
    }
    db::Connection& db;
};

}  // namespace

// Where the database's history stands: transactions below `ended` are over, those from `next` on have not begun.
struct Peers::Horizon {
    std::int64_t ended = 0;
    std::int64_t next = 0;
    std::int64_t swept_to = 0;
};

int count_servers(db::Connection& db) {
    return static_cast<int>(db::as_int(db.run(R"sql(
        SELECT COUNT(*) FROM pg_locks
        WHERE locktype = 'advisory' AND CAST(classid AS BIGINT) = $1 AND CAST(objid AS BIGINT) >= $2
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )sql",
                                              {kOurs, kFirstNumber})[0][0]));
}

Peers::Peers(const std::string& address, IdSource& ids) : ids_(ids) {
    if (!db::is_postgres(address)) return;
    session_ = db::open(address);
    join();
}

Peers::~Peers() {
    stop();
    if (!session_) return;
    try {
        session_->run_script("SELECT pg_advisory_unlock_all()");  // at once, not when PostgreSQL notices that we are gone
    } catch (const std::exception&) {
        // Gone already.
    }
}

void Peers::join() {
    // A dump brings notices along from another history, in which transactions had other numbers.
    session_->run_script(
        "DELETE FROM foundation_notices WHERE xact >= CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT);"
        "UPDATE foundation_notice_sweeps SET swept_to = 0 "
        "WHERE swept_to > CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)");
    const Snapshot snapshot(*session_);
    claim_number();
    heard_to_ = read_horizon().ended;
}

void Peers::claim_number() {
    backend_ = backend_of(*session_);
    leads_ = false;
    for (int tried = 0; tried < IdSource::kServersMax; ++tried) {
        const int number = (number_ + tried) % IdSource::kServersMax;  // after a broken connection, the same one if it is free
        if (!try_hold(*session_, kFirstNumber + number)) continue;
        number_ = number;
        ids_.set_server(number);
        return;
    }
    throw db::Failure("as many processes as can be work on this database already");
}

Peers::Horizon Peers::read_horizon() {
    const auto row = session_
                         ->run(R"sql(
        SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT),
               CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT), swept_to
        FROM foundation_notice_sweeps
    )sql")
                         .at(0);
    return {db::as_int(row[0]), db::as_int(row[1]), db::as_int(row[2])};
}

bool Peers::leads() {
    if (!session_) return true;
    const std::lock_guard lock(mutex_);
    try {
        const Snapshot snapshot(*session_);
        if (backend_of(*session_) != backend_) claim_number();
        if (!leads_ && try_hold(*session_, kLead)) {
            leads_ = true;
            logging::info("leads", {{"server", number_}});
        }
        return leads_;
    } catch (const std::exception& error) {
        logging::error("peers_unreachable", {{"what", error.what()}});
        leads_ = false;
        return false;
    }
}

void Peers::follow(ContextFactory& contexts) {
    if (!session_) return;
    const std::lock_guard lock(mutex_);
    follow_once(contexts);
}

void Peers::follow_once(ContextFactory& contexts) {
    const Snapshot snapshot(*session_);
    if (backend_of(*session_) != backend_) claim_number();
    const auto horizon = read_horizon();
    if (horizon.swept_to > heard_to_) throw LeftBehind("notices were swept before they were heard");
    if (horizon.next < heard_to_) throw LeftBehind("the database's history went back");

    // A transaction that was still running at the last look may have ended since, and its number is not below all that was
    // heard then: so everything from that look's oldest on is read again, and what was heard is left out.
    Notices notices;
    std::set<std::int64_t> heard;
    for (const auto& row : session_->run("SELECT xact, changes FROM foundation_notices WHERE xact >= $1", {heard_to_})) {
        const auto xact = db::as_int(row[0]);
        if (xact >= horizon.ended) heard.insert(xact);
        if (!heard_.contains(xact)) add_from_text(notices, db::as_text(row[1]));
    }
    if (!notices.empty()) {
        auto context = contexts.make(*session_);
        contexts.events.hear(context, notices);
    }
    heard_to_ = horizon.ended;
    heard_ = std::move(heard);
}

void Peers::sweep(ContextFactory& contexts) {
    if (!session_) return;
    const auto oldest = swept_next_;
    contexts.write([&](Context& context) {
        swept_next_ =
            db::as_int(context.db.run("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)")[0][0]);
        context.db.run("DELETE FROM foundation_notices WHERE xact < $1", {oldest});
        context.db.run("UPDATE foundation_notice_sweeps SET swept_to = GREATEST(swept_to, CAST($1 AS BIGINT))", {oldest});
        return true;
    });
}

void Peers::start(ContextFactory& contexts, std::function<void()> left_behind) {
    if (!session_) return;
    thread_ = std::thread([this, &contexts, left_behind = std::move(left_behind)] {
        std::unique_lock lock(waking_);
        while (!stopping_) {
            lock.unlock();
            try {
                follow(contexts);
            } catch (const LeftBehind& error) {
                logging::error("left_behind", {{"what", error.what()}});
                return left_behind();
            } catch (const std::exception& error) {
                logging::error("notices_not_heard", {{"what", error.what()}});
            }
            lock.lock();
            wake_.wait_for(lock, std::chrono::milliseconds(kFollowEveryMs), [&] { return stopping_; });
        }
    });
}

void Peers::stop() {
    {
        const std::lock_guard lock(waking_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

}  // namespace peers
