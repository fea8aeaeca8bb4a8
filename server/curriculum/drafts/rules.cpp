#include "drafts/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "items/rules.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

// A value that knows how to stand in a file: on one line, or with each of its fields on a line of its own.
struct Value {
    enum class Kind { plain, text, list, map };
    Kind kind = Kind::plain;
    std::string scalar;
    std::vector<std::string> names;
    std::vector<Value> children;

    static Value text(std::string given) { return {Kind::text, std::move(given), {}, {}}; }
    static Value plain(std::string given) { return {Kind::plain, std::move(given), {}, {}}; }
    static Value list() { return {Kind::list, {}, {}, {}}; }
    static Value map() { return {Kind::map, {}, {}, {}}; }
    Value& add(std::string name, Value value) {
        names.push_back(std::move(name));
        children.push_back(std::move(value));
        return *this;
    }
    Value& add(Value value) {
        children.push_back(std::move(value));
        return *this;
    }
    Value& add_text(std::string name, std::string given) { return add(std::move(name), text(std::move(given))); }
    Value& add_plain(std::string name, std::string given) { return add(std::move(name), plain(std::move(given))); }
};

std::string quoted_scalar(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        switch (letter) {
            case '"':
                quoted += "\\\"";
                break;
            case '\\':
                quoted += "\\\\";
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\r':
                quoted += "\\r";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                quoted += letter;
        }
    }
    // A byte order mark within a file is refused, whatever it stands in.
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    for (auto at = quoted.find(kMark); at != std::string::npos; at = quoted.find(kMark, at))
        quoted.replace(at, kMark.size(), "\\uFEFF");
    return quoted + '"';
}

// A word that YAML cannot take for anything but itself.
bool is_plain_word(std::string_view text) {
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && text != "null" &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

std::string code_text(const std::string& code) { return is_plain_word(code) ? code : quoted_scalar(code); }

std::string on_one_line(const Value& value) {
    if (value.kind == Value::Kind::plain) return value.scalar;
    if (value.kind == Value::Kind::text) return quoted_scalar(value.scalar);
    const bool is_map = value.kind == Value::Kind::map;
    std::string line(1, is_map ? '{' : '[');
    for (std::size_t at = 0; at < value.children.size(); ++at) {
        if (at > 0) line += ", ";
        if (is_map) line += code_text(value.names[at]) + ": ";
        line += on_one_line(value.children[at]);
    }
    return line + (is_map ? '}' : ']');
}

// Fields of an item each on a line; what stands below them, such as an option, on one line.
std::string as_block(const Value& item) {
    std::string text;
    for (std::size_t at = 0; at < item.children.size(); ++at) {
        const auto& child = item.children[at];
        text += (at == 0 ? "  - " : "    ") + item.names[at] + ":";
        const bool is_list_of_maps =
            child.kind == Value::Kind::list && !child.children.empty() && child.children[0].kind == Value::Kind::map;
        if (!is_list_of_maps) {
            text += " " + on_one_line(child) + "\n";
            continue;
        }
        text += "\n";
        for (const auto& each : child.children)
            text += "      - " + on_one_line(each) + "\n";
    }
    return text;
}

std::string number_text(double number) { return fmt::format("{}", number); }  // the shortest that reads back as the same

std::string feedback_of(const Item& item, const std::string& key) {
    const auto found = item.feedback.find(key);
    return found == item.feedback.end() ? std::string() : found->second;
}

// What is absent is left out, and the pack check says that it is missing.
void add_feedback(Value& value, const Item& item, const std::string& key) {
    if (auto feedback = feedback_of(item, key); !feedback.empty()) value.add_text("feedback", std::move(feedback));
}

std::string text_at(const std::vector<Choice>& choices, std::size_t at) {
    return at < choices.size() ? choices[at].text : std::string();
}

Value texts(const std::vector<std::string>& given) {
    auto list = Value::list();
    for (const auto& text : given)
        list.add(Value::text(text));
    return list;
}

void add_blank(Value& value, const marking::Blank& blank) {
    value.add("accept", texts(blank.accept));
    value.add_plain("diacritics", blank.diacritics == marking::Diacritics::strict ? "strict" : "lenient");
}

struct KeyWriter {
    const Item& item;
    Value& value;

    void add_options(const std::vector<marking::Option>& options) const {
        auto list = Value::list();
        for (std::size_t at = 0; at < options.size(); ++at) {
            auto option = Value::map();
            option.add_plain("key", code_text(options[at].key)).add_text("text", text_at(item.choices, at));
            if (options[at].right) option.add_plain("right", "true");
            add_feedback(option, item, options[at].key);
            list.add(std::move(option));
        }
        value.add("options", std::move(list));
    }
    void operator()(const marking::SingleChoice& key) const { add_options(key.options); }
    void operator()(const marking::MultipleChoice& key) const { add_options(key.options); }
    void operator()(const marking::TrueFalseSet& key) const {
        auto list = Value::list();
        for (std::size_t at = 0; at < key.statements.size(); ++at) {
            auto statement = Value::map();
            statement.add_plain("key", code_text(key.statements[at].key)).add_text("text", text_at(item.choices, at));
            statement.add_plain("true", key.statements[at].truth ? "yes" : "no");
            add_feedback(statement, item, key.statements[at].key);
            list.add(std::move(statement));
        }
        value.add("statements", std::move(list));
    }
    void operator()(const marking::Order& key) const {
        auto list = Value::list();
        for (std::size_t at = 0; at < key.steps.size(); ++at)
            list.add(Value::map().add_plain("key", code_text(key.steps[at])).add_text("text", text_at(item.choices, at)));
        value.add("steps", std::move(list));
        add_feedback(value, item, "");
    }
    void operator()(const marking::Match& key) const {
        auto pairs = Value::list(), extras = Value::list();
        for (std::size_t at = 0; at < key.pairs.size(); ++at) {
            auto pair = Value::map();
            pair.add_plain("key", code_text(key.pairs[at]))
                .add_text("left", text_at(item.choices, at))
                .add_text("right", text_at(item.others, at));
            add_feedback(pair, item, key.pairs[at]);
            pairs.add(std::move(pair));
        }
        for (std::size_t at = 0; at < key.extra_rights.size(); ++at)
            extras.add(Value::map()
                           .add_plain("key", code_text(key.extra_rights[at]))
                           .add_text("text", text_at(item.others, key.pairs.size() + at)));
        value.add("pairs", std::move(pairs));
        if (!extras.children.empty()) value.add("extra_rights", std::move(extras));
    }
    void operator()(const marking::FillIn& key) const {
        value.add_text("text", item.text);
        auto blanks = Value::list();
        for (std::size_t at = 0; at < key.blanks.size(); ++at) {
            auto blank = Value::map();
            add_blank(blank, key.blanks[at]);
            add_feedback(blank, item, std::to_string(at + 1));
            blanks.add(std::move(blank));
        }
        value.add("blanks", std::move(blanks));
    }
    void operator()(const marking::Numeric& key) const {
        value.add_plain("answer", number_text(key.answer));
        if (key.tolerance != 0) value.add_plain("tolerance", number_text(key.tolerance));
        if (item.unit) value.add_text("unit", *item.unit);
        add_feedback(value, item, "");
    }
    void operator()(const marking::Categorise& key) const {
        auto categories = Value::list(), things = Value::list();
        for (std::size_t at = 0; at < key.categories.size(); ++at)
            categories.add(
                Value::map().add_plain("key", code_text(key.categories[at])).add_text("text", text_at(item.others, at)));
        for (std::size_t at = 0; at < key.things.size(); ++at) {
            auto thing = Value::map();
            thing.add_plain("key", code_text(key.things[at].key))
                .add_text("text", text_at(item.choices, at))
                .add_plain("category", code_text(key.things[at].category));
            add_feedback(thing, item, key.things[at].key);
            things.add(std::move(thing));
        }
        value.add("categories", std::move(categories)).add("things", std::move(things));
    }
    void operator()(const marking::Highlight& key) const {
        std::string text;
        for (const auto& segment : item.segments)
            text += segment.key ? "[[" + *segment.key + ": " + segment.text + "]]" : segment.text;
        value.add_text("text", text);
        std::vector<std::string> rights;
        auto feedback = Value::map();
        for (const auto& part : key.parts) {
            if (part.right) rights.push_back(part.key);
            if (auto why = feedback_of(item, part.key); !why.empty()) feedback.add_text(part.key, std::move(why));
        }
        auto right = Value::list();
        for (const auto& key_of_right : rights)
            right.add(Value::plain(code_text(key_of_right)));
        value.add("right", std::move(right));
        if (!feedback.children.empty()) value.add("feedback", std::move(feedback));
    }
    void operator()(const marking::ShortAnswer& key) const {
        add_blank(value, key.blank);
        add_feedback(value, item, "");
    }
    void operator()(const marking::RecallCard&) const { value.add_text("front", item.front).add_text("back", item.back); }
};

Value value_of(const Item& item) {
    auto value = Value::map();
    value.add_plain("id", code_text(item.id)).add_plain("version", std::to_string(item.version));
    const auto type = marking::type_of(item.key);
    if (type != marking::ItemType::recall_card) {
        value.add_plain("type", std::string(marking::code_of(type)));
        value.add_text("prompt", item.prompt).add_text("explanation", item.explanation.value_or(""));
    }
    std::visit(KeyWriter{item, value}, item.key);
    return value;
}

bool is_recall_id(std::string_view id) {
    const auto dash = id.rfind("-r");
    return dash != std::string_view::npos && id.size() > dash + 2 &&
           id.find_first_not_of("0123456789", dash + 2) == std::string_view::npos;
}

}  // namespace

std::string write_item_line(const Item& item) { return on_one_line(value_of(item)); }

std::optional<Item> read_item_line(std::string_view line) {
    std::vector<PackProblem> problems;
    Mistakes mistakes("", problems);
    const auto root = yaml::parse(std::string(line), 1, mistakes);
    if (!root || root->kind != yaml::Node::Kind::map) return std::nullopt;
    const auto named = std::find(root->names.begin(), root->names.end(), "id");
    if (named == root->names.end()) return std::nullopt;
    const auto& id = root->children[static_cast<std::size_t>(named - root->names.begin())].scalar;
    const bool is_card = is_recall_id(id);
    const auto lesson_id = id.substr(0, id.rfind('-'));
    auto item = is_card ? read_recall_card(*root, lesson_id, mistakes) : read_item(*root, lesson_id, mistakes);
    if (!problems.empty()) return std::nullopt;
    return item;
}

std::string write_items_file(const std::vector<Item>& items, const std::vector<Item>& cards) {
    std::string text = "items:\n";
    for (const auto& item : items)
        text += as_block(value_of(item));
    text += "cards:";
    if (cards.empty()) return text + " []\n";
    text += "\n";
    for (const auto& card : cards)
        text += "  - " + on_one_line(value_of(card)) + "\n";
    return text;
}

}  // namespace curriculum
