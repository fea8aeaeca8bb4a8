#include "foundation/outgoing/secret.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace outgoing {

std::string read_secret(const std::string& path) {
    if (path.empty()) return {};
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    auto secret = bytes.str();
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r'))
        secret.pop_back();
    return secret;
}

}  // namespace outgoing
