#include "foundation/db/allowance.h"

#include <libpq-fe.h>

#include <charconv>
#include <mutex>
#include <unordered_map>

namespace db {
namespace {

// Type numbers of the server's catalogue (pg_type.dat); they are part of its protocol and do not change.
enum PgType : Oid { kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23, kFloat4 = 700, kFloat8 = 701, kNumeric = 1700 };

using Answer = std::unique_ptr<PGresult, void (*)(PGresult*)>;

Value read_number(std::string_view text) {
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc{} && end == text.data() + text.size()) return whole;
    double real = 0;
    std::from_chars(text.data(), text.data() + text.size(), real);
    return real;
}

Value read_value(const PGresult* answer, int row, int column) {
    if (PQgetisnull(answer, row, column)) return nullptr;
    const std::string_view text(PQgetvalue(answer, row, column), static_cast<std::size_t>(PQgetlength(answer, row, column)));
    switch (PQftype(answer, column)) {
    case kBool: return static_cast<std::int64_t>(text == "t");
    case kInt2:
    case kInt4:
    case kInt8:
    case kNumeric: return read_number(text);
    case kFloat4:
    case kFloat8: {
        double real = 0;
        std::from_chars(text.data(), text.data() + text.size(), real);
        return real;
    }
    default: return std::string(text);
    }
}

class Postgres final : public Connection {
public:
    explicit Postgres(const std::string& address) : handle_(connect(address), PQfinish), cancel_(nullptr, PQfreeCancel) {
        if (PQstatus(handle_.get()) != CONNECTION_OK) fail("connecting");
        prepare_session();
    }

    Engine engine() const override { return Engine::postgres; }
    std::int64_t changed_count() const override { return changed_count_; }
    std::int64_t changed_count_ever() const override { return changed_count_ever_; }

    // The server looks after one statement, the time of several together is looked after here.
    void allow(std::chrono::milliseconds time_max) override {
        allowance_.begin(time_max);
        if (time_max == statement_time_max_) return;
        statement_time_max_ = time_max;
        try {
            set_statement_time();
        } catch (const ConnectionLost&) {
            // It broke while it lay idle; the next transaction connects again, and that sets it.
        }
    }

    void interrupt() override {
        allowance_.interrupt();
        const std::lock_guard lock(cancel_mutex_);
        char message[256];
        PQcancel(cancel_.get(), message, sizeof message);
    }

    void run_script(std::string_view sql) override {
        const bool begins = sql.starts_with("BEGIN");
        if (begins && is_lost()) reconnect();
        auto answer = execute(sql);
        if (begins && !is_good(answer.get()) && PQstatus(handle_.get()) != CONNECTION_OK) {
            // The connection broke while it lay idle, which only this statement finds out; nothing had begun.
            reconnect();
            answer = execute(sql);
        }
        if (!is_good(answer.get())) fail(sql, answer.get());
        // Asked to commit a transaction in which a statement failed, PostgreSQL rolls back and reports no error.
        if (sql == "COMMIT" && std::string_view(PQcmdStatus(answer.get())) != "COMMIT") throw Failure("PostgreSQL: rolled back instead of committed");
    }

    Rows run(std::string_view sql, const std::vector<Value>& parameters) override {
        allowance_.check(sql);
        const auto& name = prepared(sql);
        std::vector<std::string> texts(parameters.size());
        std::vector<const char*> values(parameters.size());
        for (std::size_t index = 0; index < parameters.size(); ++index) {
            values[index] = to_text(parameters[index], texts[index]);
        }
        const Answer answer(PQexecPrepared(handle_.get(), name.c_str(), static_cast<int>(values.size()), values.data(),
                                           nullptr, nullptr, 0),
                            PQclear);
        if (!is_good(answer.get())) fail(sql, answer.get());
        const std::string_view changed = PQcmdTuples(answer.get());
        changed_count_ = 0;
        std::from_chars(changed.data(), changed.data() + changed.size(), changed_count_);
        changed_count_ever_ += changed_count_;
        return read_rows(answer.get());
    }

    void lock(std::string_view name, std::int64_t id) override {
        run("SELECT pg_advisory_xact_lock(hashtextextended($1, $2))", {std::string(name), id});
    }

private:
    // A machine that vanished without a word must not hold a thread for minutes; what the address says itself, wins.
    static PGconn* connect(const std::string& address) {
        const char* names[] = {"connect_timeout", "keepalives_idle", "tcp_user_timeout", "dbname", nullptr};
        const char* values[] = {"5", "15", "20000", address.c_str(), nullptr};
        return PQconnectdbParams(names, values, 1);
    }

    void prepare_session() {
        PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
        run_script("SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET extra_float_digits = 3");
        {
            const std::lock_guard lock(cancel_mutex_);
            cancel_.reset(PQgetCancel(handle_.get()));
        }
        if (statement_time_max_.count() > 0) set_statement_time();
    }

    void set_statement_time() { run_script("SET statement_timeout = " + std::to_string(statement_time_max_.count())); }

    Answer execute(std::string_view sql) { return {PQexec(handle_.get(), std::string(sql).c_str()), PQclear}; }

    static bool is_good(const PGresult* answer) {
        const auto state = PQresultStatus(answer);
        return state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK;
    }

    bool is_lost() const { return is_left_behind_ || PQstatus(handle_.get()) != CONNECTION_OK; }

    // With several hosts in the address this finds the one that takes writes now (target_session_attrs=read-write).
    void reconnect() {
        PQreset(handle_.get());
        names_.clear();
        is_left_behind_ = false;
        if (PQstatus(handle_.get()) != CONNECTION_OK) fail("connecting again");
        prepare_session();
    }

    static const char* to_text(const Value& value, std::string& kept) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            kept = std::to_string(*number);
        } else if (const auto* real = std::get_if<double>(&value)) {
            char digits[32];
            kept.assign(digits, std::to_chars(digits, digits + sizeof digits, *real).ptr);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            return text->c_str();
        } else {
            return nullptr;
        }
        return kept.c_str();
    }

    const std::string& prepared(std::string_view sql) {
        const auto found = names_.find(std::string(sql));
        if (found != names_.end()) return found->second;
        auto name = "s" + std::to_string(names_.size());
        const Answer answer(PQprepare(handle_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr), PQclear);
        if (!is_good(answer.get())) fail(sql, answer.get());
        return names_.emplace(sql, std::move(name)).first->second;
    }

    static Rows read_rows(const PGresult* answer) {
        Rows rows(static_cast<std::size_t>(PQntuples(answer)));
        const int columns = PQnfields(answer);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            rows[row].reserve(static_cast<std::size_t>(columns));
            for (int column = 0; column < columns; ++column) {
                rows[row].push_back(read_value(answer, static_cast<int>(row), column));
            }
        }
        return rows;
    }

    [[noreturn]] void fail(std::string_view sql, const PGresult* answer = nullptr) {
        // The primary message alone: the detail line would carry the values of the row.
        std::string message = PQerrorMessage(handle_.get());
        message = message.substr(0, message.find('\n'));
        message = "PostgreSQL: " + message + " in: " + std::string(sql.substr(0, 200));
        const char* code = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        const std::string_view state = code ? code : "";
        if (state.starts_with("40")) throw Conflict(message);
        // query_canceled: by interrupt() and by allow(), but also by whoever else may end statements there.
        if (state == "57014" && allowance_.is_limited()) throw Interrupted(message);
        // 25006: a server that takes no writes any more; the one that does must be found again.
        is_left_behind_ = is_left_behind_ || state == "25006";
        if (is_lost()) throw ConnectionLost(message);
        throw Failure(message);
    }

    std::unique_ptr<PGconn, void (*)(PGconn*)> handle_;
    std::unordered_map<std::string, std::string> names_;
    std::int64_t changed_count_ = 0;
    std::int64_t changed_count_ever_ = 0;
    bool is_left_behind_ = false;
    Allowance allowance_;
    std::chrono::milliseconds statement_time_max_{0};
    std::mutex cancel_mutex_;  // the handle by which another thread ends a statement
    std::unique_ptr<PGcancel, void (*)(PGcancel*)> cancel_;
};

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& address) { return std::make_unique<Postgres>(address); }

}  // namespace db
