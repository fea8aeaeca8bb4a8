#pragma once
// From SQLite to PostgreSQL, once, with the server stopped.
#include "foundation/db/connection.h"
#include "foundation/settings.h"
#include "foundation/time.h"

#include <functional>
#include <string>

namespace app::move {

struct Moved {
    std::string table;
    std::int64_t rows = 0;
    std::string checksum;
};

// Copies every row of the SQLite file into the PostgreSQL database, in one transaction there: after a failure, or a cut, the
// target is as empty as before and the command is simply given again. Each table is read back and compared before the
// commit. Throws Failure when a server works on either, when the target holds anything, or when a table differs.
void move_all(const std::string& source_file, const std::string& target_address, Instant now,
              const std::function<void(const Moved&)>& tell);

// The command; from and to may be empty, then the settings' own data folder and database are meant.
int move(const Settings& settings, const std::string& from, const std::string& to);

}  // namespace app::move
