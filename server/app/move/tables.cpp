#include "app/move/tables.h"

#include "foundation/random.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace app::move {
namespace {

// Photos lie in the database as texts of up to a megabyte, so a chunk must not be many rows.
constexpr std::size_t kChunkRows = 256;

bool is_of_one_database(const std::string& table) {
    static const std::set<std::string> kOwn{"foundation_migrations", "foundation_notices", "foundation_notice_sweeps"};
    return kOwn.contains(table);
}

std::string quoted(const std::string& name) { return '"' + name + '"'; }

std::string list(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + quoted(name);
    return text;
}

std::vector<std::string> find_columns(db::Connection& db, const std::string& table) {
    const auto rows = db.engine() == db::Engine::sqlite ? db.run("SELECT name FROM pragma_table_info($1)", {table})
                                                        : db.run(
                                                              "SELECT CAST(column_name AS TEXT) FROM information_schema.columns "
                                                              "WHERE table_schema = current_schema() AND table_name = $1",
                                                              {table});
    std::vector<std::string> names;
    for (const auto& row : rows)
        names.push_back(db::as_text(row[0]));
    std::sort(names.begin(), names.end());
    return names;
}

// What puts a SQLite table's rows in order: its hidden number, or its key where it has none.
std::vector<std::string> find_order(db::Connection& db, const std::string& table) {
    if (db::as_int(db.run("SELECT wr FROM pragma_table_list($1)", {table})[0][0]) == 0) return {"rowid"};
    std::vector<std::string> names;
    for (const auto& row : db.run("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk", {table})) {
        names.push_back(db::as_text(row[0]));
    }
    return names;
}

// Each table after those it refers to, whatever the order they were made in.
std::vector<Table> put_in_order(db::Connection& db, std::vector<Table> tables) {
    std::map<std::string, std::set<std::string>> awaited;
    for (const auto& table : tables) {
        for (const auto& row : db.run("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)", {table.name})) {
            if (db::as_text(row[0]) != table.name) awaited[table.name].insert(db::as_text(row[0]));
        }
    }
    std::vector<Table> ordered;
    while (!tables.empty()) {
        auto next = std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return awaited[table.name].empty(); });
        if (next == tables.end()) next = tables.begin();  // a circle; PostgreSQL will say which rows it misses
        for (auto& [name, others] : awaited)
            others.erase(next->name);
        ordered.push_back(std::move(*next));
        tables.erase(next);
    }
    return ordered;
}

std::string places(std::size_t first, std::size_t count) {
    std::string text = "(";
    for (std::size_t index = 0; index < count; ++index)
        text += (index ? ", $" : "$") + std::to_string(first + index);
    return text + ")";
}

void each_chunk_of_sqlite(db::Connection& db, const Table& table, const std::function<void(const db::Rows&)>& take) {
    const auto order = find_order(db, table.name);
    const auto start = "SELECT " + list(order) + ", " + list(table.columns) + " FROM " + quoted(table.name);
    const auto end = " ORDER BY " + list(order) + " LIMIT " + std::to_string(kChunkRows);
    const auto after = " WHERE (" + list(order) + ") > " + places(1, order.size());
    const auto width = static_cast<std::ptrdiff_t>(order.size());
    std::vector<db::Value> last;
    for (auto size = kChunkRows; size == kChunkRows;) {
        auto rows = db.run(start + (last.empty() ? "" : after) + end, last);
        size = rows.size();
        if (rows.empty()) return;
        last.assign(rows.back().begin(), rows.back().begin() + width);
        for (auto& row : rows)
            row.erase(row.begin(), row.begin() + width);
        take(rows);
    }
}

void each_chunk_of_postgres(db::Connection& db, const Table& table, const std::function<void(const db::Rows&)>& take) {
    const auto cursor = quoted("all_of_" + table.name);
    db.run_script("DECLARE " + cursor + " NO SCROLL CURSOR FOR SELECT " + list(table.columns) + " FROM " + quoted(table.name));
    for (;;) {
        const auto rows = db.run("FETCH " + std::to_string(kChunkRows) + " FROM " + cursor);
        if (rows.empty()) break;
        take(rows);
    }
    db.run_script("CLOSE " + cursor);
}

std::string canonical(const db::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return "i" + std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return "t" + std::to_string(text->size()) + ":" + *text;
    if (const auto* real = std::get_if<double>(&value)) {
        char digits[32];
        return "d" + std::string(digits, std::to_chars(digits, digits + sizeof digits, *real).ptr);
    }
    return "n";
}

}  // namespace

std::vector<Table> find_tables(db::Connection& db) {
    const auto rows =
        db.engine() == db::Engine::sqlite
            ? db.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
            : db.run(
                  "SELECT CAST(relname AS TEXT) FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
                  "AND relnamespace = CAST(current_schema() AS REGNAMESPACE) ORDER BY oid");
    std::vector<Table> tables;
    for (const auto& row : rows) {
        const auto& name = db::as_text(row[0]);
        if (!is_of_one_database(name)) tables.push_back({name, find_columns(db, name)});
    }
    return db.engine() == db::Engine::sqlite ? put_in_order(db, std::move(tables)) : tables;
}

void Checksum::add(const db::Row& row) {
    std::string text;
    for (const auto& value : row)
        text += canonical(value) + "|";
    const auto digits = hash_hex(text);
    for (std::size_t part = 0; part < sum.size(); ++part) {
        std::uint64_t number = 0;
        std::from_chars(digits.data() + part * 16, digits.data() + part * 16 + 16, number, 16);
        sum[part] += number;
    }
    ++rows;
}

std::string Checksum::text() const {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(sum[0]));
    return digits;
}

void each_chunk(db::Connection& db, const Table& table, const std::function<void(const db::Rows&)>& take) {
    if (db.engine() == db::Engine::sqlite) return each_chunk_of_sqlite(db, table, take);
    each_chunk_of_postgres(db, table, take);
}

Checksum add_up(db::Connection& db, const Table& table) {
    Checksum checksum;
    each_chunk(db, table, [&](const db::Rows& rows) {
        for (const auto& row : rows)
            checksum.add(row);
    });
    return checksum;
}

void insert_rows(db::Connection& db, const Table& table, const db::Rows& rows) {
    const auto width = table.columns.size();
    // Statements are kept once prepared: with powers of two there are few of them, whatever the number of rows.
    for (std::size_t first = 0, count = kChunkRows; first < rows.size(); first += count) {
        while (count > rows.size() - first)
            count /= 2;
        std::string sql = "INSERT INTO " + quoted(table.name) + " (" + list(table.columns) + ") VALUES ";
        std::vector<db::Value> values;
        values.reserve(count * width);
        for (std::size_t index = 0; index < count; ++index) {
            sql += (index ? ", " : "") + places(index * width + 1, width);
            const auto& row = rows[first + index];
            values.insert(values.end(), row.begin(), row.end());
        }
        db.run(sql, values);
    }
}

}  // namespace app::move
