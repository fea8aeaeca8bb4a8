#include "foundation/http/json_text.h"

#include <charconv>
#include <cmath>

namespace http {
namespace {

template <class Number>
void append_digits(Number value, std::string& output) {
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    output.append(digits, end);
}

}  // namespace

void append_text(std::string_view text, std::string& output) {
    static constexpr char kHex[] = "0123456789abcdef";
    output += '"';
    std::size_t plain = 0;  // where what needs no escaping begins
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto letter = static_cast<unsigned char>(text[at]);
        if (letter >= 0x20 && letter != '"' && letter != '\\') continue;
        output.append(text, plain, at - plain);
        plain = at + 1;
        output += '\\';
        switch (letter) {
        case '"':
        case '\\': output += text[at]; break;
        case '\n': output += 'n'; break;
        case '\t': output += 't'; break;
        case '\r': output += 'r'; break;
        default:
            output += "u00";
            output += kHex[letter >> 4];
            output += kHex[letter & 15];
        }
    }
    output.append(text, plain);
    output += '"';
}

void append_whole(std::int64_t value, std::string& output) { append_digits(value, output); }

void append_number(double value, std::string& output) {
    if (std::isfinite(value)) return append_digits(value, output);
    output += "null";
}

}  // namespace http
