#pragma once
// Which backups stay, pure: one for each day, older ones thinned out to one a week and one a month.
#include <optional>
#include <string>
#include <vector>

#include "foundation/time.h"

namespace app {

struct Keep {
    int days = 7;    // the newest so many
    int weeks = 2;   // and the last of each of the newest so many weeks
    int months = 0;  // and of each of the newest so many months
};

std::string backup_name(Day day);  // "binhdanhoc-2026-11-25.sqlite"
std::optional<Day> day_of_backup(const std::string& name);

// Of these names, those that need not be kept. Whatever is not named like a backup is never among them, nor is the newest.
std::vector<std::string> surplus(std::vector<std::string> names, const Keep& keep);

}  // namespace app
