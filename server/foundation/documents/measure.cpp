#include "foundation/documents/measure.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace documents {
namespace {

// Advance widths of U+0020 to U+007E in thousandths of the size; Times New Roman and Liberation Serif share them.
constexpr int kRegular[] = {250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
                            500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
                            556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
                            722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
                            278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};
constexpr int kBold[] = {250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500,  500,
                         500, 500, 500, 500, 500, 500,  500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722,  667,
                         611, 778, 778, 389, 500, 778,  667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
                         722, 667, 333, 278, 333, 581,  500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333,  556,
                         278, 833, 556, 500, 556, 556,  444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394,  520};
static_assert(std::size(kRegular) == 95 && std::size(kBold) == 95);
constexpr int kHorn = 45;        // what ơ and ư have more than o and u
constexpr char kBound = '\x01';  // a space at which no line may end; clean texts do not have it
constexpr int kOther = 1000;     // any other script: rather too much than too little

int thousandths(UChar32 code_point, bool bold) {
    if (code_point >= 0x20 && code_point <= 0x7E) return (bold ? kBold : kRegular)[code_point - 0x20];
    if (code_point == kBound) return kRegular[0];
    if (code_point == 0x031B) return kHorn;
    if (U_GET_GC_MASK(code_point) & U_GC_M_MASK) return 0;
    if (code_point == 0x0110) return 722;
    if (code_point == 0x0111) return bold ? 556 : 500;
    if (code_point == 0x2013 || code_point == 0x00A0) return 500;
    return kOther;
}

icu::UnicodeString decomposed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(status);
    const auto apart =
        nfd->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size()))), status);
    if (U_FAILURE(status)) throw std::runtime_error("NFD");
    return apart;
}

struct Word {
    std::string_view text;
    double width = 0;
};

std::vector<Word> words_of(std::string_view line, double size_pt, bool bold) {
    std::vector<Word> words;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find(' ', at), line.size());
        const auto word = line.substr(at, end - at);
        at = end + 1;
        if (!word.empty()) words.push_back({word, width_pt(word, size_pt, bold)});
    }
    return words;
}

struct Wrapped {
    std::string text;
    int lines = 1;
};

Wrapped wrap(const std::vector<Word>& words, double space, double room_pt) {
    Wrapped wrapped;
    double width = 0;
    for (const auto& word : words) {
        const bool is_first = wrapped.text.empty();
        const bool breaks = !is_first && width + space + word.width > room_pt;
        if (!is_first) wrapped.text += breaks ? '\n' : ' ';
        wrapped.lines += breaks;
        wrapped.text += word.text;
        width = is_first || breaks ? word.width : width + space + word.width;
    }
    return wrapped;
}

// Short names in quotation marks stay whole.
std::string with_bound_quotes(std::string line, double size_pt, bool bold, double room_pt) {
    static constexpr std::string_view kOpen = "“", kClose = "”";
    for (auto from = line.find(kOpen); from != std::string::npos; from = line.find(kOpen, from + 1)) {
        const auto to = line.find(kClose, from);
        if (to == std::string::npos) break;
        if (width_pt(std::string_view(line).substr(from, to - from), size_pt, bold) > room_pt / 2) continue;
        std::replace(line.begin() + static_cast<std::ptrdiff_t>(from), line.begin() + static_cast<std::ptrdiff_t>(to), ' ',
                     kBound);
    }
    return line;
}

std::string balanced_line(std::string_view text, double size_pt, bool bold, double room_pt) {
    if (text.size() > 1'000 || width_pt(text, size_pt, bold) <= room_pt) return std::string(text);
    const auto line = with_bound_quotes(std::string(text), size_pt, bold, room_pt);
    const auto words = words_of(line, size_pt, bold);
    const auto space = width_pt(" ", size_pt, bold);
    auto best = wrap(words, space, room_pt);
    for (double room = room_pt * 0.98; room > room_pt / 3; room *= 0.98) {
        auto narrower = wrap(words, space, room);
        if (narrower.lines > best.lines) break;
        best = std::move(narrower);
    }
    std::replace(best.text.begin(), best.text.end(), kBound, ' ');
    return best.text;
}

}  // namespace

std::string balanced(std::string_view text, double size_pt, bool bold, double room_pt) {
    std::string result;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (at > 0) result += '\n';
        result += balanced_line(text.substr(at, end - at), size_pt, bold, room_pt);
        at = end + 1;
    }
    return result;
}

double width_pt(std::string_view text, double size_pt, bool bold) {
    const auto apart = decomposed(text);
    long sum = 0;
    for (std::int32_t place = 0; place < apart.length(); place = apart.moveIndex32(place, 1)) {
        sum += thousandths(apart.char32At(place), bold);
    }
    return static_cast<double>(sum) * size_pt / 1000;
}

double word_width_pt(std::string_view text, double size_pt, bool bold) {
    double widest = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \n", at), text.size());
        widest = std::max(widest, width_pt(text.substr(at, end - at), size_pt, bold));
        at = end + 1;
    }
    return widest;
}

}  // namespace documents
