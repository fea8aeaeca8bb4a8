#include "privacy/rules.h"

#include <charconv>

namespace identity {
namespace {

bool read_number(std::string_view text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0;
}

}  // namespace

std::string to_line(const Erasure& erasure) {
    return std::to_string(erasure.account.value) + " " + std::to_string(erasure.erased_at.utc_ms) + "\n";
}

std::vector<Erasure> read_erasures(std::string_view text) {
    std::vector<Erasure> erasures;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        const auto space = line.find(' ');
        Erasure erasure;
        if (space == std::string_view::npos) continue;
        if (!read_number(line.substr(0, space), erasure.account.value)) continue;
        if (!read_number(line.substr(space + 1), erasure.erased_at.utc_ms)) continue;
        erasures.push_back(erasure);
    }
    return erasures;
}

}  // namespace identity
