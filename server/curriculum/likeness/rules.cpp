#include "likeness/rules.h"

#include <algorithm>
#include <cstdint>

#include "foundation/text.h"

namespace curriculum {
namespace {

using Shingles = std::vector<std::uint64_t>;  // sorted, each once

std::uint64_t hash_of(std::string_view text, std::uint64_t hash = 0xCBF29CE484222325) {  // FNV-1a
    for (const char byte : text)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
    return hash;
}

bool is_ascii_sign(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x80 && !(byte >= '0' && byte <= '9') && !((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

Shingles shingles_of(const std::string& text) {
    Shingles shingles;
    std::string word;
    std::uint64_t before = 0;
    const auto end_word = [&] {
        if (word.empty()) return;
        shingles.push_back(hash_of(word));
        if (before != 0) shingles.push_back(hash_of(word, before));
        before = hash_of(word);
        word.clear();
    };
    for (const char letter : text::lower_case(text)) {
        if (is_ascii_sign(letter))
            end_word();
        else
            word += letter;
    }
    end_word();
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

int likeness(const Shingles& left, const Shingles& right) {
    const auto smaller = std::min(left.size(), right.size());
    const auto larger = std::max(left.size(), right.size());
    if (larger == 0 || 1000 * smaller < kAlikePermille * larger) return 0;  // cannot reach the mark any more
    std::size_t common = 0;
    for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
        if (*l == *r)
            ++common, ++l, ++r;
        else
            *l < *r ? ++l : ++r;
    }
    return static_cast<int>(1000 * common / (left.size() + right.size() - common));
}

void add_texts(const std::vector<Choice>& choices, std::string& text) {
    for (const auto& choice : choices)
        text += "\n" + choice.text;
}

struct Known {
    const Item* item;
    Shingles shingles;
    SourcePlace place;
};

}  // namespace

std::string whole_text(const Item& item) {
    auto text = item.prompt + "\n" + item.text + "\n" + item.front + "\n" + item.back;
    add_texts(item.choices, text);
    add_texts(item.others, text);
    for (const auto& segment : item.segments)
        text += segment.text;
    return text;
}

int likeness_permille(const std::string& left, const std::string& right) {
    return likeness(shingles_of(left), shingles_of(right));
}

std::vector<PackProblem> check_likeness(const Library& library, const Sources& sources) {
    std::vector<Known> all;
    for (const auto* items : {&library.items, &library.test_items}) {
        for (const auto& [id, item] : *items)
            all.push_back({&item, shingles_of(whole_text(item)), sources.place_of(id)});
    }
    std::vector<PackProblem> warnings;
    for (std::size_t later = 1; later < all.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const int alike = likeness(all[earlier].shingles, all[later].shingles);
            if (alike < kAlikePermille) continue;
            const auto& first = all[earlier];
            warnings.push_back({all[later].place.file, all[later].place.line,
                                all[later].item->id + (alike == 1000 ? " asks the same as " : " is almost the same as ") +
                                    first.item->id + " (" + first.place.file + ":" + std::to_string(first.place.line) + ", " +
                                    std::to_string(alike / 10) + " % alike)"});
        }
    }
    return warnings;
}

}  // namespace curriculum
