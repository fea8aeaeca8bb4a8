#include "foundation/legacy_text.h"

#include "foundation/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>

namespace text {
namespace {

using Letters = std::map<char32_t, const char16_t*>;

// TCVN 5712:1993, VN3: one byte a letter.
const Letters& tcvn3() {
    static const Letters letters{
        {0xA1, u"Ă"}, {0xA2, u"Â"}, {0xA3, u"Ê"}, {0xA4, u"Ô"}, {0xA5, u"Ơ"}, {0xA6, u"Ư"}, {0xA7, u"Đ"}, {0xA8, u"ă"},
        {0xA9, u"â"}, {0xAA, u"ê"}, {0xAB, u"ô"}, {0xAC, u"ơ"}, {0xAD, u"ư"}, {0xAE, u"đ"}, {0xB5, u"à"}, {0xB6, u"ả"},
        {0xB7, u"ã"}, {0xB8, u"á"}, {0xB9, u"ạ"}, {0xBB, u"ằ"}, {0xBC, u"ẳ"}, {0xBD, u"ẵ"}, {0xBE, u"ắ"}, {0xC6, u"ặ"},
        {0xC7, u"ầ"}, {0xC8, u"ẩ"}, {0xC9, u"ẫ"}, {0xCA, u"ấ"}, {0xCB, u"ậ"}, {0xCC, u"è"}, {0xCE, u"ẻ"}, {0xCF, u"ẽ"},
        {0xD0, u"é"}, {0xD1, u"ẹ"}, {0xD2, u"ề"}, {0xD3, u"ể"}, {0xD4, u"ễ"}, {0xD5, u"ế"}, {0xD6, u"ệ"}, {0xD7, u"ì"},
        {0xD8, u"ỉ"}, {0xDC, u"ĩ"}, {0xDD, u"í"}, {0xDE, u"ị"}, {0xDF, u"ò"}, {0xE1, u"ỏ"}, {0xE2, u"õ"}, {0xE3, u"ó"},
        {0xE4, u"ọ"}, {0xE5, u"ồ"}, {0xE6, u"ổ"}, {0xE7, u"ỗ"}, {0xE8, u"ố"}, {0xE9, u"ộ"}, {0xEA, u"ờ"}, {0xEB, u"ở"},
        {0xEC, u"ỡ"}, {0xED, u"ớ"}, {0xEE, u"ợ"}, {0xEF, u"ù"}, {0xF1, u"ủ"}, {0xF2, u"ũ"}, {0xF3, u"ú"}, {0xF4, u"ụ"},
        {0xF5, u"ừ"}, {0xF6, u"ử"}, {0xF7, u"ữ"}, {0xF8, u"ứ"}, {0xF9, u"ự"}, {0xFA, u"ỳ"}, {0xFB, u"ỷ"}, {0xFC, u"ỹ"},
        {0xFD, u"ý"}, {0xFE, u"ỵ"}};
    return letters;
}

// VNI: a letter and, behind it, a sign for hat and tone together; here the combining marks that the sign stands for.
const Letters& vni_signs() {
    static const Letters signs{{0xF9, u"\u0301"}, {0xF8, u"\u0300"}, {0xFB, u"\u0309"}, {0xF5, u"\u0303"}, {0xEF, u"\u0323"},
                               {0xE2, u"\u0302"}, {0xE1, u"\u0302\u0301"}, {0xE0, u"\u0302\u0300"}, {0xE5, u"\u0302\u0309"},
                               {0xE3, u"\u0302\u0303"}, {0xE4, u"\u0323\u0302"}, {0xEA, u"\u0306"}, {0xE9, u"\u0306\u0301"},
                               {0xE8, u"\u0306\u0300"}, {0xFA, u"\u0306\u0309"}, {0xFC, u"\u0306\u0303"}, {0xEB, u"\u0323\u0306"}};
    return signs;
}
// VNI: letters that stand alone; ơ and ư may take a tone behind them.
const Letters& vni_letters() {
    static const Letters letters{{0xF1, u"đ"}, {0xD1, u"Đ"}, {0xF4, u"ơ"}, {0xD4, u"Ơ"}, {0xF6, u"ư"}, {0xD6, u"Ư"}, {0xEC, u"ì"},
                                 {0xCC, u"Ì"}, {0xED, u"í"}, {0xCD, u"Í"}, {0xE6, u"ỉ"}, {0xC6, u"Ỉ"}, {0xF3, u"ĩ"}, {0xD3, u"Ĩ"},
                                 {0xF2, u"ị"}, {0xD2, u"Ị"}, {0xEE, u"ỵ"}, {0xCE, u"Ỵ"}};
    return letters;
}

bool takes_sign(char32_t letter) {
    static const std::u32string kVowels = U"aeiouyAEIOUYơưƠƯ";
    return kVowels.find(letter) != std::u32string::npos;
}

icu::UnicodeString from_tcvn3(const icu::UnicodeString& source) {
    icu::UnicodeString read;
    for (int32_t place = 0; place < source.length(); place = source.moveIndex32(place, 1)) {
        const auto letter = static_cast<char32_t>(source.char32At(place));
        const auto found = tcvn3().find(letter);
        found == tcvn3().end() ? read.append(static_cast<UChar32>(letter)) : read.append(found->second);
    }
    return read;
}

icu::UnicodeString from_vni(const icu::UnicodeString& source) {
    icu::UnicodeString read;
    char32_t before = 0;
    for (int32_t place = 0; place < source.length(); place = source.moveIndex32(place, 1)) {
        const auto letter = static_cast<char32_t>(source.char32At(place));
        const auto sign = vni_signs().find(static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter))));
        const auto alone = vni_letters().find(letter);
        if (sign != vni_signs().end() && takes_sign(before)) {
            read.append(sign->second);
            before = 0;
        } else if (alone != vni_letters().end()) {
            read.append(alone->second);
            before = alone->second[0];
        } else {
            read.append(static_cast<UChar32>(letter));
            before = letter;
        }
    }
    return read;
}

icu::UnicodeString composed(const icu::UnicodeString& source) {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(status)->normalize(source, status);
}

std::vector<std::string> marked_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool has_mark = false;
    const auto finish = [&] {
        if (has_mark) words.push_back(word);
        word.clear();
        has_mark = false;
    };
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (byte < 0x80 && !std::isalpha(byte)) {
            finish();
            continue;
        }
        has_mark = has_mark || byte >= 0x80;
        word += each;
    }
    finish();
    return words;
}

const std::set<std::string>& beginnings() {
    static const std::set<std::string> all{"", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
                                           "nh", "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x"};
    return all;
}
const std::set<std::string>& middles() {
    static const std::set<std::string> all{
        "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iê", "iêu",
        "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo", "ôi", "ơi", "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ",
        "uy", "uya", "uyê", "uyu", "ưa", "ưi", "ươ", "ươi", "ươu", "ưu", "yê", "yêu", "uă", "uai", "uay", "ue", "uo", "uao", "ueo"};
    return all;
}
const std::set<std::string>& endings() {
    static const std::set<std::string> all{"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
    return all;
}

}  // namespace

bool is_syllable(std::string_view word) {
    UErrorCode status = U_ZERO_ERROR;
    auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    source.toLower(icu::Locale("vi"));
    const auto apart = icu::Normalizer2::getNFDInstance(status)->normalize(source, status);
    icu::UnicodeString toneless;
    int tones = 0;
    for (int32_t place = 0; place < apart.length(); ++place) {
        const char16_t each = apart.charAt(place);
        const bool is_tone = each == 0x0300 || each == 0x0301 || each == 0x0303 || each == 0x0309 || each == 0x0323;
        is_tone ? static_cast<void>(++tones) : static_cast<void>(toneless.append(each));
    }
    if (tones > 1) return false;
    std::string plain;
    composed(toneless).toUTF8String(plain);
    for (std::size_t begin = 0; begin <= std::min<std::size_t>(plain.size(), 3); ++begin) {
        if (!beginnings().contains(plain.substr(0, begin))) continue;
        for (std::size_t end = 0; end <= 2 && begin + end < plain.size(); ++end) {
            if (endings().contains(plain.substr(plain.size() - end)) && middles().contains(plain.substr(begin, plain.size() - end - begin)))
                return true;
        }
    }
    return false;
}

std::string from_legacy(Encoding encoding, std::string_view text) {
    const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    std::string read;
    switch (encoding) {
        case Encoding::unicode:
            composed(source).toUTF8String(read);
            break;
        case Encoding::tcvn3:
            composed(from_tcvn3(source)).toUTF8String(read);
            break;
        case Encoding::vni:
            composed(from_vni(source)).toUTF8String(read);
            break;
    }
    return read;
}

Encoding detect_encoding(const std::vector<std::string_view>& texts) {
    std::int64_t good[3] = {0, 0, 0}, words = 0;
    for (const auto text : texts) {
        for (const auto& word : marked_words(text)) {
            ++words;
            for (const auto encoding : {Encoding::unicode, Encoding::tcvn3, Encoding::vni}) {
                if (is_syllable(from_legacy(encoding, word))) ++good[static_cast<int>(encoding)];
            }
        }
    }
    auto best = Encoding::unicode;
    for (const auto encoding : {Encoding::tcvn3, Encoding::vni}) {
        if (good[static_cast<int>(encoding)] > good[static_cast<int>(best)]) best = encoding;
    }
    const bool is_clear = 10 * good[static_cast<int>(best)] >= 8 * words && 2 * good[0] <= good[static_cast<int>(best)];
    return is_clear ? best : Encoding::unicode;
}

std::string from_windows_1252(std::string_view bytes) {
    // 0x80 to 0x9F, which no old encoding of ours uses, become what Windows shows there only as far as they may stand in names.
    icu::UnicodeString read;
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        if (byte == 0x96 || byte == 0x97) {
            read.append(static_cast<char16_t>(0x2013));
        } else if (byte >= 0x80 && byte < 0xA0) {
            read.append(static_cast<char16_t>(0xFFFD));
        } else {
            read.append(static_cast<char16_t>(byte));
        }
    }
    std::string text;
    read.toUTF8String(text);
    return text;
}

}  // namespace text
