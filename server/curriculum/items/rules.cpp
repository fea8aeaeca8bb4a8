#include "items/rules.h"

#include <algorithm>
#include <set>

namespace curriculum {
namespace {

using marking::ItemType;

constexpr std::size_t kPromptMax = 400;
constexpr std::size_t kPartMax = 300;
constexpr std::size_t kFeedbackMax = 400;
constexpr std::size_t kTextMax = 1500;

std::string read_key(yaml::Fields& fields) { return fields.code("key"); }

// Two parts that read the same cannot be told apart by the learner.
void refuse_same_texts(const std::vector<Choice>& choices, int line, Mistakes& mistakes) {
    std::set<std::string> seen;
    for (const auto& choice : choices) {
        if (!choice.text.empty() && !seen.insert(choice.text).second)
            mistakes.add(line, "the text " + quoted(choice.text) + " stands here twice");
    }
}

std::vector<marking::Option> read_options(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    std::vector<marking::Option> options;
    for (const auto& node : fields.list("options", 2, 6)) {
        yaml::Fields option(node, mistakes);
        const auto key = read_key(option);
        const bool right = option.optional_flag("right").value_or(false);
        item.choices.push_back({key, option.text("text", kPartMax)});
        options.push_back({key, right});
        if (!right) option.require("feedback");
        if (const auto feedback = option.optional_text("feedback", kFeedbackMax)) item.feedback[key] = *feedback;
        option.refuse_others();
    }
    refuse_same_texts(item.choices, fields.line_of("options"), mistakes);
    return options;
}

void read_own_feedback(yaml::Fields& fields, Item& item) { item.feedback[""] = fields.text("feedback", kFeedbackMax); }

marking::Key read_true_false_set(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    marking::TrueFalseSet key;
    for (const auto& node : fields.list("statements", 2, 5)) {
        yaml::Fields statement(node, mistakes);
        const auto name = read_key(statement);
        item.choices.push_back({name, statement.text("text", kPartMax)});
        statement.require("true");
        key.statements.push_back({name, statement.optional_flag("true").value_or(false)});
        item.feedback[name] = statement.text("feedback", kFeedbackMax);
        statement.refuse_others();
    }
    refuse_same_texts(item.choices, fields.line_of("statements"), mistakes);
    return key;
}

marking::Key read_order(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    marking::Order key;
    for (const auto& node : fields.list("steps", 3, 6)) {
        yaml::Fields step(node, mistakes);
        key.steps.push_back(read_key(step));
        item.choices.push_back({key.steps.back(), step.text("text", kPartMax)});
        step.refuse_others();
    }
    read_own_feedback(fields, item);
    refuse_same_texts(item.choices, fields.line_of("steps"), mistakes);
    return key;
}

marking::Key read_match(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    marking::Match key;
    for (const auto& node : fields.list("pairs", 2, 5)) {
        yaml::Fields pair(node, mistakes);
        key.pairs.push_back(read_key(pair));
        item.choices.push_back({key.pairs.back(), pair.text("left", kPartMax)});
        item.others.push_back({key.pairs.back(), pair.text("right", kPartMax)});
        item.feedback[key.pairs.back()] = pair.text("feedback", kFeedbackMax);
        pair.refuse_others();
    }
    for (const auto& node : fields.list("extra_rights", 0, 3)) {
        yaml::Fields right(node, mistakes);
        key.extra_rights.push_back(read_key(right));
        item.others.push_back({key.extra_rights.back(), right.text("text", kPartMax)});
        right.refuse_others();
    }
    refuse_same_texts(item.choices, fields.line_of("pairs"), mistakes);
    refuse_same_texts(item.others, fields.line_of("pairs"), mistakes);
    return key;
}

marking::Blank read_blank(yaml::Fields& fields, Mistakes& mistakes) {
    marking::Blank blank;
    blank.accept = fields.texts("accept", 1, 60, marking::kTextBytesMax);
    const auto diacritics = fields.text("diacritics", 10);
    blank.diacritics = diacritics == "strict" ? marking::Diacritics::strict : marking::Diacritics::lenient;
    if (!diacritics.empty() && diacritics != "strict" && diacritics != "lenient") {
        mistakes.add(fields.line_of("diacritics"), "diacritics must be strict or lenient");
    }
    return blank;
}

marking::Key read_fill_in(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    constexpr std::string_view kBlank = "___";
    marking::FillIn key;
    item.text = fields.text("text", kTextMax);
    std::size_t gaps = 0;
    for (auto at = item.text.find(kBlank); at != std::string::npos; at = item.text.find(kBlank, at + kBlank.size()))
        ++gaps;
    if (item.text.find("____") != std::string::npos)
        mistakes.add(fields.line_of("text"), "a blank is written with exactly three underscores");
    for (const auto& node : fields.list("blanks", 1, 8)) {
        yaml::Fields blank(node, mistakes);
        key.blanks.push_back(read_blank(blank, mistakes));
        item.feedback[std::to_string(key.blanks.size())] = blank.text("feedback", kFeedbackMax);
        blank.refuse_others();
    }
    if (gaps != key.blanks.size()) {
        mistakes.add(fields.line_of("text"), "the text has " + std::to_string(gaps) + " blanks (___), blanks: lists " +
                                                 std::to_string(key.blanks.size()));
    }
    return key;
}

marking::Key read_numeric(yaml::Fields& fields, Item& item) {
    marking::Numeric key;
    fields.require("answer");
    key.answer = fields.optional_number("answer").value_or(0);
    key.tolerance = fields.optional_number("tolerance").value_or(0);
    item.unit = fields.optional_text("unit", 40);
    key.unit = item.unit.value_or("");
    read_own_feedback(fields, item);
    return key;
}

marking::Key read_categorise(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    marking::Categorise key;
    for (const auto& node : fields.list("categories", 2, 4)) {
        yaml::Fields category(node, mistakes);
        key.categories.push_back(read_key(category));
        item.others.push_back({key.categories.back(), category.text("text", kPartMax)});
        category.refuse_others();
    }
    for (const auto& node : fields.list("things", 3, 8)) {
        yaml::Fields thing(node, mistakes);
        const auto name = read_key(thing);
        item.choices.push_back({name, thing.text("text", kPartMax)});
        key.things.push_back({name, thing.code("category")});
        item.feedback[name] = thing.text("feedback", kFeedbackMax);
        thing.refuse_others();
    }
    refuse_same_texts(item.choices, fields.line_of("things"), mistakes);
    refuse_same_texts(item.others, fields.line_of("categories"), mistakes);
    return key;
}

// "Before [[a: a part]] after" becomes segments; the selectable ones carry their key.
std::vector<Segment> split_segments(const std::string& text, int line, Mistakes& mistakes) {
    std::vector<Segment> segments;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = std::min(text.find("[[", at), text.size());
        if (open > at) segments.push_back({std::nullopt, text.substr(at, open - at)});
        if (open == text.size()) break;
        const auto close = text.find("]]", open);
        const auto colon = text.find(": ", open);
        if (close == std::string::npos || colon == std::string::npos || colon > close || close <= colon + 2) {
            mistakes.add(line, "a selectable part is written [[key: words]]");
            break;
        }
        segments.push_back({text.substr(open + 2, colon - open - 2), text.substr(colon + 2, close - colon - 2)});
        at = close + 2;
    }
    return segments;
}

marking::Key read_highlight(yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    marking::Highlight key;
    item.segments = split_segments(fields.text("text", kTextMax), fields.line_of("text"), mistakes);
    const auto rights = fields.codes("right", 1, 20);
    const auto is_right = [&](const std::string& name) { return std::find(rights.begin(), rights.end(), name) != rights.end(); };
    for (const auto& segment : item.segments) {
        if (segment.key) key.parts.push_back({*segment.key, is_right(*segment.key)});
    }
    const auto find_part = [&](const std::string& name) {
        return std::find_if(key.parts.begin(), key.parts.end(), [&](const auto& part) { return part.key == name; });
    };
    for (const auto& name : rights) {
        if (find_part(name) == key.parts.end())
            mistakes.add(fields.line_of("right"), "right names " + quoted(name) + ", which the text does not mark");
    }
    if (const auto* node = fields.find("feedback")) {
        yaml::Fields feedback(*node, mistakes);
        for (const auto& name : node->names) {
            item.feedback[name] = feedback.text(name, kFeedbackMax);
            const auto part = find_part(name);
            if (part == key.parts.end())
                mistakes.add(feedback.line_of(name), "feedback names " + quoted(name) + ", which the text does not mark");
        }
    }
    for (const auto& part : key.parts) {
        if (!part.right && !item.feedback.contains(part.key))
            mistakes.add(fields.line_of("feedback"), "wrong part " + quoted(part.key) + " has no feedback");
    }
    return key;
}

marking::Key read_key_of(ItemType type, yaml::Fields& fields, Item& item, Mistakes& mistakes) {
    switch (type) {
        case ItemType::single_choice:
            return marking::SingleChoice{read_options(fields, item, mistakes)};
        case ItemType::multiple_choice:
            return marking::MultipleChoice{read_options(fields, item, mistakes)};
        case ItemType::true_false_set:
            return read_true_false_set(fields, item, mistakes);
        case ItemType::order:
            return read_order(fields, item, mistakes);
        case ItemType::match:
            return read_match(fields, item, mistakes);
        case ItemType::fill_in:
            return read_fill_in(fields, item, mistakes);
        case ItemType::numeric:
            return read_numeric(fields, item);
        case ItemType::categorise:
            return read_categorise(fields, item, mistakes);
        case ItemType::highlight:
            return read_highlight(fields, item, mistakes);
        case ItemType::short_answer: {
            marking::ShortAnswer key{read_blank(fields, mistakes)};
            read_own_feedback(fields, item);
            return key;
        }
        case ItemType::recall_card:
            break;
    }
    return marking::RecallCard{};
}

bool ends_with_number(std::string_view id, std::string_view prefix) {
    return id.size() > prefix.size() && id.starts_with(prefix) &&
           id.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

// What items of lessons and of tests have in common; their ids and owners differ.
Item read_exercise(yaml::Fields& fields, Mistakes& mistakes) {
    Item item;
    item.id = fields.code("id");
    item.version = fields.whole("version", 1, 1000000);
    item.prompt = fields.text("prompt", kPromptMax);
    item.explanation = fields.text("explanation", kTextMax);
    const auto code = fields.text("type", 40);
    const auto type = marking::find_item_type(code);
    if (!type || *type == ItemType::recall_card) {
        if (!code.empty()) mistakes.add(fields.line_of("type"), quoted(code) + " is no type of item");
        return item;
    }
    item.seconds = usual_seconds(*type);
    const int before = mistakes.count();
    item.key = read_key_of(*type, fields, item, mistakes);
    if (const auto refusal = marking::refuse_key(item.key); refusal && mistakes.count() == before) {
        mistakes.add(fields.line(), "item " + item.id + " cannot be marked: " + std::string(marking::code_of(*refusal)));
    }
    return item;
}

}  // namespace

int usual_seconds(ItemType type) {
    switch (type) {
        case ItemType::single_choice:
            return 25;
        case ItemType::multiple_choice:
            return 35;
        case ItemType::true_false_set:
            return 40;
        case ItemType::order:
            return 40;
        case ItemType::match:
            return 40;
        case ItemType::fill_in:
            return 35;
        case ItemType::numeric:
            return 30;
        case ItemType::categorise:
            return 45;
        case ItemType::highlight:
            return 35;
        case ItemType::short_answer:
            return 30;
        case ItemType::recall_card:
            return 15;
    }
    return 30;
}

Item read_item(const yaml::Node& node, const std::string& lesson_id, Mistakes& mistakes) {
    yaml::Fields fields(node, mistakes);
    auto item = read_exercise(fields, mistakes);
    item.lesson_id = lesson_id;
    fields.refuse_others();
    const bool named = item.id.size() == lesson_id.size() + 2 && item.id.starts_with(lesson_id + "-") && item.id.back() >= 'a' &&
                       item.id.back() <= 'z';
    if (!item.id.empty() && !named)
        mistakes.add(fields.line_of("id"), "item id " + quoted(item.id) + " must be " + lesson_id + "- and one letter");
    return item;
}

Item read_recall_card(const yaml::Node& node, const std::string& lesson_id, Mistakes& mistakes) {
    yaml::Fields fields(node, mistakes);
    Item card;
    card.lesson_id = lesson_id;
    card.key = marking::RecallCard{};
    card.seconds = usual_seconds(ItemType::recall_card);
    card.id = fields.code("id");
    card.version = fields.whole("version", 1, 1000000);
    card.front = fields.text("front", kPromptMax);
    card.back = fields.text("back", kTextMax);
    fields.refuse_others();
    const auto prefix = lesson_id + "-r";
    if (!card.id.empty() && !ends_with_number(card.id, prefix))
        mistakes.add(fields.line_of("id"), "card id " + quoted(card.id) + " must be " + prefix + " and a number");
    return card;
}

Item read_test_item(const yaml::Node& node, const std::string& level_id, Mistakes& mistakes) {
    yaml::Fields fields(node, mistakes);
    auto item = read_exercise(fields, mistakes);
    item.competence = fields.code("competence");
    fields.refuse_others();
    const auto prefix = level_id + "-t";
    if (!item.id.empty() && !ends_with_number(item.id, prefix))
        mistakes.add(fields.line_of("id"), "test item id " + quoted(item.id) + " must be " + prefix + " and a number");
    return item;
}

ItemsFile read_items(const std::string& text, const std::string& lesson_id, Mistakes& mistakes) {
    ItemsFile file;
    const auto root = yaml::parse(text, 1, mistakes);
    if (!root) return file;
    yaml::Fields fields(*root, mistakes);
    for (const auto& node : fields.list("items", 3, 26))
        file.items.push_back({read_item(node, lesson_id, mistakes), node.line});
    for (const auto& node : fields.list("cards", 3, 5))
        file.cards.push_back({read_recall_card(node, lesson_id, mistakes), node.line});
    fields.refuse_others();
    return file;
}

}  // namespace curriculum
