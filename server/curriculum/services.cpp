#include "foundation/services.h"

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "foundation/settings.h"
#include "packs/actions.h"
#include "public.h"

namespace curriculum {
namespace {

struct Shelf {
    std::atomic<std::shared_ptr<const Library>> library;
};

std::shared_ptr<const Library> read_library(const Settings& settings) {
    auto loaded = load_packs({settings.packs, settings.frameworks_dir, settings.private_packs_dir});
    if (!loaded.problems.empty()) throw std::runtime_error("the packs have problems:\n" + list_problems(loaded.problems));
    return std::make_shared<const Library>(std::move(loaded.library));
}

// A library never changes, so products of one process that name the same folders share it: the tests start hundreds.
std::shared_ptr<const Library> shared_library(const Settings& settings) {
    static std::mutex mutex;
    static std::map<std::vector<std::string>, std::shared_ptr<const Library>> libraries;
    auto folders = settings.packs;
    folders.push_back(settings.frameworks_dir);
    folders.push_back(settings.private_packs_dir);
    const std::lock_guard lock(mutex);
    auto& library = libraries[folders];
    if (!library) library = read_library(settings);
    return library;
}

}  // namespace

// A server must not teach from broken material: it does not start.
void add_services(Services& services, const Settings& settings) {
    auto shelf = std::make_shared<Shelf>();
    shelf->library = shared_library(settings);
    services.add(std::move(shelf));
}

void load_services(Context&) {}

std::shared_ptr<const Library> library(const Services& services) { return services.get<Shelf>().library.load(); }

void replace_library(const Services& services, Library library) {
    services.get<Shelf>().library = std::make_shared<const Library>(std::move(library));
}

}  // namespace curriculum
