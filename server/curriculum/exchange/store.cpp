#include "exchange/store.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace curriculum::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kBytesMax = 20 * 1024 * 1024;

}  // namespace

std::optional<std::string> read_exchange_file(const std::string& path, std::vector<PackProblem>& problems) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        problems.push_back({path, 0, "is not a regular file"});
        return std::nullopt;
    }
    if (fs::file_size(path, error) > kBytesMax) {
        problems.push_back({path, 0, "is larger than 20 MB"});
        return std::nullopt;
    }
    std::ifstream stream(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad() || !stream.is_open()) {
        problems.push_back({path, 0, "cannot be read"});
        return std::nullopt;
    }
    return bytes;
}

bool write_whole_file(const std::string& path, const std::string& bytes, Overwrite overwrite,
                      std::vector<PackProblem>& problems) {
    std::error_code absent, error;
    if (overwrite == Overwrite::no && fs::exists(fs::symlink_status(path, absent))) {
        problems.push_back({path, 0, "is there already; nothing was written"});
        return false;
    }
    const auto beside = path + ".part" + std::to_string(getpid());
    {
        std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
        stream << bytes;
        stream.close();
        if (!stream) error = std::make_error_code(std::errc::io_error);
    }
    if (!error) fs::rename(beside, path, error);
    if (!error) return true;
    problems.push_back({path, 0, "cannot be written"});
    fs::remove(beside, error);
    return false;
}

}  // namespace curriculum::store
