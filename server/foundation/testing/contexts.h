#pragma once
// What tests of the foundation need to open contexts: an empty database of either engine, a clock and what goes with it.
#include "foundation/capability.h"
#include "foundation/context_factory.h"
#include "foundation/events/bus.h"
#include "foundation/log.h"
#include "foundation/testing/databases.h"

namespace testing_databases {

class ContextsOnEveryEngine : public ::testing::TestWithParam<std::string> {
    Folder folder_;  // gone after the database in it
    IdSource ids_;
    SeededRandom random_{1};
    Services services_;

protected:
    ContextsOnEveryEngine() {
        logging::set_level("off");
        const auto address = empty_database(GetParam(), folder_);
        db::migrate(*db::open(address), {}, clock.now());
        database = db::open_database(address, {.reader_threads = 1, .writer_threads = 1});
        factory_ = std::make_unique<ContextFactory>(*database, clock, ids_, random_, services_, bus);
    }
    ContextFactory& contexts() { return *factory_; }

    ManualClock clock{Instant{1795309200000}};
    events::Bus bus;
    std::unique_ptr<db::Database> database;

private:
    std::unique_ptr<ContextFactory> factory_;
};

}  // namespace testing_databases
