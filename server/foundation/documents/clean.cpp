#include "foundation/documents/clean.h"

#include "foundation/text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <cstdint>

namespace documents {
namespace {

bool ends_line(UChar32 code_point) {
    return code_point == '\n' || code_point == '\r' || code_point == 0x0B || code_point == 0x0C || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

bool is_unfit(UChar32 code_point) {
    if (code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F)) return true;
    if (U_IS_UNICODE_NONCHAR(code_point) || code_point == 0xFEFF) return true;
    // Marks of direction can make a text show other than it reads.
    return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
           (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

void append(std::string& output, UChar32 code_point) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, code_point);
    output.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::string without_unfit(std::string_view input, bool& changed) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.data());
    const auto size = static_cast<std::int64_t>(input.size());
    std::string output;
    output.reserve(input.size());
    for (std::int64_t place = 0; place < size;) {
        UChar32 code_point = 0;
        U8_NEXT(bytes, place, size, code_point);
        if (code_point < 0) {
            changed = true;
            append(output, 0xFFFD);
        } else if (ends_line(code_point)) {
            if (code_point == '\r' && place < size && bytes[place] == '\n') ++place;
            output += '\n';
        } else if (code_point == '\t') {
            output += ' ';
        } else if (is_unfit(code_point)) {
            changed = true;
        } else {
            append(output, code_point);
        }
    }
    return output;
}

// Where the text must be cut to keep `length` code points, stepping back over marks that belong to the letter before.
std::size_t cut_at(const std::string& text, std::size_t length) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int64_t>(text.size());
    std::int64_t place = 0;
    std::int64_t safe = 0;
    for (std::size_t count = 0; place < size; ++count) {
        const auto before = place;
        UChar32 code_point = 0;
        U8_NEXT(bytes, place, size, code_point);
        if (!(U_GET_GC_MASK(code_point) & U_GC_M_MASK)) safe = before;
        if (count == length) return static_cast<std::size_t>(safe);
    }
    return text.size();
}

}  // namespace

CleanText clean_text(std::string_view any_bytes, std::size_t length_max) {
    CleanText clean;
    // Dropped before composing: what stood between a letter and its mark must not keep them apart.
    clean.text = text::to_nfc(without_unfit(any_bytes, clean.changed)).value();
    if (text::length(clean.text) > length_max) {
        clean.shortened = true;
        clean.text.resize(cut_at(clean.text, length_max - 1));
        clean.text += "…";
    }
    return clean;
}

bool is_web_link(std::string_view link) {
    if (link.empty() || link.size() > kLinkBytesMax) return false;
    const auto parsed = boost::urls::parse_uri(boost::urls::string_view(link.data(), link.size()));
    if (!parsed || parsed->has_userinfo() || parsed->host().empty()) return false;
    return parsed->scheme_id() == boost::urls::scheme::http || parsed->scheme_id() == boost::urls::scheme::https;
}

}  // namespace documents
