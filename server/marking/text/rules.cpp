#include "text/rules.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace marking::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
    char32_t letter = kReplacement;
    std::size_t bytes = 1;
    bool valid = false;
};

// The well-formed sequences of the Unicode Standard, table 3-7.
Decoded decode_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4) return {};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() - at < length) return {};

    char32_t letter = lead & (0x7Fu >> length);
    for (std::size_t i = at + 1; i < at + length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        letter = (letter << 6) | (byte(i) & 0x3Fu);
    }
    const bool overlong = (length == 3 && letter < 0x800) || (length == 4 && letter < 0x10000);
    const bool surrogate = letter >= 0xD800 && letter <= 0xDFFF;
    if (overlong || surrogate || letter > 0x10FFFF) return {};
    return {letter, length, true};
}

std::u32string decode(std::string_view text) {
    std::u32string letters;
    letters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto next = decode_at(text, at);
        letters.push_back(next.letter);
        at += next.bytes;
    }
    return letters;
}

std::string encode(const std::u32string& letters) {
    std::string text;
    text.reserve(letters.size() * 2);
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    for (const char32_t letter : letters) {
        if (letter < 0x80) {
            put(letter);
        } else if (letter < 0x800) {
            put(0xC0 | (letter >> 6));
            put(0x80 | (letter & 0x3F));
        } else if (letter < 0x10000) {
            put(0xE0 | (letter >> 12));
            put(0x80 | ((letter >> 6) & 0x3F));
            put(0x80 | (letter & 0x3F));
        } else {
            put(0xF0 | (letter >> 18));
            put(0x80 | ((letter >> 12) & 0x3F));
            put(0x80 | ((letter >> 6) & 0x3F));
            put(0x80 | (letter & 0x3F));
        }
    }
    return text;
}

bool within(char32_t letter, char32_t first, char32_t last) { return letter >= first && letter <= last; }

// Latin letters only: Latin-1, Extended-A, ơ and ư of Extended-B, Extended Additional. In the paired blocks capitals
// are even, except for two stretches of Extended-A where they are odd.
char32_t to_lower(char32_t letter) {
    if (letter < 0x80) return within(letter, U'A', U'Z') ? letter + 0x20 : letter;
    if (letter == 0xD0 || letter == 0xF0 || letter == 0x189) return U'đ';  // Ð, ð, Ɖ: look-alikes of Đ in old texts
    if (within(letter, 0xC0, 0xDE) && letter != 0xD7) return letter + 0x20;
    if (within(letter, 0x139, 0x148) || within(letter, 0x179, 0x17E)) return letter + (letter & 1);
    if (letter == 0x130 || letter == 0x131) return U'i';
    if (letter == 0x178) return U'ÿ';
    if (letter == 0x1E9E) return U'ß';
    if (letter == 0x138 || letter == 0x149 || letter == 0x17F) return letter;
    const bool paired = within(letter, 0x100, 0x177) || letter == 0x1A0 || within(letter, 0x1E00, 0x1E95) ||
                        within(letter, 0x1EA0, 0x1EFF);
    if (paired) return letter | 1;
    return letter == 0x1AF ? U'ư' : letter;
}

bool is_space(char32_t letter) {
    return within(letter, 0x09, 0x0D) || letter == 0x20 || letter == 0x85 || letter == 0xA0 || letter == 0x1680 ||
           within(letter, 0x2000, 0x200A) || letter == 0x2028 || letter == 0x2029 || letter == 0x202F ||
           letter == 0x205F || letter == 0x3000;
}

// Soft hyphen, zero-width space and joiners, direction marks, word joiner, byte order mark.
bool is_invisible(char32_t letter) {
    return letter == 0xAD || within(letter, 0x200B, 0x200F) || within(letter, 0x202A, 0x202E) || letter == 0x2060 ||
           letter == 0xFEFF;
}

char32_t to_plain_mark(char32_t letter) {
    if (within(letter, 0x2010, 0x2015) || letter == 0x2212 || letter == 0xFE58 || letter == 0xFE63 || letter == 0xFF0D)
        return U'-';
    if (within(letter, 0x2018, 0x201B) || letter == 0x2032 || letter == 0x2BC || letter == 0x60 || letter == 0xB4)
        return U'\'';
    if (within(letter, 0x201C, 0x201F) || letter == 0x2033 || letter == 0xAB || letter == 0xBB || letter == 0xFF02)
        return U'"';
    return letter;
}

// Each row: a vowel and its five toned forms, in the order level, huyền, sắc, hỏi, ngã, nặng.
constexpr std::array<std::u32string_view, 12> kVowels = {U"aàáảãạ", U"ăằắẳẵặ", U"âầấẩẫậ", U"eèéẻẽẹ",
                                                        U"êềếểễệ", U"iìíỉĩị", U"oòóỏõọ", U"ôồốổỗộ",
                                                        U"ơờớởỡợ", U"uùúủũụ", U"ưừứửữự", U"yỳýỷỹỵ"};
constexpr std::u32string_view kVowelBases = U"aaaeeiooouuy";

struct Vowel {
    std::size_t row = kVowels.size();  // none
    std::size_t tone = 0;
};

Vowel find_vowel(char32_t letter) {
    for (std::size_t row = 0; row < kVowels.size(); ++row) {
        const auto tone = kVowels[row].find(letter);
        if (tone != std::u32string_view::npos) return {row, tone};
    }
    return {};
}

bool is_letter(char32_t letter) {
    return within(letter, U'a', U'z') || (letter >= 0xC0 && letter != 0xD7 && letter != 0xF7 && letter < 0x250) ||
           within(letter, 0x300, 0x36F) || within(letter, 0x1E00, 0x1EFF);
}

// hòa -> hoà, khỏe -> khoẻ, thúy -> thuý: only when the pair ends its syllable, and not after q, whose u is part of
// the consonant (quý has one spelling). của, mía, hoàn have one spelling too and stay as typed.
void settle_tones(std::u32string& letters) {
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
        if (i + 2 < letters.size() && is_letter(letters[i + 2])) continue;
        const char32_t second = letters[i + 1];
        if (letters[i] < 0x80 || (second != U'a' && second != U'e' && second != U'y')) continue;
        const auto first = find_vowel(letters[i]);
        if (first.tone == 0) continue;
        const char32_t bare = kVowels[first.row][0];
        const bool both_ways = second == U'y' ? bare == U'u' : bare == U'o';
        const bool after_q = i > 0 && letters[i - 1] == U'q';
        if (!both_ways || after_q) continue;
        letters[i] = bare;
        letters[i + 1] = kVowels[find_vowel(second).row][first.tone];
    }
}

// Collapses spaces and drops what ends a sentence, unless nothing would be left: "?" can be an answer.
std::u32string tidy(const std::u32string& letters) {
    std::u32string tidied;
    tidied.reserve(letters.size());
    for (const char32_t letter : letters) {
        if (letter != U' ') {
            tidied.push_back(letter);
        } else if (!tidied.empty() && tidied.back() != U' ') {
            tidied.push_back(letter);
        }
    }
    while (!tidied.empty() && tidied.back() == U' ') tidied.pop_back();

    const auto last = tidied.find_last_not_of(U" .,;:!?");
    if (last != std::u32string::npos) tidied.resize(last + 1);
    return tidied;
}

std::u32string fold_strict(const std::u32string& letters) {
    std::u32string folded;
    folded.reserve(letters.size());
    for (const char32_t letter : letters) {
        if (is_invisible(letter)) continue;
        if (is_space(letter)) {
            folded.push_back(U' ');
        } else if (letter == 0x2026) {  // …
            folded.append(U"...");
        } else {
            folded.push_back(to_lower(to_plain_mark(letter)));
        }
    }
    folded = tidy(folded);
    settle_tones(folded);
    return folded;
}

std::u32string strip_diacritics(const std::u32string& letters) {
    // Letters of U+00E0..U+00FF that Vietnamese has no use for; '\0' keeps the letter as it is.
    constexpr std::string_view kLatin1 = {"aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y", 32};
    std::u32string stripped;
    stripped.reserve(letters.size());
    for (const char32_t letter : letters) {
        if (within(letter, 0x300, 0x36F)) continue;  // a combining mark NFC could not compose
        const auto vowel = letter < 0x80 ? Vowel{} : find_vowel(letter);
        if (vowel.row < kVowels.size()) {
            stripped.push_back(kVowelBases[vowel.row]);
        } else if (letter == U'đ') {
            stripped.push_back(U'd');
        } else if (within(letter, 0xE0, 0xFF) && kLatin1[letter - 0xE0] != '\0') {
            stripped.push_back(static_cast<char32_t>(kLatin1[letter - 0xE0]));
        } else {
            stripped.push_back(letter);
        }
    }
    return stripped;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto next = decode_at(text, at);
        if (!next.valid) return false;
        at += next.bytes;
    }
    return true;
}

std::string fold(std::string_view text, Diacritics diacritics) {
    const auto strict = fold_strict(decode(text));
    switch (diacritics) {
        case Diacritics::strict: return encode(strict);
        case Diacritics::lenient: return encode(tidy(strip_diacritics(strict)));
    }
    return {};
}

bool accepts(const Blank& blank, std::string_view answer) {
    const auto folded = fold(answer, blank.diacritics);
    if (folded.empty()) return false;
    return std::any_of(blank.accept.begin(), blank.accept.end(),
                       [&](const std::string& text) { return fold(text, blank.diacritics) == folded; });
}

}  // namespace marking::text
