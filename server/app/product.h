#pragma once
// The whole product wired together, without a socket: what the server, the commands and the tests all start from.
#include "foundation/context_factory.h"
#include "foundation/events/bus.h"
#include "foundation/http/router.h"
#include "foundation/jobs/scheduler.h"
#include "foundation/peers/peers.h"
#include "foundation/settings.h"

#include <memory>

namespace app {

// The database the settings name: a PostgreSQL address, or a SQLite file in the data folder.
std::string database_address(const Settings& settings);

class Product {
public:
    // Migrates the database, makes the services, fills them and builds the route table. Throws when anything is broken.
    Product(Settings settings, const Clock& clock, Random& random, const db::DatabaseOptions& options);
    ~Product();

    Settings settings;
    IdSource ids;
    Services services;
    events::Bus bus;
    http::Router router;
    jobs::Scheduler scheduler;
    std::unique_ptr<peers::Peers> peers;  // before anything is read into memory, so that no change of it is missed
    std::unique_ptr<db::Database> database;
    std::unique_ptr<ContextFactory> contexts;
};

}  // namespace app
