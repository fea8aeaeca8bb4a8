#include "review/rules.h"

#include <algorithm>
#include <set>

#include "balance/rules.h"
#include "likeness/rules.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::size_t kItemsMin = 6, kItemsMax = 8, kTypesMin = 4;
constexpr std::size_t kLessonsPerCompetenceMin = 2;
constexpr int kSentenceMax = 40;
constexpr int kMeanTenthsMax = 200;  // 20 syllables, in tenths
constexpr int kOutsidePercentMax = 10;
constexpr int kWordsToJudge = 50;

class Warnings {
public:
    std::vector<PackProblem> all;
    void add(const SourcePlace& place, std::string message) { all.push_back({place.file, place.line, std::move(message)}); }
};

bool ends_sentence(std::string_view word) {
    static constexpr std::string_view kClosers[] = {"”", "’", "»", "\"", "'", ")", "]"};
    for (bool stripped = true; stripped;) {
        stripped = false;
        for (const auto closer : kClosers) {
            if (word.ends_with(closer)) word.remove_suffix(closer.size()), stripped = true;
        }
    }
    return word.ends_with('.') || word.ends_with('!') || word.ends_with('?') || word.ends_with("…");
}

void check_items(const Library& library, const Lesson& lesson, const SourcePlace& place, Warnings& warnings) {
    const auto count = lesson.item_ids.size();
    if (count < kItemsMin || count > kItemsMax)
        warnings.add(place, "the lesson has " + std::to_string(count) + " items, should have 6 to 8");
    std::set<marking::ItemType> types;
    for (const auto& id : lesson.item_ids)
        types.insert(marking::type_of(library.items.at(id).key));
    if (types.size() < kTypesMin)
        warnings.add(place, "the items are of " + std::to_string(types.size()) + " types, should be of at least " +
                                std::to_string(kTypesMin));
}

// A variant written for one group and pasted for another covers that other in name only.
void check_variants(const std::map<units::TargetGroup, std::string>& variants, const SourcePlace& place, Warnings& warnings) {
    const auto name_of = [](units::TargetGroup group) { return std::string(boost::describe::enum_to_string(group, "?")); };
    for (auto left = variants.begin(); left != variants.end(); ++left) {
        for (auto right = std::next(left); right != variants.end(); ++right) {
            if (likeness_permille(left->second, right->second) < kAlikePermille) continue;
            warnings.add(place,
                         "the variants for " + name_of(left->first) + " and " + name_of(right->first) + " are almost the same");
        }
    }
}

void check_test(const Library& library, const Level& level, const Sources& sources, Warnings& warnings) {
    std::set<std::string> taught;
    for (const auto& id : level.lesson_ids) {
        const auto& competences = library.lessons.at(id).competences;
        taught.insert(competences.begin(), competences.end());
    }
    for (const auto& line : level.test->blueprint) {
        if (!taught.contains(line.competence))
            warnings.add(sources.place_of(level.test->id),
                         "the test asks for " + line.competence + ", which no lesson of " + level.id + " serves");
    }
}

void check_level(const Library& library, const Level& level, const Sources& sources, Warnings& warnings) {
    const auto place = sources.place_of(level.id);
    if (!level.test) warnings.add(place, level.id + " has no level test (test.yaml)");
    if (level.test) check_test(library, level, sources, warnings);
    if (!level.work_sample) warnings.add(place, level.id + " has no work sample (work-sample.yaml)");
    if (level.work_sample) check_variants(level.work_sample->variants, sources.place_of(level.work_sample->id), warnings);
    for (const auto& id : level.lesson_ids) {
        const auto& lesson = library.lessons.at(id);
        check_items(library, lesson, sources.place_of(id), warnings);
        check_variants(lesson.task.variants, sources.place_of(id), warnings);
    }
}

void check_competences(const Library& library, const Pack& pack, const Sources& sources, Warnings& warnings) {
    std::map<std::string, std::vector<std::string>> lessons_of;
    for (const auto& level : pack.levels) {
        for (const auto& id : level.lesson_ids) {
            for (const auto& competence : library.lessons.at(id).competences)
                lessons_of[competence].push_back(id);
        }
    }
    for (const auto& [competence, lessons] : lessons_of) {
        if (lessons.size() >= kLessonsPerCompetenceMin) continue;
        const auto found = sources.competences.find(lessons.front());
        warnings.add(found == sources.competences.end() ? sources.place_of(lessons.front()) : found->second,
                     "competence " + competence + " is served by this lesson only, should be by at least two");
    }
}

}  // namespace

std::vector<int> sentence_lengths(std::string_view paragraph) {
    std::vector<int> lengths;
    int length = 0;
    for (std::size_t at = 0; at < paragraph.size();) {
        const auto end = std::min(paragraph.find_first_of(" \t\n", at), paragraph.size());
        const auto word = paragraph.substr(at, end - at);
        at = end + 1;
        // A dash or an arrow between spaces is no syllable; a word or a number is one, as when read aloud.
        if (!words_of(word).empty() || word.find_first_of("0123456789") != std::string_view::npos) ++length;
        if (!ends_sentence(word) || length == 0) continue;
        lengths.push_back(length);
        length = 0;
    }
    if (length > 0) lengths.push_back(length);
    return lengths;
}

std::vector<PackProblem> check_coverage(const Library& library, const Sources& sources) {
    Warnings warnings;
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels)
            check_level(library, level, sources, warnings);
        check_competences(library, pack, sources, warnings);
    }
    return std::move(warnings.all);
}

std::vector<PackProblem> check_readability(const Library& library, const Sources& sources, const Spelling& spelling) {
    Warnings warnings;
    struct Sum {
        int sentences = 0, syllables = 0;
    };
    std::map<std::string, Sum, std::less<>> sums;
    for (const auto& prose : sources.prose) {
        if (prose.kind == ProseKind::heading) continue;
        for (const int length : sentence_lengths(prose.text)) {
            if (length > kSentenceMax)
                warnings.add(prose.place, "a sentence of " + std::to_string(length) + " syllables, should have at most " +
                                              std::to_string(kSentenceMax));
            if (prose.kind != ProseKind::reading) continue;
            ++sums[prose.owner].sentences;
            sums[prose.owner].syllables += length;
        }
    }
    for (const auto& [id, sum] : sums) {
        const int mean_tenths = 10 * sum.syllables / sum.sentences;
        if (mean_tenths > kMeanTenthsMax)
            warnings.add(sources.place_of(id), "sentences of the reading have " + std::to_string(mean_tenths / 10) + "." +
                                                   std::to_string(mean_tenths % 10) +
                                                   " syllables on average, should have at most 20");
    }
    for (const auto& [id, share] : spelling.of_lesson) {
        const int percent = share.words == 0 ? 0 : 100 * share.outside / share.words;
        if (share.words >= kWordsToJudge && percent > kOutsidePercentMax && library.lesson(id))
            warnings.add(sources.place_of(id), std::to_string(percent) +
                                                   " % of the reading's words are in no dictionary, should be at most " +
                                                   std::to_string(kOutsidePercentMax) + " %");
    }
    return std::move(warnings.all);
}

std::vector<PackProblem> review(const Library& library, const Sources& sources, const WordList& accepted, const KnowsWord& knows,
                                const SuggestWords& suggest) {
    const auto spelling = check_spelling(sources, accepted, knows, suggest);
    auto warnings = spelling.warnings;
    for (auto& more : {check_balance(library, sources), check_likeness(library, sources), check_coverage(library, sources),
                       check_readability(library, sources, spelling)})
        warnings.insert(warnings.end(), more.begin(), more.end());
    std::stable_sort(warnings.begin(), warnings.end(), [](const auto& left, const auto& right) {
        return std::tie(left.file, left.line) < std::tie(right.file, right.line);
    });
    return warnings;
}

}  // namespace curriculum
