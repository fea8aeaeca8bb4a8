#include "foundation/db/sqlite.h"

#include "foundation/db/allowance.h"

#include <sqlite3.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace db {
namespace {

struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> places;  // place of $1, $2, …: to SQLite these are names, not positions
};

// Lets a statement be found by its text without a copy of it. Texts are long, and differ in their length or their end; those
// that do not are told apart by the comparison that follows anyway.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text.substr(text.size() - std::min<std::size_t>(text.size(), 48))) ^ text.size();
    }
};

// Counting what SQLite holds takes a lock of the whole process at each piece of memory that it takes or gives back, and nobody
// asks for the count. Has to be said before SQLite is first used.
void count_no_memory() {
    [[maybe_unused]] static const int state = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

class Sqlite final : public SqliteConnection {
public:
    explicit Sqlite(const std::string& path) {
        count_no_memory();
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
        if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
            const std::string message = sqlite3_errmsg(handle_);
            sqlite3_close(handle_);
            throw Failure("SQLite cannot open " + path + ": " + message);
        }
        sqlite3_busy_timeout(handle_, 10000);
        run_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                   "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
    }

    ~Sqlite() override {
        for (auto& [sql, statement] : statements_) sqlite3_finalize(statement.handle);
        sqlite3_close(handle_);
    }

    Engine engine() const override { return Engine::sqlite; }
    std::int64_t changed_count() const override { return sqlite3_changes64(handle_); }
    std::int64_t changed_count_ever() const override { return sqlite3_total_changes64(handle_); }
    void lock(std::string_view, std::int64_t) override {}
    int log_pages() const override { return log_pages_; }
    // Through SQLite's own descriptor: to close another one of the same file would give up its locks (POSIX, fcntl).
    void sync_file() override {
        sqlite3_file* file = nullptr;
        if (sqlite3_file_control(handle_, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) fail("file");
        if (file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) != SQLITE_OK) throw Failure("SQLite: the disk did not take what was copied into the file");
    }
    void leave_log_to_others() override {
        sqlite3_wal_hook(handle_, [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Sqlite*>(self)->log_pages_ = pages;
            return SQLITE_OK;
        }, this);
    }

    void allow(std::chrono::milliseconds time_max) override {
        allowance_.begin(time_max);
        watch();
    }
    void interrupt() override { allowance_.interrupt(); }

    void run_script(std::string_view sql) override {
        if (sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
    }

    Rows run(std::string_view sql, const std::vector<Value>& parameters) override {
        is_limited_ = !begins_or_ends(sql);
        if (is_limited_) allowance_.check(sql);
        auto& statement = prepared(sql);
        const Reset reset{statement.handle};
        for (std::size_t index = 0; index < parameters.size(); ++index) {
            if (const int place = place_of(statement, index)) bind(statement.handle, place, parameters[index]);
        }
        Rows rows;
        int state = SQLITE_OK;
        while ((state = sqlite3_step(statement.handle)) == SQLITE_ROW) rows.push_back(read_row(statement.handle));
        if (state != SQLITE_DONE) fail(sql);
        return rows;
    }

private:
    // A transaction is always ended in order, whatever happened within it.
    static bool begins_or_ends(std::string_view sql) { return sql.starts_with("BEGIN") || sql == "ROLLBACK"; }

    // SQLite asks after so many steps of its machine, about a tenth of a millisecond. Unlike sqlite3_interrupt this cannot
    // fall between two statements.
    void watch() {
        if (std::exchange(is_watched_, true)) return;
        constexpr int kSteps = 10000;
        sqlite3_progress_handler(handle_, kSteps, [](void* connection) {
            const auto& self = *static_cast<const Sqlite*>(connection);
            return static_cast<int>(self.is_limited_ && self.allowance_.is_over());
        }, this);
    }

    struct Reset {
        sqlite3_stmt* handle;
        ~Reset() {
            sqlite3_reset(handle);
            sqlite3_clear_bindings(handle);
        }
    };

    Statement& prepared(std::string_view sql) {
        const auto found = statements_.find(sql);
        if (found != statements_.end()) return found->second;
        Statement statement;
        if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &statement.handle, nullptr) != SQLITE_OK) {
            fail(sql);
        }
        return statements_.emplace(sql, std::move(statement)).first->second;
    }

    static int place_of(Statement& statement, std::size_t index) {
        while (statement.places.size() <= index) {
            const auto name = "$" + std::to_string(statement.places.size() + 1);
            statement.places.push_back(sqlite3_bind_parameter_index(statement.handle, name.c_str()));
        }
        return statement.places[index];
    }

    static void bind(sqlite3_stmt* statement, int place, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement, place, *number);
        } else if (const auto* real = std::get_if<double>(&value)) {
            sqlite3_bind_double(statement, place, *real);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            // The caller's parameters outlive the step, so SQLite need not copy them.
            sqlite3_bind_text(statement, place, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
        }
    }

    static Row read_row(sqlite3_stmt* statement) {
        Row row;
        const int columns = sqlite3_column_count(statement);
        row.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            // Asked once and taken apart here: each call for a column finds it anew. No other thread has this connection.
            auto* value = sqlite3_column_value(statement, column);
            switch (sqlite3_value_type(value)) {
            case SQLITE_INTEGER: row.emplace_back(static_cast<std::int64_t>(sqlite3_value_int64(value))); break;
            case SQLITE_FLOAT: row.emplace_back(sqlite3_value_double(value)); break;
            case SQLITE_NULL: row.emplace_back(nullptr); break;
            default: {
                const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
                row.emplace_back(std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value))));
            }
            }
        }
        return row;
    }

    [[noreturn]] void fail(std::string_view sql) {
        const auto message = std::string("SQLite: ") + sqlite3_errmsg(handle_) + " in: " + std::string(sql.substr(0, 200));
        if (sqlite3_errcode(handle_) == SQLITE_INTERRUPT) throw Interrupted(message);
        throw Failure(message);
    }

    sqlite3* handle_ = nullptr;
    int log_pages_ = 0;
    Allowance allowance_;
    bool is_watched_ = false;
    bool is_limited_ = true;  // the statement under way
    std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

}  // namespace

std::unique_ptr<SqliteConnection> open_sqlite_file(const std::string& path) { return std::make_unique<Sqlite>(path); }

std::unique_ptr<Connection> open_sqlite(const std::string& path) { return std::make_unique<Sqlite>(path); }

bool is_postgres(const std::string& address) {
    return address.starts_with("postgres") || address.find("host=") != std::string::npos ||
           address.find("dbname=") != std::string::npos;
}

std::unique_ptr<Connection> open(const std::string& address) {
    return is_postgres(address) ? open_postgres(address) : open_sqlite(address);
}

}  // namespace db
