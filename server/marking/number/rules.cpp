#include "number/rules.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "text/rules.h"

namespace marking::number {
namespace {

constexpr std::size_t kDigitsMax = 15;  // any 15 decimal digits fit a double's 53 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// Digits without their grouping: "1.234.567" -> "1234567"; nothing when the groups are not of three.
std::optional<std::string> ungroup(std::string_view whole, char separator) {
    auto from = whole.find(separator);
    std::string digits{whole.substr(0, from)};
    if (digits.empty() || !all_digits(digits)) return std::nullopt;
    if (from != std::string_view::npos && digits.size() > 3) return std::nullopt;
    while (from != std::string_view::npos) {
        const auto group = whole.substr(from + 1, 3);
        if (group.size() != 3 || !all_digits(group)) return std::nullopt;
        digits += group;
        from += 4;
        if (from == whole.size()) break;
        if (whole[from] != separator) return std::nullopt;
    }
    return digits;
}

bool is_thousands_point(std::string_view text, std::size_t point) {
    return point >= 1 && point <= 3 && text[0] != '0' && text.size() - point == 4;
}

struct Layout {
    std::size_t decimal = std::string_view::npos;  // where the decimal mark stands
    char grouping = '\0';
};

std::optional<Layout> find_layout(std::string_view text) {
    const auto commas = std::count(text.begin(), text.end(), ',');
    const auto points = std::count(text.begin(), text.end(), '.');
    const auto comma = text.rfind(',');
    const auto point = text.rfind('.');
    if (text.find(' ') != std::string_view::npos) {
        if (commas + points > 1) return std::nullopt;
        return Layout{commas == 1 ? comma : point, ' '};
    }
    if (commas > 0 && points > 0) {
        const bool comma_is_decimal = comma > point;
        if ((comma_is_decimal ? commas : points) > 1) return std::nullopt;
        return Layout{std::max(comma, point), comma_is_decimal ? '.' : ','};
    }
    if (commas > 1) return Layout{std::string_view::npos, ','};
    if (commas == 1) return Layout{comma, '\0'};
    if (points > 1 || (points == 1 && is_thousands_point(text, point))) return Layout{std::string_view::npos, '.'};
    return Layout{point, '\0'};
}

std::optional<double> to_double(std::string whole, std::string fraction) {
    whole.erase(0, whole.find_first_not_of('0'));
    if (whole.find_first_not_of('0') == std::string::npos) whole.clear();
    if (whole.size() > kDigitsMax) return std::nullopt;
    if (fraction.size() > kDigitsMax - whole.size()) fraction.resize(kDigitsMax - whole.size());

    std::int64_t digits = 0;
    for (const char digit : whole + fraction) digits = digits * 10 + (digit - '0');
    // Both operands are exact, so the quotient is the nearest double (Clinger, PLDI 1990, the fast case).
    double scale = 1;
    for (std::size_t i = 0; i < fraction.size(); ++i) scale *= 10;
    return static_cast<double>(digits) / scale;
}

std::optional<double> read_unsigned(std::string_view text) {
    const auto layout = find_layout(text);
    if (!layout) return std::nullopt;
    const auto whole = ungroup(text.substr(0, layout->decimal), layout->grouping);
    if (!whole) return std::nullopt;
    if (layout->decimal == std::string_view::npos) return to_double(*whole, {});

    const auto fraction = text.substr(layout->decimal + 1);
    if (fraction.empty() || !all_digits(fraction)) return std::nullopt;
    return to_double(*whole, std::string{fraction});
}

}  // namespace

std::optional<double> read(std::string_view text, std::string_view unit) {
    // Folding makes every space and dash the plain one, and drops a full stop typed at the end.
    auto folded = text::fold(text, Diacritics::strict);
    const auto folded_unit = text::fold(unit, Diacritics::strict);
    if (!folded_unit.empty() && folded.size() > folded_unit.size() &&
        folded.compare(folded.size() - folded_unit.size(), folded_unit.size(), folded_unit) == 0) {
        folded.resize(folded.size() - folded_unit.size());
        if (folded.back() == ' ') folded.pop_back();
    }
    if (folded.empty()) return std::nullopt;

    std::string_view number = folded;
    const bool negative = number.front() == '-';
    if (negative || number.front() == '+') number.remove_prefix(1);
    if (!number.empty() && number.front() == ' ') number.remove_prefix(1);
    if (number.empty()) return std::nullopt;
    const auto size = read_unsigned(number);
    if (!size) return std::nullopt;
    return negative ? -*size : *size;
}

bool is_close(double value, double answer, double tolerance) {
    const double rounding = 4 * std::numeric_limits<double>::epsilon() * std::max(std::fabs(value), std::fabs(answer));
    return std::fabs(value - answer) <= tolerance + rounding;
}

}  // namespace marking::number
