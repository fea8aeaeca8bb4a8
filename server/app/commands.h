#pragma once
#include "foundation/settings.h"

#include <string>
#include <vector>

namespace app {

// Each returns the program's exit code and prints what it did, or every mistake it found, for a person at a terminal.
int migrate(const Settings& settings);
int import_units(const Settings& settings, const std::string& file);
int import_roster(const Settings& settings, const std::string& unit_code, const std::string& file, bool dry_run);
struct NewOfficer {
    std::string login, full_name, unit_code, role;
    int birth_year = 0;
};
int create_account(const Settings& settings, const NewOfficer& officer);
int restore_from(const Settings& settings, const std::string& file, bool only_check);
int back_up_to(const Settings& settings, const std::string& target);
int write_openapi(const Settings& settings, const std::string& file);

}  // namespace app
