#include "views/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace curriculum {
namespace {

using marking::ItemType;

std::uint64_t next_random(std::uint64_t& state) {  // splitmix64 (Steele, Lea, Flood 2014)
    state += 0x9E3779B97F4A7C15;
    auto mixed = state;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
    return mixed ^ mixed >> 31;
}

std::uint64_t seed_of(const Item& item, std::uint64_t seed) {
    auto hash = seed ^ 0xCBF29CE484222325;  // FNV-1a of the id
    for (const char byte : item.id)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
    return hash;
}

template <class T>
void shuffle(std::vector<T>& things, std::uint64_t seed) {
    for (auto left = things.size(); left > 1; --left)
        std::swap(things[left - 1], things[next_random(seed) % left]);
}

bool stand_alike(const std::vector<Choice>& left, const std::vector<Choice>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const auto& a, const auto& b) { return a.key == b.key; });
}

// For choices whose file order is the answer: any order but that one.
std::vector<Choice> disordered(const std::vector<Choice>& choices, std::uint64_t seed) {
    auto order = shuffled(choices, seed);
    if (order.size() > 1 && stand_alike(order, choices)) std::rotate(order.begin(), order.begin() + 1, order.end());
    return order;
}

const std::string& text_of(const std::vector<Choice>& choices, const std::string& key) {
    static const std::string kNone;
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.key == key; });
    return found == choices.end() ? kNone : found->text;
}

std::vector<std::string> right_keys(const std::vector<marking::Option>& options) {
    std::vector<std::string> keys;
    for (const auto& option : options) {
        if (option.right) keys.push_back(option.key);
    }
    return keys;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    return fmt::format("{}", fmt::join(texts, between));
}

std::vector<std::string> texts_of(const std::vector<Choice>& choices, const std::vector<std::string>& keys) {
    std::vector<std::string> texts;
    for (const auto& key : keys)
        texts.push_back(text_of(choices, key));
    return texts;
}

struct Solver {
    const Item& item;
    marking::Response operator()(const marking::SingleChoice& key) const { return right_keys(key.options); }
    marking::Response operator()(const marking::MultipleChoice& key) const { return right_keys(key.options); }
    marking::Response operator()(const marking::TrueFalseSet& key) const {
        marking::Response response;
        for (const auto& statement : key.statements)
            response.push_back(statement.truth ? "true" : "false");
        return response;
    }
    marking::Response operator()(const marking::Order& key) const { return key.steps; }
    marking::Response operator()(const marking::Match& key) const { return key.pairs; }
    marking::Response operator()(const marking::FillIn& key) const {
        marking::Response response;
        for (const auto& blank : key.blanks)
            response.push_back(blank.accept.front());
        return response;
    }
    marking::Response operator()(const marking::Numeric& key) const { return {typed_number(key.answer)}; }
    marking::Response operator()(const marking::Categorise& key) const {
        marking::Response response;
        for (const auto& thing : key.things)
            response.push_back(thing.category);
        return response;
    }
    marking::Response operator()(const marking::Highlight& key) const { return right_keys(key.parts); }
    marking::Response operator()(const marking::ShortAnswer& key) const { return {key.blank.accept.front()}; }
    marking::Response operator()(const marking::RecallCard&) const { return {"3"}; }
};

struct Teller {
    const Item& item;
    std::string operator()(const marking::SingleChoice& key) const {
        return joined(texts_of(item.choices, right_keys(key.options)), "; ");
    }
    std::string operator()(const marking::MultipleChoice& key) const {
        return joined(texts_of(item.choices, right_keys(key.options)), "; ");
    }
    std::string operator()(const marking::TrueFalseSet& key) const {
        std::vector<std::string> lines;
        for (const auto& statement : key.statements)
            lines.push_back(text_of(item.choices, statement.key) + (statement.truth ? " → Đúng" : " → Sai"));
        return joined(lines, "\n");
    }
    std::string operator()(const marking::Order& key) const {
        std::vector<std::string> lines;
        for (const auto& step : key.steps)
            lines.push_back(fmt::format("{}. {}", lines.size() + 1, text_of(item.choices, step)));
        return joined(lines, "\n");
    }
    std::string operator()(const marking::Match& key) const {
        std::vector<std::string> lines;
        for (const auto& pair : key.pairs)
            lines.push_back(text_of(item.choices, pair) + " → " + text_of(item.others, pair));
        return joined(lines, "\n");
    }
    std::string operator()(const marking::FillIn& key) const {
        auto text = item.text;
        std::size_t at = 0;
        for (const auto& blank : key.blanks) {
            at = text.find("___", at);
            if (at == std::string::npos) break;
            text.replace(at, 3, blank.accept.front());
            at += blank.accept.front().size();
        }
        return text;
    }
    std::string operator()(const marking::Numeric& key) const {
        return typed_number(key.answer) + (key.unit.empty() ? "" : " " + key.unit);
    }
    std::string operator()(const marking::Categorise& key) const {
        std::vector<std::string> lines;
        for (const auto& category : key.categories) {
            std::vector<std::string> things;
            for (const auto& thing : key.things) {
                if (thing.category == category) things.push_back(text_of(item.choices, thing.key));
            }
            if (!things.empty()) lines.push_back(text_of(item.others, category) + ": " + joined(things, "; "));
        }
        return joined(lines, "\n");
    }
    std::string operator()(const marking::Highlight& key) const {
        std::vector<std::string> parts;
        const auto rights = right_keys(key.parts);
        for (const auto& segment : item.segments) {
            if (segment.key && std::find(rights.begin(), rights.end(), *segment.key) != rights.end())
                parts.push_back("“" + segment.text + "”");
        }
        return joined(parts, "; ");
    }
    std::string operator()(const marking::ShortAnswer& key) const { return key.blank.accept.front(); }
    std::string operator()(const marking::RecallCard&) const { return item.back; }
};

}  // namespace

std::vector<Choice> shuffled(std::vector<Choice> choices, std::uint64_t seed) {
    shuffle(choices, seed);
    return choices;
}

DrawnList drawn_list(const Item& item) {
    switch (marking::type_of(item.key)) {
        case ItemType::single_choice:
        case ItemType::multiple_choice: return {"options", &item.choices, false};
        case ItemType::order: return {"steps", &item.choices, true};
        case ItemType::match: return {"rights", &item.others, true};
        case ItemType::true_false_set:
        case ItemType::fill_in:
        case ItemType::numeric:
        case ItemType::categorise:
        case ItemType::highlight:
        case ItemType::short_answer:
        case ItemType::recall_card: break;
    }
    return {};
}

std::vector<std::size_t> drawn_order(const Item& item, std::uint64_t seed) {
    const auto drawn = drawn_list(item);
    std::vector<std::size_t> order(drawn.choices ? drawn.choices->size() : 0);
    std::iota(order.begin(), order.end(), 0);
    shuffle(order, seed_of(item, seed));
    if (drawn.must_differ && order.size() > 1 && std::is_sorted(order.begin(), order.end())) std::rotate(order.begin(), order.begin() + 1, order.end());
    return order;
}

std::string typed_number(double number) {
    auto digits = fmt::format("{:.6f}", number);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    std::replace(digits.begin(), digits.end(), '.', ',');
    return digits;
}

ItemView view(const Item& item, std::uint64_t seed) {
    ItemView shown;
    shown.id = item.id;
    shown.version = item.version;
    const auto type = marking::type_of(item.key);
    shown.type = marking::code_of(type);
    shown.seconds = item.seconds;
    shown.prompt = item.prompt;
    const auto own_seed = seed_of(item, seed);
    switch (type) {
        case ItemType::single_choice:
        case ItemType::multiple_choice:
            shown.options = shuffled(item.choices, own_seed);
            break;
        case ItemType::true_false_set:
            shown.statements = item.choices;
            break;
        case ItemType::order:
            shown.steps = disordered(item.choices, own_seed);
            break;
        case ItemType::match:
            shown.lefts = item.choices;
            shown.rights = disordered(item.others, own_seed);
            break;
        case ItemType::fill_in:
            shown.text = item.text;
            shown.blank_count = static_cast<std::int64_t>(std::get<marking::FillIn>(item.key).blanks.size());
            break;
        case ItemType::numeric:
            shown.unit = item.unit;
            break;
        case ItemType::categorise:
            shown.categories = item.others;
            shown.things = item.choices;
            break;
        case ItemType::highlight:
            shown.segments = item.segments;
            break;
        case ItemType::short_answer:
            break;
        case ItemType::recall_card:
            shown.front = item.front;
            shown.back = item.back;
            break;
    }
    return shown;
}

marking::Response solution(const Item& item) { return std::visit(Solver{item}, item.key); }

std::string solution_text(const Item& item) { return std::visit(Teller{item}, item.key); }

}  // namespace curriculum
