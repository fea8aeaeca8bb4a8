#pragma once
// Unicode at the edges (ICU): what comes in is made NFC once, so that pure rules may compare bytes.
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace text {

bool is_valid_utf8(std::string_view input);

// The NFC form, or nothing when the input is not valid UTF-8.
std::optional<std::string> to_nfc(std::string_view input);

// Number of code points in valid UTF-8.
std::size_t length(std::string_view input);

// Runs of white space become one space, ends are trimmed.
std::string squeeze(std::string_view input);

// For searching with or without diacritics: lower case, no tone or vowel marks, đ as d, one space between words.
std::string search_key(std::string_view input);

// What stands between single spaces.
std::vector<std::string> split_words(std::string_view key);

// For sorting names the Vietnamese way (CLDR "vi"): compare the keys bytewise.
std::string sort_key(std::string_view input);

// "Nguyễn Thị Lan" sorts by the given name first, then by the rest.
std::string name_sort_key(std::string_view full_name);

bool has_control_characters(std::string_view input);

// True when every character is a letter of any script (or a mark on one) or stands in `others` (ASCII).
bool consists_of_letters_and(std::string_view others, std::string_view input);

// Unicode's lower case, the same in every language.
std::string lower_case(std::string_view input);
std::string upper_case(std::string_view input);

}  // namespace text
