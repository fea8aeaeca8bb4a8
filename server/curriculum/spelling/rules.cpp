#include "spelling/rules.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "foundation/text.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::size_t kSuggestionsMax = 3;

std::size_t length_of_character(unsigned char first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_letter(std::string_view character) {
    if (character.size() == 1) return (character[0] | 0x20) >= 'a' && (character[0] | 0x20) <= 'z';
    return text::consists_of_letters_and("", character);
}

// What may stand inside of a word, an address or a file name without ending it.
bool is_joint(std::string_view character) {
    return character.size() == 1 && std::string_view("-._@/:+&").find(character[0]) != std::string_view::npos;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char byte) { return byte < 0x80; });
}

std::vector<std::string> split_at(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at) parts.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

// One run without spaces: "Wi-Fi", "sai.Rồi", "dichvucong.gov.vn", "6h30".
void add_words(std::string run, std::vector<std::string>& words) {
    while (!run.empty() && is_joint(run.substr(run.size() - 1)))
        run.pop_back();
    if (run.empty() || std::any_of(run.begin(), run.end(), is_digit) || run.find('@') != std::string::npos) return;
    const bool is_address = is_ascii(run) && run.find_first_of("._") != std::string::npos;
    if (is_address) return;
    for (auto& part : split_at(run, "._/:+&")) {
        if (part.size() > 1) words.push_back(std::move(part));  // a single letter names a letter, an option, a column
    }
}

class Speller {
public:
    Speller(const WordList& accepted, const KnowsWord& knows) : accepted_(accepted), knows_(knows) {}

    bool is_known(const std::string& word) {
        const auto found = known_.find(word);
        if (found != known_.end()) return found->second;
        const auto other = other_tone_placement(word);
        return known_[word] = knows_(word) || (!other.empty() && knows_(other));
    }

    // The parts of a word that are neither in the dictionary nor accepted.
    std::vector<std::string> unknown_parts(const std::string& word, std::string_view owner) {
        if (accepted_.accepts(word, owner) || is_known(word)) return {};
        std::vector<std::string> unknown;
        for (const auto& part : split_at(word, "-")) {
            if (!is_known(part) && !accepted_.accepts(part, owner)) unknown.push_back(part);
        }
        return unknown;
    }

private:
    const WordList& accepted_;
    const KnowsWord& knows_;
    std::unordered_map<std::string, bool> known_;
};

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace

WordList WordList::read(const std::string& text, const std::string& file, std::vector<PackProblem>& problems) {
    WordList list;
    Mistakes mistakes(file, problems);
    if (!is_clean(text, 1, mistakes)) return list;
    for (const auto& row : split_at(text, "\n")) {
        const auto line = text::squeeze(std::string_view(row).substr(0, row.find('#')));
        const auto colon = line.find(": ");
        auto& kept = colon == std::string::npos ? list.words_ : list.of_owner_[line.substr(0, colon)];
        for (auto& word : split_at(std::string_view(line).substr(colon == std::string::npos ? 0 : colon + 2), " "))
            kept.insert(std::move(word));
    }
    return list;
}

bool WordList::accepts(const std::string& word, std::string_view owner) const {
    const auto lower = text::lower_case(word);
    if (words_.contains(word) || words_.contains(lower)) return true;
    for (const auto& [scope, words] : of_owner_) {
        const bool within = owner.starts_with(scope) && (owner.size() == scope.size() || owner[scope.size()] == '-');
        if (within && (words.contains(word) || words.contains(lower))) return true;
    }
    return false;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string run;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = text.substr(at, length_of_character(static_cast<unsigned char>(text[at])));
        at += character.size();
        if (is_letter(character) || is_digit(character[0]) || (!run.empty() && is_joint(character)))
            run += character;
        else
            add_words(std::exchange(run, ""), words);
    }
    add_words(run, words);
    return words;
}

std::string other_tone_placement(const std::string& word) {
    static constexpr std::array<std::array<std::string_view, 2>, 15> kPairs{{{"òa", "oà"},
                                                                             {"óa", "oá"},
                                                                             {"ỏa", "oả"},
                                                                             {"õa", "oã"},
                                                                             {"ọa", "oạ"},
                                                                             {"òe", "oè"},
                                                                             {"óe", "oé"},
                                                                             {"ỏe", "oẻ"},
                                                                             {"õe", "oẽ"},
                                                                             {"ọe", "oẹ"},
                                                                             {"ùy", "uỳ"},
                                                                             {"úy", "uý"},
                                                                             {"ủy", "uỷ"},
                                                                             {"ũy", "uỹ"},
                                                                             {"ụy", "uỵ"}}};
    const auto lower = text::lower_case(word);
    for (const auto& pair : kPairs) {
        for (const auto side : {0, 1}) {
            if (!lower.ends_with(pair[side])) continue;
            const auto onset = lower.substr(0, lower.size() - pair[side].size());
            if (onset == "q") return {};  // the u of "quý" belongs to the consonant: "qúy" is wrong
            return onset + std::string(pair[1 - side]);
        }
    }
    return {};
}

Spelling check_spelling(const Sources& sources, const WordList& accepted, const KnowsWord& knows, const SuggestWords& suggest) {
    Spelling spelling;
    Speller speller(accepted, knows);
    struct Found {
        SourcePlace place;
        int count = 0;
    };
    std::map<std::pair<std::string, std::string>, Found> unknown;  // by file and word
    for (const auto& prose : sources.prose) {
        auto* share = prose.kind == ProseKind::field ? nullptr : &spelling.of_lesson[prose.owner];
        for (const auto& word : words_of(prose.text)) {
            if (share) {
                ++share->words;
                share->outside += speller.is_known(word) ? 0 : 1;
            }
            for (const auto& part : speller.unknown_parts(word, prose.owner)) {
                auto& found = unknown[{prose.place.file, part}];
                if (++found.count == 1 || prose.place.line < found.place.line) found.place = prose.place;
            }
        }
    }
    for (const auto& [file_and_word, found] : unknown) {
        const auto& word = file_and_word.second;
        auto suggestions = suggest(word);
        if (suggestions.size() > kSuggestionsMax) suggestions.resize(kSuggestionsMax);
        spelling.warnings.push_back({found.place.file, found.place.line,
                                     quoted(word) + " is in no dictionary" +
                                         (found.count > 1 ? ", " + std::to_string(found.count) + " times in this file" : "") +
                                         (suggestions.empty() ? "" : " (" + listed(suggestions) + "?)")});
    }
    return spelling;
}

}  // namespace curriculum
