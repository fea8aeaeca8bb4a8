// What makes a key inconsistent. Counts are those of docs/pack-format.md.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "public.h"
#include "text/rules.h"

namespace marking {
namespace {

using Keys = std::vector<std::string>;

template <typename Part>
Keys keys_of(const std::vector<Part>& parts) {
    Keys keys;
    for (const auto& part : parts) keys.push_back(part.key);
    return keys;
}

bool is_outside(std::size_t count, std::size_t least, std::size_t most) { return count < least || count > most; }

std::optional<KeyRefusal> refuse_keys(Keys keys) {
    std::sort(keys.begin(), keys.end());
    if (!keys.empty() && keys.front().empty()) return KeyRefusal::key_blank;
    if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) return KeyRefusal::key_duplicate;
    const bool too_long =
        std::any_of(keys.begin(), keys.end(), [](const std::string& key) { return key.size() > kTextBytesMax; });
    if (too_long) return KeyRefusal::key_text_too_long;
    return std::nullopt;
}

std::size_t count_rights(const std::vector<Option>& options) {
    return static_cast<std::size_t>(
        std::count_if(options.begin(), options.end(), [](const Option& option) { return option.right; }));
}

std::optional<KeyRefusal> refuse_blank(const Blank& blank) {
    if (blank.accept.empty()) return KeyRefusal::key_accepts_nothing;
    for (const auto& accepted : blank.accept) {
        if (accepted.size() > kTextBytesMax) return KeyRefusal::key_text_too_long;
        // What folds to nothing would make no answer a right answer.
        if (text::fold(accepted, blank.diacritics).empty()) return KeyRefusal::key_accepts_nothing;
    }
    return std::nullopt;
}

std::optional<KeyRefusal> refuse_item(const SingleChoice& item) {
    if (is_outside(item.options.size(), 2, 5)) return KeyRefusal::key_wrong_count;
    if (count_rights(item.options) == 0) return KeyRefusal::key_without_right;
    if (count_rights(item.options) > 1) return KeyRefusal::key_many_rights;
    return refuse_keys(keys_of(item.options));
}

std::optional<KeyRefusal> refuse_item(const MultipleChoice& item) {
    if (is_outside(item.options.size(), 3, 6)) return KeyRefusal::key_wrong_count;
    if (count_rights(item.options) == 0) return KeyRefusal::key_without_right;
    if (count_rights(item.options) == item.options.size()) return KeyRefusal::key_without_wrong;
    return refuse_keys(keys_of(item.options));
}

std::optional<KeyRefusal> refuse_item(const TrueFalseSet& item) {
    if (is_outside(item.statements.size(), 2, 5)) return KeyRefusal::key_wrong_count;
    return refuse_keys(keys_of(item.statements));
}

std::optional<KeyRefusal> refuse_item(const Order& item) {
    if (is_outside(item.steps.size(), 3, 6)) return KeyRefusal::key_wrong_count;
    return refuse_keys(item.steps);
}

std::optional<KeyRefusal> refuse_item(const Match& item) {
    if (is_outside(item.pairs.size(), 2, 5)) return KeyRefusal::key_wrong_count;
    auto rights = item.pairs;
    rights.insert(rights.end(), item.extra_rights.begin(), item.extra_rights.end());
    return refuse_keys(std::move(rights));
}

std::optional<KeyRefusal> refuse_item(const FillIn& item) {
    if (item.blanks.empty()) return KeyRefusal::key_wrong_count;
    for (const auto& blank : item.blanks) {
        if (const auto refusal = refuse_blank(blank)) return refusal;
    }
    return std::nullopt;
}

std::optional<KeyRefusal> refuse_item(const Numeric& item) {
    // A larger answer could not be typed; the comparison is written so that NaN fails it.
    const bool readable = std::fabs(item.answer) < 1e15 && item.tolerance >= 0 && item.tolerance < 1e15;
    if (!readable) return KeyRefusal::key_not_a_number;
    if (item.unit.size() > kTextBytesMax) return KeyRefusal::key_text_too_long;
    return std::nullopt;
}

std::optional<KeyRefusal> refuse_item(const Categorise& item) {
    if (is_outside(item.categories.size(), 2, 4)) return KeyRefusal::key_wrong_count;
    if (is_outside(item.things.size(), 3, 8)) return KeyRefusal::key_wrong_count;
    for (const auto& thing : item.things) {
        const auto category = std::find(item.categories.begin(), item.categories.end(), thing.category);
        if (category == item.categories.end()) return KeyRefusal::key_unknown_category;
    }
    if (const auto refusal = refuse_keys(item.categories)) return refusal;
    return refuse_keys(keys_of(item.things));
}

std::optional<KeyRefusal> refuse_item(const Highlight& item) {
    if (item.parts.empty()) return KeyRefusal::key_wrong_count;
    if (count_rights(item.parts) == 0) return KeyRefusal::key_without_right;
    return refuse_keys(keys_of(item.parts));
}

std::optional<KeyRefusal> refuse_item(const ShortAnswer& item) { return refuse_blank(item.blank); }

std::optional<KeyRefusal> refuse_item(const RecallCard&) { return std::nullopt; }

}  // namespace

std::optional<KeyRefusal> refuse_key(const Key& key) {
    return std::visit([](const auto& item) { return refuse_item(item); }, key);
}

}  // namespace marking
