#pragma once
// Schema changes live beside the capability that owns the tables and are embedded in the binary.
#include "foundation/db/connection.h"
#include "foundation/time.h"

#include <string>
#include <vector>

struct Capability;

namespace db {

struct MigrationFile {
    std::string name;  // 0001_telling_name.sql, or a pair ….sqlite.sql / ….postgres.sql where the engines truly differ
    std::string sql;
};

// Of servers that start at the same time one migrates; the others wait, and find it done. (SQLite locks its file itself.)
class MigrationLock {
public:
    explicit MigrationLock(Connection& db);
    ~MigrationLock();
    MigrationLock(const MigrationLock&) = delete;

private:
    Connection& db_;
};

// Brings the database to this binary's schema, in capability order, each file in one transaction, recorded with its
// checksum. Returns how many files were applied. Throws Failure when a released file was edited afterwards, or when the
// database knows migrations this binary does not (it was written by a newer one).
int migrate(Connection& db, const std::vector<Capability>& capabilities, Instant now);

}  // namespace db
