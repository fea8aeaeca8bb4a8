#include "foundation/http/json_text.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace http {
namespace {

template <class Number>
void append_digits(Number value, std::string& output) {
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    output.append(digits, end);
}

// Whether one of eight bytes needs escaping: a control character, a quotation mark or a backslash. Each test sets the high bit
// of the bytes it finds ("Bit Twiddling Hacks", has less, has zero byte); letters beyond ASCII never count.
bool needs_escaping(const char* eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    const auto quote = word ^ kOnes * '"', backslash = word ^ kOnes * '\\';
    const auto found = (word - kOnes * 0x20) | (quote - kOnes) | (backslash - kOnes);
    return (found & ~word & kHighs) != 0;
}

}  // namespace

void append_text(std::string_view text, std::string& output) {
    static constexpr char kHex[] = "0123456789abcdef";
    output += '"';
    std::size_t plain = 0;  // where what needs no escaping begins
    for (std::size_t at = 0; at < text.size(); ++at) {
        while (at + 8 <= text.size() && !needs_escaping(text.data() + at)) at += 8;
        if (at == text.size()) break;
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
