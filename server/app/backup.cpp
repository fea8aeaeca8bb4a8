#include "app/backup.h"

#include "foundation/db/connection.h"

#include <sqlite3.h>

#include <filesystem>
#include <memory>

namespace app {
namespace {

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

Handle open(const std::string& path, int flags) {
    sqlite3* raw = nullptr;
    const int state = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    Handle handle(raw, sqlite3_close);
    if (state != SQLITE_OK) throw db::Failure("cannot open " + path);
    sqlite3_busy_timeout(raw, 30000);
    return handle;
}

}  // namespace

void back_up(const std::string& source, const std::string& target) {
    const auto unfinished = target + ".part";
    std::filesystem::remove(unfinished);
    {
        const auto from = open(source, SQLITE_OPEN_READONLY);
        // The page-by-page backup API starts over at every write made in between; VACUUM INTO reads one snapshot and
        // leaves the writer alone.
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(from.get(), "VACUUM INTO ?1", -1, &statement, nullptr) != SQLITE_OK) {
            throw db::Failure(std::string("backup: ") + sqlite3_errmsg(from.get()));
        }
        sqlite3_bind_text(statement, 1, unfinished.c_str(), -1, SQLITE_STATIC);
        const int state = sqlite3_step(statement);
        sqlite3_finalize(statement);
        if (state != SQLITE_DONE) throw db::Failure(std::string("backup: ") + sqlite3_errmsg(from.get()));
    }
    const auto copy = db::open_sqlite(unfinished);
    const auto verdict = copy->run("PRAGMA integrity_check");
    if (verdict.size() != 1 || db::as_text(verdict[0][0]) != "ok") throw db::Failure("backup: the copy is damaged");
    copy->run_script("PRAGMA journal_mode = DELETE");
    std::filesystem::rename(unfinished, target);
}

}  // namespace app
