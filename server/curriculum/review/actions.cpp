#include "packs/rules.h"
#include "packs/store.h"
#include "public.h"
#include "review/rules.h"
#include "spelling/store.h"

namespace curriculum {

LoadedPacks review_packs(const PackPaths& paths, const std::string& words_file) {
    std::vector<PackProblem> problems;
    const auto folders = store::read_folders(paths, problems);
    auto loaded = read_packs(folders.packs, folders.frameworks);
    loaded.problems.insert(loaded.problems.begin(), problems.begin(), problems.end());
    // Half a library would be blamed for what only the broken files lack.
    if (!loaded.problems.empty()) return loaded;

    const auto accepted = store::read_words(words_file, loaded.problems);
    const auto dictionary = store::Dictionary::open();
    if (!dictionary) {
        loaded.problems.push_back(
            {store::kDictionaryFile, 0, "is not installed (Debian package hunspell-vi), so the spelling was not checked"});
    }
    // Without a dictionary every word passes: the problem above is told once instead of each word being accused.
    const auto knows = [&](const std::string& word) { return !dictionary || dictionary->knows(word); };
    const auto suggest = [&](const std::string& word) {
        return dictionary ? dictionary->suggest(word) : std::vector<std::string>{};
    };
    const auto found = review(loaded.library, read_sources(folders.packs), accepted, knows, suggest);
    loaded.warnings.insert(loaded.warnings.end(), found.begin(), found.end());
    return loaded;
}

}  // namespace curriculum
