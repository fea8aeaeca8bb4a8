#pragma once
// Tables of a database as they are, whatever capability owns them: their rows in chunks, and what they add up to.
#include "foundation/db/connection.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace app::move {

struct Table {
    std::string name;
    std::vector<std::string> columns;  // in alphabetical order, which both engines agree on
    bool operator==(const Table&) const = default;
};
// On SQLite in an order in which a table comes after those it refers to. Without what belongs to one database alone:
// the ledger of migrations, and notices between servers.
std::vector<Table> find_tables(db::Connection& db);

// Adds up rows regardless of their order, since engines sort texts differently: how many, and the sum of their hashes.
struct Checksum {
    std::int64_t rows = 0;
    std::array<std::uint64_t, 4> sum{};
    void add(const db::Row& row);
    std::string text() const;  // the first 16 of its 64 digits
    bool operator==(const Checksum&) const = default;
};

// Takes every row of the table, in chunks that fit into memory, from one snapshot: the caller holds a transaction open.
void each_chunk(db::Connection& db, const Table& table, const std::function<void(const db::Rows&)>& take);
Checksum add_up(db::Connection& db, const Table& table);

void insert_rows(db::Connection& db, const Table& table, const db::Rows& rows);

}  // namespace app::move
