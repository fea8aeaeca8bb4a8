#pragma once
// Everything one request or job needs from the outside world, opened with its transaction.
#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/peers/notices.h"
#include "foundation/random.h"
#include "foundation/services.h"
#include "foundation/time.h"

#include <boost/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace events {
class Bus;
}

// Who acts. Filled by the gate (identity) before a handler runs; account 0 is nobody.
struct Actor {
    AccountId account;
    std::int64_t session = 0;
    bool signed_in() const { return static_cast<bool>(account); }
};

// Where a request came from; empty for jobs and commands.
struct Caller {
    std::string user_agent;
    std::string remote_address;
};

struct Context {
    db::Connection& db;
    Instant now;
    IdSource& ids;
    Random& random;
    Services& services;
    events::Bus& events;
    Actor actor{};
    Caller caller{};
    // Subscribers that act in the transaction add here what the reply should tell (points, streak, rank).
    boost::json::object effects{};
    // Run in order after the commit is durable and before the reply leaves; never run after a rollback.
    std::vector<std::function<void()>> on_commit{};
    // What the other servers hear once this transaction is durable; see peers::tell.
    peers::Notices notices{};

    Day today() const { return day_of(now); }
    std::int64_t fresh_id() { return ids.next(now); }
};
