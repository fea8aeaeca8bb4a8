#include "app/packs/preview.h"

#include "app/product.h"
#include "app/serve.h"
#include "curriculum/public.h"
#include "foundation/temporary_folder.h"
#include "identity/public.h"
#include "units/public.h"


#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <map>
#include <thread>

namespace app::packs {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSignInPath = "/xem-thu";  // where the invented learner is signed in

// When each file was last written. Two of these differ when anything was changed, added or taken away.
std::map<std::string, fs::file_time_type> times_of(const std::vector<std::string>& folders) {
    std::map<std::string, fs::file_time_type> times;
    for (const auto& folder : folders) {
        std::error_code error;
        for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
             entry.increment(error)) {
            std::error_code vanished;  // editors write beside a file and move it there
            times[entry->path().string()] = entry->last_write_time(vanished);
        }
    }
    return times;
}

void print_problems(const curriculum::LoadedPacks& loaded) {
    for (const auto& problem : loaded.problems)
        std::fprintf(stderr, "%s:%d: %s\n", problem.file.c_str(), problem.line, problem.message.c_str());
}

class Watcher {
public:
    Watcher(const Services& services, const Settings& settings)
        : services_(services), settings_(settings), seen_(times_of(watched())), thread_([this] { watch(); }) {}
    ~Watcher() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

private:
    std::vector<std::string> watched() const {
        auto folders = settings_.packs;
        if (!settings_.frameworks_dir.empty()) folders.push_back(settings_.frameworks_dir);
        return folders;
    }

    void watch() {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, std::chrono::seconds(1), [&] { return stopping_; })) {
            auto times = times_of(watched());
            if (times == seen_) continue;
            seen_ = std::move(times);
            read_again();
        }
    }

    void read_again() {
        auto loaded = curriculum::load_packs({settings_.packs, settings_.frameworks_dir, {}});
        if (!loaded.problems.empty()) {
            print_problems(loaded);
            std::fprintf(stderr, "the pack has %zu problems; the last good one stays\n", loaded.problems.size());
            return;
        }
        curriculum::replace_library(services_, std::move(loaded.library));
        std::fputs("read again\n", stderr);
    }

    const Services& services_;
    const Settings& settings_;
    std::map<std::string, fs::file_time_type> seen_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

// Gives what the browser's Cookie header has to carry.
std::string add_learner(Product& product) {
    std::string cookie;
    product.contexts->write([&](Context& context) {
        const auto unit = units::add_unit(context, "XEM-THU", "", "Lớp xem thử", units::Kind::school, context.today());
        ensure(unit.has_value(), "an empty database took no unit");
        const auto account = identity::add_account(
            context,
            {.full_name = "Người học thử", .login = "xemthu", .birth_year = 1985, .unit = *unit, .joined_at = context.now});
        cookie = identity::start_session(context, account);
        return true;
    });
    return cookie;
}

}  // namespace

int preview(const Settings& given, const std::string& pack_folder) {
    const auto loaded = curriculum::load_packs({{pack_folder}, given.frameworks_dir, {}});
    if (!loaded.problems.empty()) {
        print_problems(loaded);
        return 1;
    }
    const TemporaryFolder folder("binhdanhoc_preview");
    auto settings = given;
    settings.data_dir = folder.path();
    settings.database.clear();
    settings.packs = {pack_folder};
    settings.private_packs_dir.clear();
    settings.address = "127.0.0.1";  // whoever opens the page is signed in
    settings.demo = false;
    settings.public_url = "http://localhost:" + std::to_string(settings.port) + kSignInPath;
    std::string cookie;
    std::unique_ptr<Watcher> watcher;
    const ServeHooks hooks{
        .ready =
            [&](Product& product) {
                cookie = add_learner(product);
                watcher = std::make_unique<Watcher>(product.services, settings);
            },
        .answer_first = [&](const http::Request& request) -> std::optional<http::Reply> {
            if (request.target != kSignInPath) return std::nullopt;
            return http::Reply{
                302,
                "",
                "",
                {{"Location", "/"}, {"Set-Cookie", cookie + "; Path=/; HttpOnly; SameSite=Lax"}, {"Cache-Control", "no-store"}}};
        },
        .stopping = [&] { watcher.reset(); }};
    return serve(settings, hooks);
}

}  // namespace app::packs
