#include "app/move/move.h"

#include "app/move/tables.h"
#include "foundation/capability.h"
#include "foundation/db/migrations.h"
#include "foundation/peers/peers.h"

#include <cstdio>
#include <filesystem>
#include <map>

namespace app::move {
namespace {

// Holds the file alone until the end. Whoever has it open in WAL mode keeps a shared lock on it, and leaving that mode
// needs it alone: so a server that only waits for requests is noticed too.
std::unique_ptr<db::Connection> open_alone(const std::string& file, Instant now) {
    if (!std::filesystem::exists(file)) throw db::Failure(file + " is not there");
    auto db = db::open_sqlite(file);
    try {
        db->run_script("PRAGMA busy_timeout = 500; PRAGMA journal_mode = DELETE");
        db::migrate(*db, all_capabilities(), now);
        db->run_script("BEGIN EXCLUSIVE");
    } catch (const db::Failure& failure) {
        if (std::string_view(failure.what()).find("locked") == std::string_view::npos) throw;
        throw db::Failure("a server, or another program, works on " + file + "; stop it first");
    }
    return db;
}

std::map<std::string, Checksum> add_up_all(db::Connection& db, const std::vector<Table>& tables) {
    std::map<std::string, Checksum> sums;
    for (const auto& table : tables)
        sums[table.name] = add_up(db, table);
    return sums;
}

// What the migrations themselves put into an empty database.
std::map<std::string, Checksum> add_up_empty(Instant now) {
    const auto db = db::open_sqlite(":memory:");
    db::migrate(*db, all_capabilities(), now);
    return add_up_all(*db, find_tables(*db));
}

void check_target(db::Connection& target, const std::vector<Table>& tables, Instant now) {
    if (peers::count_servers(target) > 0) throw db::Failure("a server works on the target; stop it first");
    std::map<std::string, Table> there;
    for (auto& table : find_tables(target))
        there[table.name] = table;
    auto empty = add_up_empty(now);
    for (const auto& table : tables) {
        const auto found = there.find(table.name);
        if (found == there.end() || found->second != table) throw db::Failure("the target has not the same table " + table.name);
        there.erase(found);
        if (add_up(target, table) != empty[table.name]) throw db::Failure("the target is not empty: " + table.name + " has rows");
    }
    for (const auto& [name, table] : there) {
        if (add_up(target, table).rows > 0) throw db::Failure("the target is not empty: " + name + " has rows");
    }
}

Moved copy(db::Connection& source, db::Connection& target, const Table& table) {
    Checksum sent;
    target.run("DELETE FROM \"" + table.name + "\"");
    each_chunk(source, table, [&](const db::Rows& rows) {
        for (const auto& row : rows)
            sent.add(row);
        insert_rows(target, table, rows);
    });
    if (add_up(target, table) != sent) throw db::Failure("what arrived in " + table.name + " is not what was sent");
    return {table.name, sent.rows, sent.text()};
}

// Ids are made in code; should a table count by itself one day, its counter goes on behind the rows that came.
void set_sequences(db::Connection& target) {
    for (const auto& row : target.run(R"sql(
        SELECT CAST(CAST(counter.oid AS REGCLASS) AS TEXT), CAST(owner.relname AS TEXT), CAST(field.attname AS TEXT)
        FROM pg_class AS counter
        JOIN pg_depend ON pg_depend.objid = counter.oid AND pg_depend.deptype IN ('a', 'i')
        JOIN pg_class AS owner ON owner.oid = pg_depend.refobjid
        JOIN pg_attribute AS field ON field.attrelid = owner.oid AND field.attnum = pg_depend.refobjsubid
        WHERE counter.relkind = 'S' AND counter.relnamespace = CAST(current_schema() AS REGNAMESPACE)
    )sql")) {
        target.run_script("SELECT setval('" + db::as_text(row[0]) + "', COALESCE((SELECT MAX(\"" + db::as_text(row[2]) +
                          "\") FROM \"" + db::as_text(row[1]) + "\"), 0) + 1, false)");
    }
}

}  // namespace

void move_all(const std::string& source_file, const std::string& target_address, Instant now,
              const std::function<void(const Moved&)>& tell) {
    const auto source = open_alone(source_file, now);
    const auto tables = find_tables(*source);
    const auto target = db::open_postgres(target_address);
    db::migrate(*target, all_capabilities(), now);
    const db::MigrationLock no_server_starts(*target);
    target->run_script("BEGIN ISOLATION LEVEL REPEATABLE READ");
    check_target(*target, tables, now);
    for (const auto& table : tables)
        tell(copy(*source, *target, table));
    set_sequences(*target);
    target->run_script("COMMIT");
    target->run_script("ANALYZE");  // or the first minutes would run on plans for empty tables
    source->run_script("ROLLBACK");
}

int move(const Settings& settings, const std::string& from, const std::string& to) {
    const std::string prefix = "sqlite:";
    auto source = from.starts_with(prefix) ? from.substr(prefix.size()) : from;
    if (source.empty()) source = (std::filesystem::path(settings.data_dir) / "binhdanhoc.sqlite").string();
    const auto& target = to.empty() ? settings.database : to;
    if (db::is_postgres(source) || !db::is_postgres(target)) {
        std::fputs("move goes from a SQLite file (--from, or --data) to a PostgreSQL address (--to, or --database)\n", stderr);
        return 2;
    }
    std::int64_t rows = 0;
    move_all(source, target, SystemClock().now(), [&](const Moved& moved) {
        std::printf("%-32s %10lld rows  %s\n", moved.table.c_str(), static_cast<long long>(moved.rows), moved.checksum.c_str());
        rows += moved.rows;
    });
    std::printf(
        "%lld rows are in PostgreSQL, each compared with its source. Set `database` in the settings and start the server; "
        "%s stays as it was. erasures.log and archives stay where they are.\n",
        static_cast<long long>(rows), source.c_str());
    return 0;
}

}  // namespace app::move
