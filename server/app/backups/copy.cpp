#include "app/backups/copy.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <system_error>

#include "foundation/db/connection.h"

namespace app {
namespace {

constexpr int kInstructionsBetweenLooks = 1000;

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

Handle open(const std::string& path, int flags) {
    sqlite3* raw = nullptr;
    const int state = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    Handle handle(raw, sqlite3_close);
    if (state != SQLITE_OK) throw db::Failure("cannot open " + path + ": " + sqlite3_errmsg(raw));
    sqlite3_busy_timeout(raw, 30000);
    return handle;
}

void heed(const Handle& db, const std::function<bool()>& is_stopping) {
    if (!is_stopping) return;
    const auto look = [](void* asked) { return (*static_cast<const std::function<bool()>*>(asked))() ? 1 : 0; };
    sqlite3_progress_handler(db.get(), kInstructionsBetweenLooks, look, const_cast<std::function<bool()>*>(&is_stopping));
}

// The first column of every row.
std::vector<std::string> ask_rows(const Handle& db, const char* sql, const std::string& parameter = {}) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db.get(), sql, -1, &statement, nullptr) != SQLITE_OK) throw db::Failure(sqlite3_errmsg(db.get()));
    if (!parameter.empty()) sqlite3_bind_text(statement, 1, parameter.c_str(), -1, SQLITE_STATIC);
    std::vector<std::string> rows;
    int state = SQLITE_OK;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        rows.emplace_back(text ? text : "NULL");
    }
    const std::string error = sqlite3_errmsg(db.get());
    sqlite3_finalize(statement);
    if (state != SQLITE_DONE) throw db::Failure(error);
    return rows;
}

std::string ask(const Handle& db, const char* sql, const std::string& parameter = {}) {
    return fmt::format("{}", fmt::join(ask_rows(db, sql, parameter), "\n"));
}

std::string damage_in(const Handle& db) {
    const auto verdict = ask(db, "PRAGMA integrity_check");
    if (verdict != "ok") return verdict;
    const auto orphans = ask(db, "PRAGMA foreign_key_check");
    return orphans.empty() ? "" : "rows that refer to nothing in: " + orphans;
}

void copy_and_check(const std::string& source, const std::string& target, const std::function<bool()>& is_stopping) {
    const auto from = open(source, SQLITE_OPEN_READONLY);
    heed(from, is_stopping);
    // The page-by-page backup API starts over at every write made in between; VACUUM INTO reads one snapshot and leaves
    // the writer alone.
    ask(from, "VACUUM INTO ?1", target);
    const auto copy = open(target, SQLITE_OPEN_READWRITE);
    heed(copy, is_stopping);
    ask(copy, "PRAGMA journal_mode = DELETE");  // one file, nothing beside it
    if (const auto damage = damage_in(copy); !damage.empty()) throw db::Failure("the copy is damaged: " + damage);
}

}  // namespace

void sync_to_disk(const std::string& path) {
    const int file = ::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_synced = file >= 0 && ::fsync(file) == 0;
    const int error = errno;
    if (file >= 0) ::close(file);
    if (!is_synced) throw std::system_error(error, std::generic_category(), "cannot sync " + path);
}

void back_up(const std::string& source, const std::string& target, const std::function<bool()>& is_stopping) {
    const auto unfinished = target + ".part";
    std::filesystem::remove(unfinished);
    try {
        copy_and_check(source, unfinished, is_stopping);
        sync_to_disk(unfinished);
        std::filesystem::rename(unfinished, target);
        sync_to_disk(std::filesystem::path(target).parent_path());
    } catch (const std::exception& error) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        std::filesystem::remove(unfinished + "-journal", ignored);
        throw db::Failure(std::string("backup: ") + error.what());
    }
}

std::vector<std::string> ask_copy(const std::string& path, const char* sql) {
    return ask_rows(open(path, SQLITE_OPEN_READONLY), sql);
}

std::string find_damage(const std::string& path) {
    try {
        return damage_in(open(path, SQLITE_OPEN_READONLY));
    } catch (const db::Failure& failure) {
        return failure.what();  // so damaged that SQLite cannot even look
    }
}

}  // namespace app
