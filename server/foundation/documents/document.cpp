#include "foundation/documents/document.h"

#include "foundation/documents/clean.h"

#include <fmt/format.h>

#include <cmath>

namespace documents {
namespace {

std::string grouped(std::int64_t value) {
    auto digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > static_cast<std::ptrdiff_t>(first); at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ".");
    }
    return digits;
}

std::string percent_text(double value) {
    if (!std::isfinite(value)) return {};
    auto digits = fmt::format("{:.1f}", value);
    if (const auto point = digits.find('.'); point != std::string::npos) digits[point] = ',';
    return digits + "%";
}

std::string day_text(Day day) {
    const auto iso = to_text(day);
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

struct Shown {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Count count) const { return grouped(count.value); }
    std::string operator()(Percent percent) const { return percent_text(percent.value); }
    std::string operator()(Day day) const { return day_text(day); }
};

}  // namespace

std::string shown(const Figure& figure) { return std::visit(Shown{}, figure); }

std::vector<Block> paragraphs_of(std::string_view narrative) {
    std::vector<Block> blocks;
    // Cleaned first, since cleaning decides what ends a line.
    const auto clean = clean_text(narrative, kParagraphLengthMax * 100).text;
    for (std::size_t at = 0; at <= clean.size();) {
        const auto end = std::min(clean.find('\n', at), clean.size());
        auto line = clean.substr(at, end - at);
        at = end + 1;
        line.erase(0, line.find_first_not_of(' '));
        line.erase(line.find_last_not_of(' ') + 1);
        if (!line.empty()) blocks.emplace_back(Paragraph{{Span{line}}});
    }
    return blocks;
}

}  // namespace documents
