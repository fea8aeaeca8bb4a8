#include "spelling/store.h"

#include <hunspell/hunspell.hxx>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace curriculum::store {
namespace {

constexpr const char* kAffixFile = "/usr/share/hunspell/vi_VN.aff";
constexpr std::uintmax_t kWordsBytesMax = 1024 * 1024;

}  // namespace

std::unique_ptr<Dictionary> Dictionary::open() {
    // Hunspell itself would open nothing and know no word, without a sign of it.
    if (!std::filesystem::exists(kAffixFile) || !std::filesystem::exists(kDictionaryFile)) return nullptr;
    return std::make_unique<Dictionary>(kAffixFile, kDictionaryFile);
}

Dictionary::Dictionary(const std::string& affixes, const std::string& words)
    : hunspell_(std::make_unique<Hunspell>(affixes.c_str(), words.c_str())) {}

Dictionary::~Dictionary() = default;

bool Dictionary::knows(const std::string& word) const { return hunspell_->spell(word); }

std::vector<std::string> Dictionary::suggest(const std::string& word) const { return hunspell_->suggest(word); }

WordList read_words(const std::string& file, std::vector<PackProblem>& problems) {
    std::error_code error;
    if (file.empty() || !std::filesystem::exists(file, error)) return {};
    if (!std::filesystem::is_regular_file(file, error) || std::filesystem::file_size(file, error) > kWordsBytesMax) {
        problems.push_back({file, 0, "is no file of at most 1 MB"});
        return {};
    }
    std::ifstream stream(file, std::ios::binary);
    return WordList::read({std::istreambuf_iterator<char>(stream), {}}, file, problems);
}

}  // namespace curriculum::store
