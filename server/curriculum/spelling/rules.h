// Spelling, syllable by syllable: Vietnamese writes each apart, so a list of syllables finds most slips of the finger.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "public.h"
#include "sources/rules.h"

namespace curriculum {

// What stands behind it is a dictionary on the disk (spelling/store); rules only ask.
using KnowsWord = std::function<bool(const std::string&)>;
using SuggestWords = std::function<std::vector<std::string>(const std::string&)>;

// Words the dictionary lacks and the project accepts (packs/words.txt): one a line, "#" begins a comment. A word with a
// capital letter is accepted exactly so, another one in any case. "bdh-ai-1-08: trậm xắp" accepts words in one lesson only,
// for what is misspelt there on purpose.
class WordList {
public:
    static WordList read(const std::string& text, const std::string& file, std::vector<PackProblem>& problems);
    bool accepts(const std::string& word, std::string_view owner) const;

private:
    std::set<std::string, std::less<>> words_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> of_owner_;
};

// The words of a text that can be looked up: no numbers, addresses or codes. Hyphened words stay whole.
std::vector<std::string> words_of(std::string_view text);

// "hòa" for "hoà" and the reverse: both ways of placing the tone mark are right. Empty when there is only one.
std::string other_tone_placement(const std::string& word);

struct Spelling {
    std::vector<PackProblem> warnings;  // one for each word and file
    struct Share {
        int words = 0;
        int outside = 0;  // not in the dictionary, accepted or not
    };
    std::map<std::string, Share, std::less<>> of_lesson;  // the reading only
};
Spelling check_spelling(const Sources& sources, const WordList& accepted, const KnowsWord& knows, const SuggestWords& suggest);

}  // namespace curriculum
