#include "foundation/yaml.h"

#include <yaml.h>  // libyaml

#include <algorithm>
#include <charconv>
#include <memory>

#include "foundation/result.h"
#include "foundation/text.h"

namespace yaml {
namespace {

constexpr int kMistakesMax = 100;  // in one file: a broken file must not flood the report

bool is_code(std::string_view text) {
    const auto allowed = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
    };
    return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

void Mistakes::add(int line, std::string message) {
    if (++count_ <= kMistakesMax) note_(file_, line, std::move(message));
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kShown = 60;
    auto end = std::min(text.size(), kShown);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    std::string shown(text.substr(0, end));
    std::replace_if(
        shown.begin(), shown.end(), [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; }, ' ');
    return "'" + shown + (end < text.size() ? "…'" : "'");
}

bool is_clean(std::string_view text, int first_line, Mistakes& mistakes) {
    int line = first_line;
    for (std::size_t at = 0; at <= text.size(); ++line) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto row = text.substr(at, end - at);
        at = end + 1;
        const auto nfc = text::to_nfc(row);
        if (!nfc) {
            mistakes.add(line, "is not valid UTF-8");
        } else if (*nfc != row) {
            mistakes.add(line, "is not in Unicode form NFC");
        } else if (text::has_control_characters(row)) {
            mistakes.add(line, "holds control characters");
        } else if (row.find("\xEF\xBB\xBF") != std::string_view::npos) {
            mistakes.add(line, "holds a byte order mark");
        } else {
            continue;
        }
        return false;
    }
    return true;
}

namespace {

constexpr int kDepthMax = 12;
constexpr std::size_t kNodesMax = 50000;

// What ends the reading of a file.
struct Refusal {
    int line = 0;  // of the text, from 0
    std::string message;
};

std::string_view view(const yaml_char_t* letters, std::size_t size) { return {reinterpret_cast<const char*>(letters), size}; }

bool is_null(const yaml_event_t& event) {
    if (event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return false;
    const auto value = view(event.data.scalar.value, event.data.scalar.length);
    return value.empty() || value == "~" || value == "null" || value == "Null" || value == "NULL";
}

// Builds the tree from the parser's events, so that everything unwanted is refused before it takes any room.
class Builder {
public:
    explicit Builder(int first_line) : first_line_(first_line) {}

    Node root;

    void take(const yaml_event_t& event) {
        line_ = static_cast<int>(event.start_mark.line);
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            if (++documents_ > 1) refuse("a second document");
            break;
        case YAML_ALIAS_EVENT: refuse("aliases (*name) are not used here");
        case YAML_SCALAR_EVENT: {
            const auto& scalar = event.data.scalar;
            auto node = start(is_null(event) ? Node::Kind::null : Node::Kind::scalar, scalar.anchor, scalar.tag);
            if (node.kind == Node::Kind::scalar) node.scalar = view(scalar.value, scalar.length);
            add(std::move(node));
            break;
        }
        case YAML_SEQUENCE_START_EVENT:
            open(start(Node::Kind::list, event.data.sequence_start.anchor, event.data.sequence_start.tag));
            break;
        case YAML_MAPPING_START_EVENT:
            open(start(Node::Kind::map, event.data.mapping_start.anchor, event.data.mapping_start.tag));
            break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: close(); break;
        case YAML_NO_EVENT:
        case YAML_STREAM_START_EVENT:
        case YAML_STREAM_END_EVENT:
        case YAML_DOCUMENT_END_EVENT: break;
        }
    }

private:
    [[noreturn]] void refuse(std::string message) const { throw Refusal{line_, std::move(message)}; }

    Node start(Node::Kind kind, const yaml_char_t* anchor, const yaml_char_t* tag) {
        if (anchor) refuse("anchors (&name) are not used here");
        if (tag) refuse("tags (!name) are not used here");
        if (++nodes_ > kNodesMax) refuse("more values than such a file needs");
        Node node;
        node.kind = kind;
        node.line = first_line_ + line_;
        return node;
    }
    static bool awaits_name(const Node& node) {
        return node.kind == Node::Kind::map && node.names.size() == node.children.size();
    }

    void open(Node node) {
        if (!open_.empty() && awaits_name(open_.back())) refuse("a field's name must be a word");
        if (open_.size() >= kDepthMax) refuse("nested too deeply");
        open_.push_back(std::move(node));
    }
    void close() {
        auto node = std::move(open_.back());
        open_.pop_back();
        add(std::move(node));
    }
    void add(Node node) {
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        auto& parent = open_.back();
        if (!awaits_name(parent)) {
            parent.children.push_back(std::move(node));
            return;
        }
        if (node.kind != Node::Kind::scalar) refuse("a field's name must be a word");
        if (std::find(parent.names.begin(), parent.names.end(), node.scalar) != parent.names.end())
            refuse("field " + yaml::quoted(node.scalar) + " stands here twice");
        if (parent.names.size() >= 64) refuse("more fields than such a file needs");
        parent.names.push_back(std::move(node.scalar));
    }

    int first_line_;
    int line_ = 0;
    int documents_ = 0;
    std::size_t nodes_ = 0;
    std::vector<Node> open_;
};

class Parser {
public:
    explicit Parser(const std::string& text) {
        ensure(yaml_parser_initialize(&parser_) == 1, "there is memory for a parser");
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    ~Parser() { yaml_parser_delete(&parser_); }
    Parser(const Parser&) = delete;

    void read(Builder& builder) {
        for (bool is_over = false; !is_over;) {
            yaml_event_t event;
            if (!yaml_parser_parse(&parser_, &event)) throw Refusal{static_cast<int>(parser_.problem_mark.line), parser_.problem ? parser_.problem : "not YAML"};
            const std::unique_ptr<yaml_event_t, decltype(&yaml_event_delete)> owned(&event, yaml_event_delete);
            is_over = event.type == YAML_STREAM_END_EVENT;
            builder.take(event);
        }
    }

private:
    yaml_parser_t parser_{};
};

const std::vector<Node> kNothing;
const Node kEmptyMap{.kind = Node::Kind::map, .line = 0, .scalar = {}, .names = {}, .children = {}};

}  // namespace

std::optional<Node> parse(const std::string& text, int first_line, Mistakes& mistakes) {
    if (!is_clean(text, first_line, mistakes)) return std::nullopt;
    Builder builder(first_line);
    try {
        Parser(text).read(builder);
        return std::move(builder.root);
    } catch (const Refusal& refusal) {
        mistakes.add(first_line + refusal.line, "YAML: " + refusal.message);
    }
    return std::nullopt;
}

std::string read_text(const Node& node, std::string_view name, std::size_t length_max, Mistakes& mistakes) {
    const auto field = "field " + yaml::quoted(name);
    if (node.kind != Node::Kind::scalar) {
        mistakes.add(node.line, field + (node.kind == Node::Kind::null ? " is empty" : " must be text"));
        return {};
    }
    // Escapes can spell what the file itself does not hold.
    const auto nfc = text::to_nfc(node.scalar);
    if (!nfc || *nfc != node.scalar || text::has_control_characters(*nfc)) {
        mistakes.add(node.line, field + " holds escapes that are not clean NFC text");
        return {};
    }
    if (text::squeeze(node.scalar).empty()) mistakes.add(node.line, field + " is empty");
    if (text::length(node.scalar) > length_max) {
        mistakes.add(node.line, field + " is longer than " + std::to_string(length_max) + " characters");
    }
    auto trimmed = node.scalar;
    trimmed.erase(trimmed.find_last_not_of(" \n\t\r") + 1);
    return trimmed;
}

Fields::Fields(const Node& node, Mistakes& mistakes) : node_(node), mistakes_(mistakes) {
    if (node.kind != Node::Kind::map) mistakes.add(node.line, "fields expected here (name: value)");
}

const Node* Fields::find(std::string_view name) {
    asked_.emplace(name);
    const auto found = std::find(node_.names.begin(), node_.names.end(), name);
    if (found == node_.names.end()) return nullptr;
    return &node_.children[static_cast<std::size_t>(found - node_.names.begin())];
}

int Fields::line_of(std::string_view name) const {
    const auto found = std::find(node_.names.begin(), node_.names.end(), name);
    if (found == node_.names.end()) return node_.line;
    return node_.children[static_cast<std::size_t>(found - node_.names.begin())].line;
}

void Fields::require(std::string_view name) {
    if (!find(name) && node_.kind == Node::Kind::map) mistakes_.add(node_.line, "field " + yaml::quoted(name) + " is missing");
}

std::string Fields::text(std::string_view name, std::size_t length_max) {
    require(name);
    return optional_text(name, length_max).value_or("");
}

std::optional<std::string> Fields::optional_text(std::string_view name, std::size_t length_max) {
    const auto* node = find(name);
    if (!node) return std::nullopt;
    return read_text(*node, name, length_max, mistakes_);
}

std::string Fields::code(std::string_view name) {
    auto value = text(name, 60);
    if (!value.empty() && !is_code(value)) {
        mistakes_.add(line_of(name), yaml::quoted(value) + " is not made of a-z, 0-9, dash and point");
        value.clear();
    }
    return value;
}

std::int64_t Fields::whole(std::string_view name, std::int64_t min, std::int64_t max) {
    require(name);
    const auto* node = find(name);
    if (!node) return min;
    const auto& digits = node->scalar;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && end == digits.data() + digits.size() && value >= min && value <= max) return value;
    mistakes_.add(node->line,
                  "field " + yaml::quoted(name) + " must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return min;
}

std::optional<double> Fields::optional_number(std::string_view name) {
    const auto* node = find(name);
    if (!node) return std::nullopt;
    const auto& digits = node->scalar;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && end == digits.data() + digits.size()) return value;
    mistakes_.add(node->line, "field " + yaml::quoted(name) + " must be a number such as 1234.5");
    return std::nullopt;
}

std::optional<bool> Fields::optional_flag(std::string_view name) {
    const auto* node = find(name);
    if (!node) return std::nullopt;
    if (node->scalar == "yes" || node->scalar == "true") return true;
    if (node->scalar == "no" || node->scalar == "false") return false;
    mistakes_.add(node->line, "field " + yaml::quoted(name) + " must be yes or no");
    return std::nullopt;
}

const Node& Fields::map(std::string_view name) {
    require(name);
    const auto* node = find(name);
    if (node && node->kind == Node::Kind::map) return *node;
    if (node) mistakes_.add(node->line, "field " + yaml::quoted(name) + " must hold fields of its own");
    return kEmptyMap;
}

const std::vector<Node>& Fields::list(std::string_view name, std::size_t min, std::size_t max) {
    if (min > 0) require(name);
    const auto* node = find(name);
    if (!node) return kNothing;
    if (node->kind != Node::Kind::list) {
        mistakes_.add(node->line, "field " + yaml::quoted(name) + " must be a list");
        return kNothing;
    }
    const auto count = node->children.size();
    if (count < min || count > max) {
        mistakes_.add(node->line, "field " + yaml::quoted(name) + " must hold " + std::to_string(min) + " to " + std::to_string(max) +
                                      " entries, not " + std::to_string(count));
    }
    return node->children;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t min, std::size_t max, std::size_t length_max) {
    std::vector<std::string> values;
    for (const auto& node : list(name, min, max))
        values.push_back(read_text(node, name, length_max, mistakes_));
    return values;
}

std::vector<std::string> Fields::codes(std::string_view name, std::size_t min, std::size_t max) {
    auto values = texts(name, min, max, 60);
    for (const auto& value : values) {
        if (!value.empty() && !is_code(value))
            mistakes_.add(line_of(name), yaml::quoted(value) + " is not made of a-z, 0-9, dash and point");
    }
    return values;
}

void Fields::refuse_others() {
    for (std::size_t place = 0; place < node_.names.size(); ++place) {
        if (!asked_.contains(node_.names[place])) {
            mistakes_.add(node_.children[place].line, "unknown field " + yaml::quoted(node_.names[place]));
        }
    }
}

}  // namespace yaml
