#pragma once
// Copies of a SQLite database as of one moment, made while the server works on it.
#include <functional>
#include <string>
#include <vector>

namespace app {

// Copies, checks the copy, syncs it, and only then gives it its name: the target is never half made, and what stood there
// before stays until its successor is complete. Throws when anything goes wrong, or once is_stopping says so.
void back_up(const std::string& source, const std::string& target, const std::function<bool()>& is_stopping = {});

// What is wrong with a database file by SQLite's own checks; "" when nothing is.
std::string find_damage(const std::string& path);

// The first column of every row, from a file that nobody works on; it is not changed.
std::vector<std::string> ask_copy(const std::string& path, const char* sql);

// Writes through to the disk: the file itself, or a folder so that the names in it last.
void sync_to_disk(const std::string& path);

}  // namespace app
