#pragma once
// One SQL text, two engines. Parameters are $1, $2, … on both; statements are prepared once per connection and kept.
#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace db {

enum class Engine { sqlite, postgres };

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;
using Row = std::vector<Value>;
using Rows = std::vector<Row>;

inline bool is_null(const Value& value) { return std::holds_alternative<std::nullptr_t>(value); }
inline std::int64_t as_int(const Value& value) { return std::get<std::int64_t>(value); }
// Whole numbers are taken too: engines differ in what a sum or an average comes back as.
inline double as_double(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::get<double>(value);
}
inline const std::string& as_text(const Value& value) { return std::get<std::string>(value); }
inline bool as_bool(const Value& value) { return as_int(value) != 0; }
inline std::int64_t as_int_or(const Value& value, std::int64_t when_null) { return is_null(value) ? when_null : as_int(value); }
inline std::string as_text_or(const Value& value, std::string when_null) { return is_null(value) ? when_null : as_text(value); }

// Broken machinery: the disk is full, the server is gone. The message names the statement, never the values.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Two transactions stood in each other's way (SQLSTATE class 40); nothing of this one is stored, and it may run again.
struct Conflict : Failure {
    using Failure::Failure;
};
// PostgreSQL went away in the middle of a transaction. Nothing is stored, unless it was on its way to commit: then
// nobody knows.
struct ConnectionLost : Failure {
    using Failure::Failure;
};

// A reading that took longer than it may, or was told to end because the server stops. Nothing is broken.
struct Interrupted : Failure {
    using Failure::Failure;
};

class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;

    // Runs one statement. Integers of any width and booleans come back as int64, reals as double, all else as text.
    virtual Rows run(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;

    // Several statements without parameters, for migrations and settings.
    virtual void run_script(std::string_view sql) = 0;

    // Rows changed by the last run().
    virtual std::int64_t changed_count() const = 0;
    // And by all since the connection was opened, kept or undone; on PostgreSQL rows that were read count too.
    virtual std::int64_t changed_count_ever() const = 0;

    // What is read from now on may take this long together, then it ends with Interrupted. 0: as long as it takes.
    virtual void allow(std::chrono::milliseconds time_max) = 0;
    // From any thread: the statement under way ends with Interrupted, and so does each that follows.
    virtual void interrupt() = 0;

    // Holds a named lock until the transaction ends, so that two writers cannot work on one person at the same time.
    // SQLite has a single writer and needs none.
    virtual void lock(std::string_view name, std::int64_t id) = 0;
};

// ":memory:" or a file; a file is opened in WAL mode with synchronous=FULL.
std::unique_ptr<Connection> open_sqlite(const std::string& path);
// A libpq address: "postgresql://user@host/name" or "host=… dbname=…".
std::unique_ptr<Connection> open_postgres(const std::string& address);
std::unique_ptr<Connection> open(const std::string& address);
bool is_postgres(const std::string& address);

}  // namespace db
