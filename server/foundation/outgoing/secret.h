#pragma once
// What the operator keeps in a file of its own: passwords and keys.
#include <string>

namespace outgoing {

// The file's text without the line's end; "" for "". Throws when it cannot be read.
std::string read_secret(const std::string& path);

}  // namespace outgoing
