#pragma once
// What the build finds in each capability's folder, lowest capability first (generated from server/CMakeLists.txt).
#include "foundation/db/migrations.h"
#include "foundation/services.h"
#include "foundation/settings.h"

#include <string>
#include <vector>

namespace http {
class Router;
}
namespace events {
class Bus;
}
namespace jobs {
class Scheduler;
}

struct Context;
class ContextFactory;

struct Capability {
    std::string name;
    const std::vector<db::MigrationFile>* migrations;
    void (*add_services)(Services&, const Settings&);  // makes the services, from files and settings
    void (*load_services)(Context&);                   // fills them from the database
    void (*add_routes)(http::Router&);
    void (*subscribe)(events::Bus&);
    void (*add_jobs)(jobs::Scheduler&);
};

const std::vector<Capability>& all_capabilities();

// Runs every load_services, lowest capability first, each in its own transaction: what one has loaded (and swapped in on
// commit) is there for those above it.
void load_capabilities(const ContextFactory& contexts);
