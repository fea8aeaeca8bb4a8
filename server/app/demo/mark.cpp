#include "app/demo/mark.h"

#include <filesystem>
#include <fstream>

namespace app::demo {
namespace {

std::filesystem::path mark_of(const Settings& settings) { return std::filesystem::path(settings.data_dir) / "DEMO"; }

}  // namespace

bool is_demo(const Settings& settings) { return std::filesystem::exists(mark_of(settings)); }

std::optional<std::string> join_token(const Settings& settings) {
    std::ifstream mark(mark_of(settings));
    std::string token;
    if (!std::getline(mark, token) || token.empty()) return std::nullopt;
    return token;
}

void write_mark(const Settings& settings, const std::string& join_token) { std::ofstream(mark_of(settings)) << join_token << '\n'; }

}  // namespace app::demo
