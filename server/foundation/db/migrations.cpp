#include "foundation/db/migrations.h"

#include "foundation/capability.h"
#include "foundation/random.h"

#include <map>

namespace embedded {
extern const std::vector<db::MigrationFile> foundation_migrations;
}

namespace db {
namespace {

bool is_for(const std::string& name, Engine engine) {
    if (name.ends_with(".sqlite.sql")) return engine == Engine::sqlite;
    if (name.ends_with(".postgres.sql")) return engine == Engine::postgres;
    return true;
}

using Ledger = std::map<std::pair<std::string, std::string>, std::string>;  // (capability, name) -> checksum

Ledger read_ledger(Connection& db) {
    db.run_script(
        "CREATE TABLE IF NOT EXISTS foundation_migrations (capability TEXT NOT NULL, name TEXT NOT NULL, "
        "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (capability, name))");
    Ledger ledger;
    for (const auto& row : db.run("SELECT capability, name, checksum FROM foundation_migrations")) {
        ledger[{as_text(row[0]), as_text(row[1])}] = as_text(row[2]);
    }
    return ledger;
}

void apply(Connection& db, const std::string& capability, const MigrationFile& file, Instant now) {
    db.run_script("BEGIN");
    try {
        db.run_script(file.sql);
        db.run("INSERT INTO foundation_migrations (capability, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
               {capability, file.name, hash_hex(file.sql), now.utc_ms});
        db.run_script("COMMIT");
    } catch (...) {
        db.run_script("ROLLBACK");
        throw;
    }
}

}  // namespace

MigrationLock::MigrationLock(Connection& db) : db_(db) {
    if (db_.engine() == Engine::postgres) db_.run_script("SELECT pg_advisory_lock(4342856, 1)");  // see peers.cpp
}

MigrationLock::~MigrationLock() {
    try {
        if (db_.engine() == Engine::postgres) db_.run_script("SELECT pg_advisory_unlock(4342856, 1)");
    } catch (const std::exception&) {
        // It ended with its connection.
    }
}

int migrate(Connection& db, const std::vector<Capability>& capabilities, Instant now) {
    const MigrationLock lock(db);
    auto ledger = read_ledger(db);
    int applied = 0;
    const auto bring = [&](const std::string& capability, const std::vector<MigrationFile>& files) {
        for (const auto& file : files) {
            if (!is_for(file.name, db.engine())) continue;
            const auto known = ledger.find({capability, file.name});
            if (known == ledger.end()) {
                apply(db, capability, file, now);
                ++applied;
                continue;
            }
            if (known->second != hash_hex(file.sql)) {
                throw Failure("migration " + capability + "/" + file.name + " was edited after it had been applied");
            }
            ledger.erase(known);
        }
    };
    bring("foundation", embedded::foundation_migrations);
    for (const auto& capability : capabilities) bring(capability.name, *capability.migrations);
    if (!ledger.empty()) {
        const auto& [capability, name] = ledger.begin()->first;
        throw Failure("the database is newer than this program: it has " + capability + "/" + name);
    }
    return applied;
}

}  // namespace db
