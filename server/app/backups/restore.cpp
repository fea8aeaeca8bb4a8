#include "app/backups/restore.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>

#include "app/backups/archives.h"
#include "app/backups/copy.h"
#include "app/product.h"
#include "foundation/capability.h"
#include "learning/public.h"
#include "rewards/public.h"

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kChunk = 1000;

// A folder that is gone when the object is.
struct Scratch {
    explicit Scratch(fs::path at) : path(std::move(at)) {
        fs::remove_all(path);
        fs::create_directories(path);
        fs::permissions(path, fs::perms::owner_all);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    fs::path path;
};

// Streaks depend on the day. A backup written by a server whose clock ran ahead is judged by that clock.
Instant latest_moment(db::Connection& db) {
    const auto rows = db.run(R"sql(
        SELECT COALESCE(MAX(at), 0) FROM (
            SELECT MAX(received_at) AS at FROM learning_answers UNION ALL SELECT MAX(ran_at) FROM foundation_job_runs) moments
    )sql");
    return std::max(SystemClock().now(), Instant{db::as_int(rows[0][0])});
}

void count_people(Context& context, BackupState& state) {
    state.accounts = db::as_int(context.db.run("SELECT COUNT(*) FROM identity_accounts")[0][0]);
    const auto rows = context.db.run("SELECT COUNT(*), MAX(received_at) FROM learning_answers");
    state.answers = db::as_int(rows[0][0]);
    if (!db::is_null(rows[0][1])) state.last_answer_at = Instant{db::as_int(rows[0][1])};
}

void recount_everyone(ContextFactory& contexts, BackupState& state) {
    AccountId after;
    do {
        rewards::Recount chunk;
        contexts.read([&](Context& context) { chunk = rewards::recount(context, after, kChunk); });
        state.recounted += chunk.checked_count;
        state.differing += std::ssize(chunk.differences);
        after = chunk.last;
    } while (after);
}

// While a server runs, each of its connections holds a shared lock on the file, and this cannot be had.
void refuse_while_in_use(const std::string& path) {
    sqlite3* raw = nullptr;
    const int state = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle(raw, sqlite3_close);
    if (state != SQLITE_OK) return;  // no database, or none that a server could work on
    const int outcome = sqlite3_exec(raw, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", nullptr, nullptr, nullptr);
    if (outcome == SQLITE_BUSY || outcome == SQLITE_LOCKED) {
        throw db::Failure("somebody works on " + path + ": stop the server first");
    }
}

}  // namespace

BackupState examine_backup(const Settings& settings, const std::string& file) {
    BackupState state;
    state.bytes = static_cast<std::int64_t>(fs::file_size(file));
    state.damage = find_damage(file);
    if (!state.damage.empty()) return state;
    for (const auto& archive : archives_of(file)) {
        ++state.archives;
        state.archived_answers += archive.answers;
    }
    state.archives_missing = missing_archives(settings, file);

    const Scratch scratch(file + ".examined");
    auto apart = settings;
    apart.archive_dir = learning::archive_folder(settings);
    apart.data_dir = scratch.path;
    apart.database.clear();
    SystemRandom random;
    fs::copy_file(file, database_address(apart));
    state.migrations_missing = db::migrate(*db::open(database_address(apart)), all_capabilities(), SystemClock().now());
    const ManualClock clock(latest_moment(*db::open(database_address(apart))));
    Product product(apart, clock, random, {.reader_threads = 1});
    product.contexts->read([&](Context& context) { count_people(context, state); });
    recount_everyone(*product.contexts, state);
    return state;
}

std::string put_in_place(const Settings& settings, const std::string& file, Instant now) {
    const fs::path database = database_address(settings);
    const auto folder = database.parent_path();
    const auto seconds = (now - start_of(day_of(now))) / kSecondMs;
    const auto before = folder / fmt::format("before-{}-{:02}{:02}{:02}", to_text(day_of(now)), seconds / 3600,
                                             seconds / 60 % 60, seconds % 60);
    fs::create_directories(folder);
    bring_archives_back(settings, file);
    const auto unfinished = database.string() + ".part";
    if (fs::exists(database)) refuse_while_in_use(database);
    fs::copy_file(file, unfinished, fs::copy_options::overwrite_existing);
    fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write);
    sync_to_disk(unfinished);
    fs::create_directories(before);
    // The log first: a database without its log is older than it was, a log without its database damages the next one.
    for (const auto* suffix : {"-wal", "-shm", ""}) {
        const auto part = database.string() + suffix;
        if (fs::exists(part)) fs::rename(part, before / fs::path(part).filename());
    }
    fs::rename(unfinished, database);
    sync_to_disk(folder);
    return before;
}

void shrink(const std::string& database) {
    refuse_while_in_use(database);
    // The new copy grows beside the old one, not in the small folder for temporary files.
    ::setenv("SQLITE_TMPDIR", fs::absolute(database).parent_path().c_str(), 1);
    sqlite3* raw = nullptr;
    const int state = sqlite3_open_v2(database.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle(raw, sqlite3_close);
    // Without the log: it would grow to the size of the database. A crash is undone from the journal, as ever.
    if (state != SQLITE_OK || sqlite3_exec(raw, "PRAGMA journal_mode = DELETE; VACUUM", nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw db::Failure("cannot shrink " + database + ": " + sqlite3_errmsg(raw));
    }
}

}  // namespace app
