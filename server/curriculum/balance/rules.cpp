#include "balance/rules.h"

#include <algorithm>

#include "foundation/text.h"

namespace curriculum {
namespace {

constexpr int kEnough = 20;  // fewer items say nothing about a habit
constexpr int kPositionPercentMin = 10, kPositionPercentMax = 40;
constexpr int kLongestPercentMax = 45;
constexpr int kTruePercentMin = 35, kTruePercentMax = 65;

int percent(int part, int whole) { return whole == 0 ? 0 : (100 * part + whole / 2) / whole; }

// Of the items that have an option at this position, how many have their right one there.
struct Position {
    int items = 0;
    int right = 0;
};

struct Counts {
    std::vector<Position> positions;
    int single_choices = 0, longest_right = 0;
    int statements = 0, truths = 0;
    std::vector<std::string> most_visible;  // items whose right option is longest by a third and more
};

void count_single_choice(const Item& item, const marking::SingleChoice& key, Counts& counts) {
    ++counts.single_choices;
    std::size_t right_length = 0, others_length = 0;
    if (counts.positions.size() < key.options.size()) counts.positions.resize(key.options.size());
    for (std::size_t at = 0; at < key.options.size() && at < item.choices.size(); ++at) {
        const auto length = text::length(item.choices[at].text);
        ++counts.positions[at].items;
        counts.positions[at].right += key.options[at].right ? 1 : 0;
        if (key.options[at].right)
            right_length = length;
        else
            others_length = std::max(others_length, length);
    }
    if (right_length <= others_length) return;
    ++counts.longest_right;
    if (3 * right_length >= 4 * others_length) counts.most_visible.push_back(item.id);
}

void count_statements(const Item& item, const marking::TrueFalseSet& key, Counts& counts, const Sources& sources,
                      std::vector<PackProblem>& warnings) {
    const auto truths = std::count_if(key.statements.begin(), key.statements.end(), [](const auto& each) { return each.truth; });
    counts.statements += static_cast<int>(key.statements.size());
    counts.truths += static_cast<int>(truths);
    if (truths != 0 && truths != static_cast<std::ptrdiff_t>(key.statements.size())) return;
    const auto place = sources.place_of(item.id);
    warnings.push_back(
        {place.file, place.line, std::string("every statement of ") + item.id + " is " + (truths == 0 ? "false" : "true")});
}

std::string some_of(const std::vector<std::string>& ids) {
    constexpr std::size_t kShown = 8;
    std::string text;
    for (std::size_t at = 0; at < ids.size() && at < kShown; ++at)
        text += (at == 0 ? "" : ", ") + ids[at];
    return ids.size() > kShown ? text + " …" : text;
}

void tell(const Counts& counts, const std::string& where, const SourcePlace& place, std::vector<PackProblem>& warnings) {
    const auto add = [&](const std::string& message) { warnings.push_back({place.file, place.line, where + ": " + message}); };
    for (std::size_t at = 0; at < counts.positions.size(); ++at) {
        const auto& [items, right] = counts.positions[at];
        const int share = percent(right, items);
        if (items < kEnough || (share >= kPositionPercentMin && share <= kPositionPercentMax)) continue;
        add("the right option stands at position " + std::string(1, static_cast<char>('a' + at)) + " in " +
            std::to_string(right) + " of " + std::to_string(items) + " single_choice items (" + std::to_string(share) +
            " %, should be " + std::to_string(kPositionPercentMin) + "–" + std::to_string(kPositionPercentMax) + " %)");
    }
    if (const int share = percent(counts.longest_right, counts.single_choices);
        counts.single_choices >= kEnough && share > kLongestPercentMax) {
        add("the right option is the longest in " + std::to_string(share) + " % of single_choice items (at most " +
            std::to_string(kLongestPercentMax) + " %)" +
            (counts.most_visible.empty() ? "" : "; by a third and more in " + some_of(counts.most_visible)));
    }
    if (const int share = percent(counts.truths, counts.statements);
        counts.statements >= kEnough && (share < kTruePercentMin || share > kTruePercentMax)) {
        add(std::to_string(share) + " % of the statements of true_false_set items are true (should be " +
            std::to_string(kTruePercentMin) + "–" + std::to_string(kTruePercentMax) + " %)");
    }
}

class Counter {
public:
    Counter(const Sources& sources, std::vector<PackProblem>& warnings) : sources_(sources), warnings_(warnings) {}
    void count(const Item* item) {
        if (!item) return;
        if (const auto* choice = std::get_if<marking::SingleChoice>(&item->key)) count_single_choice(*item, *choice, counts);
        if (const auto* set = std::get_if<marking::TrueFalseSet>(&item->key))
            count_statements(*item, *set, counts, sources_, warnings_);
    }
    Counts counts;

private:
    const Sources& sources_;
    std::vector<PackProblem>& warnings_;
};

}  // namespace

std::vector<PackProblem> check_balance(const Library& library, const Sources& sources) {
    std::vector<PackProblem> warnings;
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels) {
            Counter lessons(sources, warnings);
            for (const auto& lesson_id : level.lesson_ids) {
                for (const auto& id : library.lessons.at(lesson_id).item_ids)
                    lessons.count(library.item(id));
            }
            tell(lessons.counts, "lessons of " + level.id, sources.place_of(level.id), warnings);
            if (!level.test) continue;
            Counter pool(sources, warnings);
            for (const auto& id : level.test->pool)
                pool.count(library.test_item(id));
            tell(pool.counts, "test of " + level.id, sources.place_of(level.test->id), warnings);
        }
    }
    return warnings;
}

}  // namespace curriculum
