#pragma once
// Opens contexts outside of a request's own transaction: for slow routes, jobs, commands and tests.
#include "foundation/context.h"
#include "foundation/db/database.h"

#include <functional>

class ContextFactory {
public:
    ContextFactory(db::Database& database, const Clock& clock, IdSource& ids, Random& random, Services& services,
                   events::Bus& events)
        : database(database), clock(clock), ids(ids), random(random), services(services), events(events) {}

    Context make(db::Connection& connection, Actor actor = {}) const {
        return {connection, clock.now(), ids, random, services, events, actor, {}, {}, {}, {}};
    }

    // Both block until done. write: false undoes everything; on_commit hooks run after a durable commit.
    void read(const std::function<void(Context&)>& work, Actor actor = {}) const;
    void write(const std::function<bool(Context&)>& work, Actor actor = {}) const;

    db::Database& database;
    const Clock& clock;
    IdSource& ids;
    Random& random;
    Services& services;
    events::Bus& events;
};
