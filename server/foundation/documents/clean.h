#pragma once
// The one rule by which any text becomes fit for an office file.
#include <string>
#include <string_view>

namespace documents {

inline constexpr std::size_t kCellLengthMax = 5'000;  // code points
inline constexpr std::size_t kParagraphLengthMax = 20'000;
inline constexpr std::size_t kLinkBytesMax = 2'000;  // Excel takes 2,079

struct CleanText {
    std::string text;
    bool changed = false;  // something was removed or replaced; NFD made NFC does not count
    bool shortened = false;
};

// Valid UTF-8 in NFC: bad bytes become U+FFFD; every kind of line end becomes \n, a tab a space; control characters,
// noncharacters, byte order marks and marks that turn the writing direction are dropped; what is longer than length_max
// code points is cut, never between a letter and its marks, and ends with "…".
CleanText clean_text(std::string_view any_bytes, std::size_t length_max);

// An absolute http or https address without a user name in it, made of ASCII and not too long.
bool is_web_link(std::string_view link);

}  // namespace documents
