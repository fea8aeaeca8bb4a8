#pragma once
// Bringing a backup back, and finding out beforehand whether that would work.
#include <optional>
#include <string>
#include <vector>

#include "foundation/settings.h"
#include "foundation/time.h"

namespace app {

struct BackupState {
    std::string damage;  // "" = none
    std::int64_t bytes = 0;
    int migrations_missing = 0;  // it was made by an older program; the next start applies them
    std::int64_t accounts = 0;
    std::int64_t answers = 0;
    std::optional<Instant> last_answer_at;  // the moment up to which people's work is in it
    std::int64_t archives = 0;           // with older answers that belong to it
    std::int64_t archived_answers = 0;
    std::vector<std::string> archives_missing;  // what is wrong with them
    std::int64_t recounted = 0;
    std::int64_t differing = 0;  // people whose points or streak are not what ledger and days say
    bool is_sound() const { return damage.empty() && differing == 0 && archives_missing.empty(); }
};

// Restores into a folder beside the file, starts everything on it but the socket, recounts, and throws the folder away.
BackupState examine_backup(const Settings& settings, const std::string& file);

// Puts the backup in the database's place. What was there goes into a folder of its own within the data folder, whose name
// comes back. Throws when a server works on the database.
std::string put_in_place(const Settings& settings, const std::string& file, Instant now);

// Gives the pages that answers have left back to the disk: rewrites the database without them, in its place. Throws when a
// server works on it.
void shrink(const std::string& database);

}  // namespace app
