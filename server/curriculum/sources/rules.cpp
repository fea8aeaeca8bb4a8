#include "sources/rules.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <memory>

#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::array<std::string_view, 23> kProseFields{"title",       "goal",   "safe_use", "teach_back", "hand_in", "official",
                                                        "student",     "worker", "business", "citizen",    "text",    "prompt",
                                                        "feedback",    "left",   "unit",     "front",      "back",    "outcome",
                                                        "explanation", "brief",  "full",     "part",       "none"};

bool has_field(const yaml::Node& node, std::string_view name) {
    return std::find(node.names.begin(), node.names.end(), name) != node.names.end();
}

bool is_prose(const yaml::Node& parent, std::string_view name) {
    // "right" is the other half of a pair, but a flag of an option and a list of a highlight.
    if (name == "right") return has_field(parent, "left");
    return std::find(kProseFields.begin(), kProseFields.end(), name) != kProseFields.end();
}

void replace_all(std::string& text, std::string_view was, std::string_view is) {
    for (auto at = text.find(was); at != std::string::npos; at = text.find(was, at + is.size()))
        text.replace(at, was.size(), is);
}

// "[[a: a part]]" reads "a part", "___" is a gap.
std::string without_marks(std::string text) {
    for (auto open = text.find("[["); open != std::string::npos; open = text.find("[[", open)) {
        const auto colon = text.find(": ", open);
        if (colon == std::string::npos) break;
        text.erase(open, colon + 2 - open);
    }
    replace_all(text, "]]", "");
    replace_all(text, "___", " ");
    return text;
}

class Collector {
public:
    explicit Collector(Sources& sources) : sources_(sources) {}

    void read_yaml(const std::string& file, const std::string& text, int first_line) {
        std::vector<PackProblem> ignored;  // told by the loader already
        Mistakes mistakes(file, ignored);
        file_ = file;
        if (const auto root = yaml::parse(text, first_line, mistakes)) walk(*root, "");
    }

    void read_lesson_file(const std::string& file, const std::string& text) {
        constexpr std::string_view kFence = "---\n";
        const auto end = text.starts_with(kFence) ? text.find("\n---\n", kFence.size() - 1) : std::string::npos;
        if (end == std::string::npos) return;
        const auto front = text.substr(kFence.size(), end + 1 - std::min(end + 1, kFence.size()));
        lesson_.clear();
        read_yaml(file, front, 2);
        if (lesson_.empty()) return;
        const int body_line = 3 + static_cast<int>(std::count(front.begin(), front.end(), '\n'));
        read_body(std::string_view(text).substr(end + 5), body_line);
    }

private:
    void add(int line, const std::string& owner, ProseKind kind, std::string text) {
        if (!text.empty()) sources_.prose.push_back({{file_, line}, owner, kind, std::move(text)});
    }

    void walk(const yaml::Node& node, const std::string& owner) {
        auto own = owner;
        for (std::size_t at = 0; at < node.names.size(); ++at) {
            const auto& child = node.children[at];
            if (node.names[at] != "id" || child.kind != yaml::Node::Kind::scalar) continue;
            own = child.scalar;
            sources_.places.emplace(own, SourcePlace{file_, child.line});
            if (has_field(node, "competences")) lesson_ = own;
        }
        for (std::size_t at = 0; at < node.children.size(); ++at) {
            const auto& child = node.children[at];
            const std::string name = at < node.names.size() ? node.names[at] : "";
            if (child.kind == yaml::Node::Kind::scalar && is_prose(node, name)) {
                add(child.line, own, ProseKind::field, without_marks(child.scalar));
            } else if (name == "feedback" || name == "skills") {
                for (const auto& each : child.children)
                    add(each.line, own, ProseKind::field, each.scalar);
            } else if (name == "competences") {
                sources_.competences.emplace(own, SourcePlace{file_, child.line});
            } else {
                walk(child, own);
            }
        }
    }

    void read_body(std::string_view body, int first_line) {
        using Tree = std::unique_ptr<cmark_node, void (*)(cmark_node*)>;
        const Tree document(cmark_parse_document(body.data(), body.size(), CMARK_OPT_DEFAULT), cmark_node_free);
        const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> steps(cmark_iter_new(document.get()), cmark_iter_free);
        std::string block, picture;
        int line = first_line;
        int pictures_open = 0;
        for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(steps.get())) {
            auto* node = cmark_iter_get_node(steps.get());
            const auto type = cmark_node_get_type(node);
            const bool is_block = type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING;
            auto& here = pictures_open > 0 ? picture : block;
            if (is_block && event == CMARK_EVENT_ENTER) {
                block.clear();
                line = first_line + std::max(cmark_node_get_start_line(node) - 1, 0);
            } else if (is_block) {
                add(line, lesson_, type == CMARK_NODE_HEADING ? ProseKind::heading : ProseKind::reading, block);
            } else if (type == CMARK_NODE_IMAGE) {
                pictures_open += event == CMARK_EVENT_ENTER ? 1 : -1;
                if (pictures_open == 0) add(line, lesson_, ProseKind::field, std::exchange(picture, ""));
            } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
                here += ' ';
            } else if (const char* literal =
                           type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ? cmark_node_get_literal(node) : nullptr) {
                here += literal;
            }
        }
    }

    Sources& sources_;
    std::string file_;
    std::string lesson_;  // whose file is being read
};

}  // namespace

SourcePlace Sources::place_of(std::string_view id) const {
    const auto found = places.find(id);
    return found == places.end() ? SourcePlace{"", 0} : found->second;
}

Sources read_sources(const std::vector<PackFolder>& packs) {
    Sources sources;
    Collector collector(sources);
    for (const auto& pack : packs) {
        for (const auto& [name, bytes] : pack.files) {
            const auto file = pack.place_of(name);
            if (name.ends_with(".yaml")) collector.read_yaml(file, bytes, 1);
            if (name.ends_with(".md") && name.find('/') != std::string::npos) collector.read_lesson_file(file, bytes);
        }
    }
    return sources;
}

}  // namespace curriculum
