#pragma once
#include <string>

namespace app {

// Copies a SQLite database as of one moment while the server works on it, then checks the copy. Throws when anything goes wrong; the target never holds a half-made copy.
void back_up(const std::string& source, const std::string& target);

}  // namespace app
