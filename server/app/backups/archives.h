#pragma once
// The archives of older answers that belong to a backup: a backup without them is not whole. They never change once they are
// complete, so each is copied once, into a folder beside the backups.
#include <string>
#include <vector>

#include "foundation/settings.h"

namespace app {

struct BackupArchive {
    std::string file;
    std::string digest;
    std::int64_t answers = 0;  // of these, so many are in the file and not in the backup
};
// As the backup itself notes them; none in one made before there were archives.
std::vector<BackupArchive> archives_of(const std::string& backup);

// Copies those that are not there yet, and says which. Throws when one is missing or damaged.
std::vector<std::string> copy_archives(const Settings& settings, const std::string& backup);

// What is wrong with those of a backup, looked for in the archive folder and beside the backup, one line each.
std::vector<std::string> missing_archives(const Settings& settings, const std::string& backup);

// Puts those that lie only beside the backup into the archive folder.
void bring_archives_back(const Settings& settings, const std::string& backup);

}  // namespace app
