#include "foundation/services.h"

#include <atomic>
#include <stdexcept>

#include "foundation/settings.h"
#include "packs/actions.h"
#include "public.h"

namespace curriculum {
namespace {

struct Shelf {
    std::atomic<std::shared_ptr<const Library>> library;
};

}  // namespace

// A server must not teach from broken material: it does not start.
void add_services(Services& services, const Settings& settings) {
    auto loaded = load_packs(settings.packs, settings.frameworks_dir);
    if (!loaded.problems.empty()) throw std::runtime_error("the packs have problems:\n" + list_problems(loaded.problems));
    auto shelf = std::make_shared<Shelf>();
    shelf->library = std::make_shared<const Library>(std::move(loaded.library));
    services.add(std::move(shelf));
}

void load_services(Context&) {}

std::shared_ptr<const Library> library(const Services& services) { return services.get<Shelf>().library.load(); }

void replace_library(const Services& services, Library library) {
    services.get<Shelf>().library = std::make_shared<const Library>(std::move(library));
}

}  // namespace curriculum
