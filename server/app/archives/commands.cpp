#include "app/archives/commands.h"

#include "app/backups/restore.h"
#include "app/product.h"
#include "foundation/capability.h"
#include "learning/public.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>

namespace app::archives {
namespace {

struct Request {
    std::string before, out, file;
    std::int64_t answers_max = 10'000'000;
    bool check_only = false, all = false, at_once = false;
};

// A database without the product around it: a million learners' rankings are of no use here.
struct Workplace {
    explicit Workplace(const Settings& settings) {
        const auto address = database_address(settings);
        db::migrate(*db::open(address), all_capabilities(), clock.now());
        database = db::open_database(address, {.reader_threads = 1, .writer_threads = 1});
        contexts = std::make_unique<ContextFactory>(*database, clock, ids, random, services, bus);
        // A server that commits one group after the other leaves the file free for moments only.
        if (db::is_postgres(address)) return;
        database->write([](db::Connection& db) {
            db.run_script("PRAGMA busy_timeout = 600000");
            return true;
        });
    }
    ~Workplace() { database->stop(); }

    SystemClock clock;
    SystemRandom random;
    IdSource ids;
    Services services;
    events::Bus bus;
    std::unique_ptr<db::Database> database;
    std::unique_ptr<ContextFactory> contexts;
};

// Rests as long as it worked: SQLite has one writer, and a server that waits for its turn looks only now and then.
class Pace {
public:
    void operator()() {
        const auto worked = std::chrono::steady_clock::now() - began_;
        std::this_thread::sleep_for(std::clamp<std::chrono::steady_clock::duration>(worked, std::chrono::milliseconds(5),
                                                                                    std::chrono::milliseconds(200)));
        began_ = std::chrono::steady_clock::now();
    }

private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

int refuse(const Problem& problem) {
    std::fprintf(stderr, "%s (%s)\n", problem.text.c_str(), problem.code.c_str());
    return 1;
}

learning::ArchiveOrder order_of(const Settings& settings, const Request& request) {
    learning::ArchiveOrder order;
    order.folder = request.out.empty() ? learning::archive_folder(settings) : request.out;
    order.answers_max = request.answers_max;
    if (!request.at_once) order.rest = [pace = std::make_shared<Pace>()] { (*pace)(); };
    order.tell = [](const learning::ArchiveKept& archive) {
        std::printf("%s: %lld answers of %lld people, %lld bytes\n", archive.file.c_str(),
                    static_cast<long long>(archive.answers), static_cast<long long>(archive.people),
                    static_cast<long long>(archive.bytes));
        std::fflush(stdout);
    };
    return order;
}

int check(const Settings& settings, const Request& request) {
    Workplace workplace(settings);
    int faults = 0;
    for (const auto& finding : learning::check_archives(*workplace.contexts, order_of(settings, request).folder)) {
        std::fprintf(finding.is_fault ? stderr : stdout, "%s: %s\n", finding.file.c_str(), finding.text.c_str());
        faults += finding.is_fault;
    }
    std::printf("%d faults\n", faults);
    return faults == 0 ? 0 : 1;
}

int archive(const Settings& settings, const Request& request) {
    if (request.check_only) return check(settings, request);
    auto order = order_of(settings, request);
    const auto before = parse_day(request.before);
    if (!before) return refuse({ProblemKind::invalid, "day_invalid", "Cần --before NGÀY, dạng 2026-05-01."});
    order.before = *before;
    Workplace workplace(settings);
    const auto answers = learning::archive_answers(*workplace.contexts, order);
    if (!answers) return refuse(answers.error());
    std::printf("%lld answers left the database\n", static_cast<long long>(*answers));
    return 0;
}

int unarchive(const Settings& settings, const Request& request) {
    if (request.file.empty() != request.all)
        return refuse({ProblemKind::invalid, "archive_unnamed", "Cần tên một tệp lưu trữ, hoặc --all."});
    Workplace workplace(settings);
    const auto answers = learning::unarchive_answers(*workplace.contexts, order_of(settings, request), request.file);
    if (!answers) return refuse(answers.error());
    std::printf("%lld answers are back in the database; the files stay, older backups may need them\n",
                static_cast<long long>(*answers));
    return 0;
}

int give_space_back(const Settings& settings) {
    const auto database = database_address(settings);
    if (db::is_postgres(database)) {
        std::fputs("PostgreSQL reuses the space by itself; VACUUM FULL gives it back, see docs/operations.md\n", stderr);
        return 1;
    }
    const auto before = std::filesystem::file_size(database);
    shrink(database);
    std::printf("%s: %ju bytes, before %ju\n", database.c_str(),
                static_cast<std::uintmax_t>(std::filesystem::file_size(database)), static_cast<std::uintmax_t>(before));
    return 0;
}

}  // namespace

void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen) {
    const auto request = std::make_shared<Request>();
    const auto add_paces = [request](CLI::App* command) {
        command->add_option("--out", request->out, "Folder of the files; without it --archive-folder, where the server looks");
        command->add_flag("--at-once", request->at_once, "Without rests; when no server works on the database");
    };
    auto* archived =
        app.add_subcommand("archive", "Move answers received before a day into files; the server may work meanwhile");
    archived->add_option("--before", request->before, "The first day whose answers stay, as 2026-05-01; at least 180 days ago");
    archived->add_option("--answers-max", request->answers_max, "Answers in one file")
        ->capture_default_str()
        ->check(CLI::Range(std::int64_t{1000}, std::int64_t{100'000'000}));
    archived->add_flag("--check", request->check_only, "Only read every archive and compare it with the database");
    add_paces(archived);
    archived->callback([&settings, &chosen, request] { chosen = [&settings, request] { return archive(settings, *request); }; });

    auto* returned = app.add_subcommand("unarchive", "Bring the answers of an archive back; the server may work meanwhile");
    returned->add_option("file", request->file, "Name of the file in the archive folder");
    returned->add_flag("--all", request->all, "Of every archive");
    add_paces(returned);
    returned->callback(
        [&settings, &chosen, request] { chosen = [&settings, request] { return unarchive(settings, *request); }; });

    app.add_subcommand("shrink", "Give the room that answers have left back to the disk (SQLite); the server must be stopped")
        ->callback([&settings, &chosen] { chosen = [&settings] { return give_space_back(settings); }; });
}

}  // namespace app::archives
