#include "foundation/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <sstream>

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

// Builds the tree from the parser's events, so that everything unwanted is refused before it takes any room.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(int first_line) : first_line_(first_line) {}

    Node root;

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1) throw YAML::Exception(mark, "a second document");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { take(start(mark, Node::Kind::null, "", anchor), mark); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw YAML::Exception(mark, "aliases (*name) are not used here");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        auto node = start(mark, Node::Kind::scalar, tag, anchor);
        node.scalar = value;
        take(std::move(node), mark);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(start(mark, Node::Kind::list, tag, anchor), mark);
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open(start(mark, Node::Kind::map, tag, anchor), mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

private:
    Node start(const YAML::Mark& mark, Node::Kind kind, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != 0) throw YAML::Exception(mark, "anchors (&name) are not used here");
        if (!tag.empty() && tag != "?" && tag != "!") throw YAML::Exception(mark, "tags (!name) are not used here");
        if (++nodes_ > kNodesMax) throw YAML::Exception(mark, "more values than such a file needs");
        Node node;
        node.kind = kind;
        node.line = first_line_ + mark.line;
        return node;
    }
    static bool awaits_name(const Node& node) {
        return node.kind == Node::Kind::map && node.names.size() == node.children.size();
    }

    void open(Node node, const YAML::Mark& mark) {
        if (!open_.empty() && awaits_name(open_.back())) throw YAML::Exception(mark, "a field's name must be a word");
        if (open_.size() >= kDepthMax) throw YAML::Exception(mark, "nested too deeply");
        open_.push_back(std::move(node));
        marks_.push_back(mark);
    }
    void close() {
        auto node = std::move(open_.back());
        const auto mark = marks_.back();
        open_.pop_back();
        marks_.pop_back();
        take(std::move(node), mark);
    }
    void take(Node node, const YAML::Mark& mark) {
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        auto& parent = open_.back();
        if (!awaits_name(parent)) {
            parent.children.push_back(std::move(node));
            return;
        }
        if (node.kind != Node::Kind::scalar) throw YAML::Exception(mark, "a field's name must be a word");
        if (std::find(parent.names.begin(), parent.names.end(), node.scalar) != parent.names.end()) {
            throw YAML::Exception(mark, "field " + yaml::quoted(node.scalar) + " stands here twice");
        }
        if (parent.names.size() >= 64) throw YAML::Exception(mark, "more fields than such a file needs");
        parent.names.push_back(std::move(node.scalar));
    }

    int first_line_;
    int documents_ = 0;
    std::size_t nodes_ = 0;
    std::vector<Node> open_;
    std::vector<YAML::Mark> marks_;
};

const std::vector<Node> kNothing;

}  // namespace

std::optional<Node> parse(const std::string& text, int first_line, Mistakes& mistakes) {
    if (!is_clean(text, first_line, mistakes)) return std::nullopt;
    Builder builder(first_line);
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
        return std::move(builder.root);
    } catch (const YAML::Exception& error) {
        mistakes.add(first_line + std::max(error.mark.line, 0), "YAML: " + error.msg);
    } catch (const std::exception& error) {
        mistakes.add(first_line, std::string("YAML: ") + error.what());
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
