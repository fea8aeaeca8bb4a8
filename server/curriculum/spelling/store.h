// The Vietnamese dictionary of Hunspell, as Debian's hunspell-vi installs it. Only the pack check opens it: a server
// teaches without one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "spelling/rules.h"

class Hunspell;

namespace curriculum::store {

class Dictionary {
public:
    // Null when it is not installed.
    static std::unique_ptr<Dictionary> open();
    Dictionary(const std::string& affixes, const std::string& words);
    ~Dictionary();

    bool knows(const std::string& word) const;
    std::vector<std::string> suggest(const std::string& word) const;

private:
    std::unique_ptr<Hunspell> hunspell_;
};

inline constexpr const char* kDictionaryFile = "/usr/share/hunspell/vi_VN.dic";

// An absent file is an empty list.
WordList read_words(const std::string& file, std::vector<PackProblem>& problems);

}  // namespace curriculum::store
