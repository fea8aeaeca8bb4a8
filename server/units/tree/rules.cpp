#include "tree/rules.h"

#include "foundation/text.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace units {
namespace {

constexpr std::size_t kQueryWordsMax = 16;  // one bit each

// Smaller comes first: exact names, then more of the words in the name itself, then territory before hamlets, then names.
std::uint64_t search_rank(bool exact, int own_words, bool hamlet, std::uint32_t name_rank) {
    return (exact ? 0ull : 1ull << 63) | static_cast<std::uint64_t>(kQueryWordsMax - own_words) << 40 |
           (hamlet ? 1ull << 36 : 0ull) | name_rank;
}

}  // namespace

std::size_t count_kind_words(const std::vector<std::string>& words) {
    static const std::vector<std::vector<std::string>> kKinds = {
        {"thanh", "pho"}, {"tinh"}, {"xa"}, {"phuong"}, {"dac", "khu"}, {"thi", "tran"}, {"to", "dan", "pho"},
        {"khu", "dan", "cu"}, {"khu", "pho"}, {"thon"}, {"xom"}, {"ban"}, {"ap"}, {"khu"}, {"to"}, {"lang"}, {"buon"}};
    for (const auto& kind : kKinds) {
        if (words.size() > kind.size() && std::equal(kind.begin(), kind.end(), words.begin())) return kind.size();
    }
    return 0;
}

std::string name_order_key(std::string_view name) {
    constexpr std::size_t kDigits = 6;
    std::string padded;
    for (std::size_t place = 0; place < name.size();) {
        const auto is_digit = [&](std::size_t at) { return at < name.size() && name[at] >= '0' && name[at] <= '9'; };
        if (!is_digit(place)) {
            padded += name[place++];
            continue;
        }
        const auto from = place;
        while (is_digit(place)) ++place;
        if (place - from < kDigits) padded.append(kDigits - (place - from), '0');
        padded += name.substr(from, place - from);
    }
    return text::sort_key(padded);
}

Forest::Forest(std::vector<Unit> units, std::vector<Heir> heirs) : heirs_(std::move(heirs)) {
    put_in_preorder(std::move(units));
    for (const auto& [retired, heir] : heirs_) {
        const auto place = place_of(heir);
        if (place != kNowhere) by_id_.emplace(retired.value, place);
    }
    index_words();
}

void Forest::put_in_preorder(std::vector<Unit> units) {
    std::vector<std::string> keys(units.size());
    for (std::size_t index = 0; index < units.size(); ++index) keys[index] = name_order_key(units[index].name);
    std::vector<Place> in_order(units.size());
    std::iota(in_order.begin(), in_order.end(), 0);
    std::sort(in_order.begin(), in_order.end(), [&](Place left, Place right) {
        return std::tie(keys[left], units[left].code) < std::tie(keys[right], units[right].code);
    });

    std::unordered_map<std::int64_t, Place> given;
    for (Place index = 0; index < units.size(); ++index) given.emplace(units[index].id.value, index);
    std::vector<std::vector<Place>> below(units.size());
    std::vector<Place> tops;
    std::vector<std::uint32_t> ranks(units.size());
    for (Place rank = 0; rank < in_order.size(); ++rank) {
        const auto index = in_order[rank];
        ranks[index] = rank;
        const auto parent = given.find(units[index].parent.value);
        if (parent != given.end()) {
            below[parent->second].push_back(index);
        } else {
            tops.push_back(index);
            units[index].parent = {};
        }
    }

    units_.reserve(units.size());
    std::vector<std::pair<Place, Place>> waiting;  // a unit and its parent's place
    const auto push = [&](const std::vector<Place>& siblings, Place parent) {
        for (auto each = siblings.rbegin(); each != siblings.rend(); ++each) waiting.emplace_back(*each, parent);
    };
    push(tops, kNowhere);
    while (!waiting.empty()) {
        const auto [index, parent] = waiting.back();
        waiting.pop_back();
        const auto place = static_cast<Place>(units_.size());
        units_.push_back(std::move(units[index]));
        parents_.push_back(parent);
        name_ranks_.push_back(ranks[index]);
        ends_.push_back(place + 1);
        push(below[index], place);
    }
    for (auto place = units_.size(); place-- > 0;) {
        if (parents_[place] != kNowhere) ends_[parents_[place]] = std::max(ends_[parents_[place]], ends_[place]);
    }
    for (Place place = 0; place < units_.size(); ++place) {
        by_id_.emplace(units_[place].id.value, place);
        by_code_.emplace(units_[place].code, place);
    }
}

void Forest::index_words() {
    std::vector<std::vector<std::string>> names(units_.size());
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (Place place = 0; place < units_.size(); ++place) {
        names[place] = text::split_words(text::search_key(units_[place].name));
        for (const auto& word : names[place]) numbers.emplace(word, 0);
    }
    for (const auto& [word, number] : numbers) vocabulary_.push_back(word);
    std::sort(vocabulary_.begin(), vocabulary_.end());
    for (std::uint32_t number = 0; number < vocabulary_.size(); ++number) numbers[vocabulary_[number]] = number;

    std::vector<std::vector<Place>> holders(vocabulary_.size());
    for (Place place = 0; place < units_.size(); ++place) {
        name_words_begin_.push_back(static_cast<std::uint32_t>(name_words_.size()));
        kind_words_count_.push_back(static_cast<std::uint8_t>(count_kind_words(names[place])));
        for (const auto& word : names[place]) {
            const auto number = numbers[word];
            name_words_.push_back(number);
            if (holders[number].empty() || holders[number].back() != place) holders[number].push_back(place);
        }
    }
    name_words_begin_.push_back(static_cast<std::uint32_t>(name_words_.size()));
    for (const auto& places : holders) {
        holders_begin_.push_back(static_cast<std::uint32_t>(holders_.size()));
        holders_.insert(holders_.end(), places.begin(), places.end());
    }
    holders_begin_.push_back(static_cast<std::uint32_t>(holders_.size()));
}

Forest::Place Forest::place_of(UnitId id) const {
    const auto found = by_id_.find(id.value);
    return found == by_id_.end() ? kNowhere : found->second;
}

const Unit* Forest::find(UnitId id) const {
    const auto place = place_of(id);
    return place == kNowhere ? nullptr : &units_[place];
}

const Unit* Forest::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &units_[found->second];
}

// Siblings: each next one begins where the subtree before it ends.
std::vector<const Unit*> Forest::standing_from(Place first, Place end) const {
    std::vector<const Unit*> found;
    for (auto place = first; place < end; place = ends_[place]) found.push_back(&units_[place]);
    return found;
}

std::vector<const Unit*> Forest::children(UnitId id) const {
    const auto place = place_of(id);
    if (place == kNowhere) return {};
    return standing_from(place + 1, ends_[place]);
}

std::vector<const Unit*> Forest::roots() const { return standing_from(0, static_cast<Place>(units_.size())); }

std::vector<const Unit*> Forest::ancestors(UnitId id) const {
    std::vector<const Unit*> found;
    for (auto place = place_of(id); place != kNowhere && parents_[place] != kNowhere; place = parents_[place]) {
        found.push_back(&units_[parents_[place]]);
    }
    return found;
}

bool Forest::is_within(UnitId inner, UnitId outer) const {
    const auto inside = place_of(inner), outside = place_of(outer);
    return inside != kNowhere && outside != kNowhere && outside <= inside && inside < ends_[outside];
}

std::vector<UnitId> Forest::subtree(UnitId id) const {
    std::vector<UnitId> found;
    const auto first = place_of(id);
    if (first == kNowhere) return found;
    found.reserve(ends_[first] - first);
    for (auto place = first; place < ends_[first]; ++place) found.push_back(units_[place].id);
    return found;
}

// Empty when some word is in no name at all.
std::vector<std::uint32_t> Forest::known_words(const std::vector<std::string>& words) const {
    std::vector<std::uint32_t> numbers;
    for (const auto& word : words) {
        const auto found = std::lower_bound(vocabulary_.begin(), vocabulary_.end(), word);
        if (found == vocabulary_.end() || *found != word) return {};
        numbers.push_back(static_cast<std::uint32_t>(found - vocabulary_.begin()));
    }
    return numbers;
}

// By place: which of the words begin a word of the unit's own name, one bit each.
std::vector<std::uint16_t> Forest::match_own_names(const std::vector<std::string>& words) const {
    std::vector<std::uint16_t> matches(units_.size(), 0);
    for (std::size_t index = 0; index < words.size(); ++index) {
        const auto first = std::lower_bound(vocabulary_.begin(), vocabulary_.end(), words[index]);
        for (auto word = first; word != vocabulary_.end() && word->starts_with(words[index]); ++word) {
            const auto number = static_cast<std::size_t>(word - vocabulary_.begin());
            for (auto at = holders_begin_[number]; at < holders_begin_[number + 1]; ++at) {
                matches[holders_[at]] |= static_cast<std::uint16_t>(1u << index);
            }
        }
    }
    return matches;
}

bool Forest::is_named(Place place, const std::vector<std::uint32_t>& words) const {
    if (words.empty()) return false;
    const auto begin = name_words_.begin() + name_words_begin_[place];
    const auto end = name_words_.begin() + name_words_begin_[place + 1];
    return std::equal(begin, end, words.begin(), words.end()) ||
           std::equal(begin + kind_words_count_[place], end, words.begin(), words.end());
}

std::vector<const Unit*> Forest::search(std::string_view words, std::size_t limit, SearchIn where) const {
    auto wanted = text::split_words(text::search_key(words));
    if (wanted.empty() || limit == 0) return {};
    if (wanted.size() > kQueryWordsMax) wanted.resize(kQueryWordsMax);
    const auto exact_words = known_words(wanted);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    const auto all = static_cast<std::uint16_t>((1u << wanted.size()) - 1);
    const auto own = match_own_names(wanted);

    auto with_ancestors = own;
    std::vector<std::pair<std::uint64_t, Place>> found;
    for (Place place = 0; place < units_.size(); ++place) {
        // Preorder: the parent's own bits are complete by now.
        if (parents_[place] != kNowhere) with_ancestors[place] |= with_ancestors[parents_[place]];
        if (with_ancestors[place] != all) continue;
        if (where == SearchIn::joinable && !is_joinable(units_[place].kind)) continue;
        found.emplace_back(search_rank(is_named(place, exact_words), std::popcount(own[place]),
                                       units_[place].kind == Kind::hamlet, name_ranks_[place]), place);
    }
    const auto count = std::min(limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end());
    std::vector<const Unit*> units;
    for (std::size_t index = 0; index < count; ++index) units.push_back(&units_[found[index].second]);
    return units;
}

}  // namespace units
