// The door's functions: each sends an item to the theme of its type.
#include "public.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "closed/rules.h"
#include "open/rules.h"
#include "text/rules.h"

namespace marking {
namespace {

// The order of Key's alternatives is the order of ItemType.
template <ItemType type, typename Alternative>
constexpr bool stands_for =
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(type), Key>, Alternative>;
static_assert(stands_for<ItemType::single_choice, SingleChoice>);
static_assert(stands_for<ItemType::multiple_choice, MultipleChoice>);
static_assert(stands_for<ItemType::true_false_set, TrueFalseSet>);
static_assert(stands_for<ItemType::order, Order>);
static_assert(stands_for<ItemType::match, Match>);
static_assert(stands_for<ItemType::fill_in, FillIn>);
static_assert(stands_for<ItemType::numeric, Numeric>);
static_assert(stands_for<ItemType::categorise, Categorise>);
static_assert(stands_for<ItemType::highlight, Highlight>);
static_assert(stands_for<ItemType::short_answer, ShortAnswer>);
static_assert(stands_for<ItemType::recall_card, RecallCard>);

constexpr std::array kItemTypes = {ItemType::single_choice, ItemType::multiple_choice, ItemType::true_false_set,
                                   ItemType::order,         ItemType::match,           ItemType::fill_in,
                                   ItemType::numeric,       ItemType::categorise,      ItemType::highlight,
                                   ItemType::short_answer,  ItemType::recall_card};
static_assert(kItemTypes.size() == std::variant_size_v<Key>);

}  // namespace

std::optional<Refusal> refuse_response(const Key& key, const Response& response) {
    for (const auto& answer : response) {
        if (answer.size() > kTextBytesMax) return Refusal::response_too_long;
        if (!text::is_utf8(answer)) return Refusal::response_not_text;
    }
    return std::visit([&](const auto& item) { return refuse_answers(item, response); }, key);
}

Mark mark(const Key& key, const Response& response) {
    return std::visit([&](const auto& item) { return mark_item(item, response); }, key);
}

ItemType type_of(const Key& key) { return static_cast<ItemType>(key.index()); }

std::optional<ItemType> find_item_type(std::string_view code) {
    const auto found =
        std::find_if(kItemTypes.begin(), kItemTypes.end(), [&](ItemType type) { return code_of(type) == code; });
    if (found == kItemTypes.end()) return std::nullopt;
    return *found;
}

std::string_view code_of(ItemType type) {
    switch (type) {
        case ItemType::single_choice: return "single_choice";
        case ItemType::multiple_choice: return "multiple_choice";
        case ItemType::true_false_set: return "true_false_set";
        case ItemType::order: return "order";
        case ItemType::match: return "match";
        case ItemType::fill_in: return "fill_in";
        case ItemType::numeric: return "numeric";
        case ItemType::categorise: return "categorise";
        case ItemType::highlight: return "highlight";
        case ItemType::short_answer: return "short_answer";
        case ItemType::recall_card: return "recall_card";
    }
    return {};
}

std::string_view code_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::right: return "right";
        case Verdict::partly: return "partly";
        case Verdict::wrong: return "wrong";
    }
    return {};
}

std::string_view code_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::response_wrong_length: return "response_wrong_length";
        case Refusal::response_unknown_key: return "response_unknown_key";
        case Refusal::response_duplicate_key: return "response_duplicate_key";
        case Refusal::response_too_long: return "response_too_long";
        case Refusal::response_not_text: return "response_not_text";
        case Refusal::response_not_a_number: return "response_not_a_number";
    }
    return {};
}

std::string_view code_of(KeyRefusal refusal) {
    switch (refusal) {
        case KeyRefusal::key_wrong_count: return "key_wrong_count";
        case KeyRefusal::key_blank: return "key_blank";
        case KeyRefusal::key_duplicate: return "key_duplicate";
        case KeyRefusal::key_without_right: return "key_without_right";
        case KeyRefusal::key_without_wrong: return "key_without_wrong";
        case KeyRefusal::key_many_rights: return "key_many_rights";
        case KeyRefusal::key_unknown_category: return "key_unknown_category";
        case KeyRefusal::key_accepts_nothing: return "key_accepts_nothing";
        case KeyRefusal::key_text_too_long: return "key_text_too_long";
        case KeyRefusal::key_not_a_number: return "key_not_a_number";
    }
    return {};
}

}  // namespace marking
