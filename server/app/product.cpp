#include "app/product.h"

#include "app/site.h"
#include "foundation/capability.h"
#include "foundation/events/outbox.h"
#include "foundation/http/openapi.h"
#include "foundation/log.h"
#include "foundation/metrics.h"

#include <filesystem>

namespace app {

std::string database_address(const Settings& settings) {
    if (!settings.database.empty()) return settings.database;
    return (std::filesystem::path(settings.data_dir) / "binhdanhoc.sqlite").string();
}

Product::Product(Settings given, const Clock& clock, Random& random, const db::DatabaseOptions& options)
    : settings(std::move(given)) {
    const auto address = database_address(settings);
    if (const int applied = db::migrate(*db::open(address), all_capabilities(), clock.now())) {
        logging::info("migrated", {{"files", applied}});
    }
    peers = std::make_unique<peers::Peers>(address, ids);
    database = db::open_database(address, options);
    contexts = std::make_unique<ContextFactory>(*database, clock, ids, random, services, bus);
    for (const auto& capability : all_capabilities()) {
        if (capability.add_services) capability.add_services(services, settings);
        if (capability.subscribe) capability.subscribe(bus);
        if (capability.add_routes) capability.add_routes(router);
        if (capability.add_jobs) capability.add_jobs(scheduler);
    }
    add_site_route(router, settings);
    http::add_openapi_route(router, BDH_VERSION);
    scheduler.take_turns([this] { return peers->leads(); });
    scheduler.every("sweep_notices", kMinuteMs, [this](ContextFactory& factory) { peers->sweep(factory); });
    scheduler.every("deliver_events", kSecondMs, [](ContextFactory& factory) { events::deliver_outbox(factory); });
    load_capabilities(*contexts);
}

Product::~Product() {
    scheduler.stop();
    peers->stop();
    router.stop_slow_pool();
    if (database) database->stop();
}

}  // namespace app
