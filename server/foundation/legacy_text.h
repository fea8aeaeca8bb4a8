#pragma once
// Vietnamese as it was written before Unicode, and still comes out of offices: TCVN3 ("ABC fonts", .VnTime) and VNI (VNI-Times).
// In a workbook such text looks like "NguyÔn V¨n" or "Nguyeãn Vaên"; in CSV it is bytes of one code page.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace text {

enum class Encoding { unicode, tcvn3, vni };

// What all these texts together were most likely written in: the reading in which the most words are Vietnamese syllables,
// Unicode unless another one is clearly better.
Encoding detect_encoding(const std::vector<std::string_view>& texts);

// UTF-8 in, NFC out. Letters that the encoding does not know stay.
std::string from_legacy(Encoding encoding, std::string_view text);

// Bytes of Windows-1252 as UTF-8, which is how old encodings look in it.
std::string from_windows_1252(std::string_view bytes);

// Whether a word, NFC, is built as Vietnamese syllables are: beginning, vowels with at most one tone, end.
bool is_syllable(std::string_view word);

}  // namespace text
