#include "foundation/text.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace text {
namespace {

void check(UErrorCode status, const char* what) {
    if (U_FAILURE(status)) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

const icu::Collator& vietnamese_collator() {
    static const std::unique_ptr<icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("vi"), status));
        check(status, "collator");
        return made;
    }();
    return *collator;
}

icu::UnicodeString to_unicode(std::string_view input) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(input.data(), static_cast<int>(input.size())));
}

std::string to_utf8(const icu::UnicodeString& input) {
    std::string output;
    input.toUTF8String(output);
    return output;
}

}  // namespace

bool is_valid_utf8(std::string_view input) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.data());
    const auto size = static_cast<std::int32_t>(input.size());
    for (std::int32_t place = 0; place < size;) {
        UChar32 code_point = 0;
        U8_NEXT(bytes, place, size, code_point);
        if (code_point < 0) return false;
    }
    return true;
}

std::optional<std::string> to_nfc(std::string_view input) {
    if (!is_valid_utf8(input)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    check(status, "NFC");
    std::string output;
    icu::StringByteSink<std::string> sink(&output, static_cast<int>(input.size()));
    nfc->normalizeUTF8(0, icu::StringPiece(input.data(), static_cast<int>(input.size())), sink, nullptr, status);
    check(status, "NFC");
    return output;
}

std::size_t length(std::string_view input) {
    std::size_t count = 0;
    for (const char byte : input) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    return count;
}

std::string squeeze(std::string_view input) {
    const auto wide = to_unicode(input);
    icu::UnicodeString output;
    bool pending = false;
    for (std::int32_t place = 0; place < wide.length(); place = wide.moveIndex32(place, 1)) {
        const auto code_point = wide.char32At(place);
        if (u_isUWhiteSpace(code_point) || code_point == 0x200B || code_point == 0xFEFF) {
            pending = !output.isEmpty();
            continue;
        }
        if (pending) output.append(u' ');
        pending = false;
        output.append(code_point);
    }
    return to_utf8(output);
}

std::string search_key(std::string_view input) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(status);
    check(status, "NFD");
    const auto apart = nfd->normalize(to_unicode(input).toLower(icu::Locale::getRoot()), status);
    check(status, "NFD");
    icu::UnicodeString output;
    bool pending = false;
    for (std::int32_t place = 0; place < apart.length(); place = apart.moveIndex32(place, 1)) {
        const auto code_point = apart.char32At(place);
        if (u_charType(code_point) == U_NON_SPACING_MARK) continue;
        if (!u_isalnum(code_point)) {
            pending = !output.isEmpty();
            continue;
        }
        if (pending) output.append(u' ');
        pending = false;
        output.append(code_point == 0x0111 ? UChar32(u'd') : code_point);  // NFD leaves đ whole
    }
    return to_utf8(output);
}

std::vector<std::string> split_words(std::string_view key) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < key.size();) {
        const auto end = std::min(key.find(' ', from), key.size());
        if (end > from) words.emplace_back(key.substr(from, end - from));
        from = end + 1;
    }
    return words;
}

std::string sort_key(std::string_view input) {
    const auto wide = to_unicode(input);
    std::string key(static_cast<std::size_t>(vietnamese_collator().getSortKey(wide, nullptr, 0)), '\0');
    vietnamese_collator().getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<int>(key.size()));
    if (!key.empty() && key.back() == '\0') key.pop_back();
    return key;
}

std::string name_sort_key(std::string_view full_name) {
    const auto name = squeeze(full_name);
    const auto space = name.rfind(' ');
    if (space == std::string::npos) return sort_key(name);
    return sort_key(name.substr(space + 1)) + '\x01' + sort_key(name.substr(0, space));
}

bool has_control_characters(std::string_view input) {
    for (const char raw : input) {
        const auto byte = static_cast<unsigned char>(raw);
        if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || byte == 0x7F) return true;
    }
    return false;
}

bool consists_of_letters_and(std::string_view others, std::string_view input) {
    const auto wide = to_unicode(input);
    for (std::int32_t place = 0; place < wide.length(); place = wide.moveIndex32(place, 1)) {
        const auto code_point = wide.char32At(place);
        const bool is_other = code_point < 0x80 && others.find(static_cast<char>(code_point)) != std::string_view::npos;
        if (!is_other && !u_isalpha(code_point) && !(U_GET_GC_MASK(code_point) & U_GC_M_MASK)) return false;
    }
    return true;
}

std::string lower_case(std::string_view input) { return to_utf8(to_unicode(input).toLower(icu::Locale::getRoot())); }

std::string upper_case(std::string_view input) { return to_utf8(to_unicode(input).toUpper(icu::Locale::getRoot())); }

}  // namespace text
