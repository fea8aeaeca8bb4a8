#include "names/rules.h"

#include "foundation/text.h"

namespace identity {

std::set<std::string> words_of(const std::string& full_name, const std::string& login) {
    std::set<std::string> words;
    for (auto& word : text::split_words(text::search_key(full_name + " " + login))) words.insert(std::move(word));
    return words;
}

}  // namespace identity
