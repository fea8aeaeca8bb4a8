#include "markdown/rules.h"

#include <cmark-gfm.h>

#include <cctype>
#include <cstdlib>
#include <memory>

#include "foundation/text.h"

namespace curriculum {
namespace {

constexpr std::size_t kBodyBytesMax = 64 * 1024;  // 600 syllables need a tenth of it
constexpr int kOptions = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;

using Tree = std::unique_ptr<cmark_node, void (*)(cmark_node*)>;

// A syllable is a run between white space that holds a letter or a digit; Vietnamese writes them apart.
int count_syllables(std::string_view text) {
    int count = 0;
    bool inside = false;
    for (const char raw : text) {
        const auto byte = static_cast<unsigned char>(raw);
        if (std::isspace(byte))
            inside = false;
        else if (!inside && (byte >= 0x80 || std::isalnum(byte)))
            inside = true, ++count;
    }
    return count;
}

std::string plain_text(cmark_node* node) {
    std::string text;
    const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> steps(cmark_iter_new(node), cmark_iter_free);
    while (cmark_iter_next(steps.get()) != CMARK_EVENT_DONE) {
        auto* here = cmark_iter_get_node(steps.get());
        const auto type = cmark_node_get_type(here);
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
        if (type != CMARK_NODE_TEXT && type != CMARK_NODE_CODE) continue;
        if (const char* literal = cmark_node_get_literal(here)) text += literal;
    }
    return text;
}

std::string render(cmark_node* node) {
    char* html = cmark_render_html(node, kOptions, nullptr);
    std::string kept = html ? html : "";
    std::free(html);
    return kept;
}

class Checker {
public:
    Checker(int first_line, const std::string& picture_folder, Reading& reading, Mistakes& mistakes)
        : first_line_(first_line), picture_folder_(picture_folder), reading_(reading), mistakes_(mistakes) {}

    void check(cmark_node* document) {
        const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> steps(cmark_iter_new(document), cmark_iter_free);
        for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(steps.get())) {
            if (event == CMARK_EVENT_ENTER) check_node(cmark_iter_get_node(steps.get()));
        }
    }
    int line_of(cmark_node* node) const {
        while (node && cmark_node_get_start_line(node) == 0)
            node = cmark_node_parent(node);
        return first_line_ + (node ? cmark_node_get_start_line(node) - 1 : 0);
    }

private:
    void check_node(cmark_node* node) {
        const auto type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
            mistakes_.add(line_of(node), "raw HTML is not allowed");
        if (type == CMARK_NODE_LINK)
            mistakes_.add(line_of(node), "links are not allowed: the reading must be whole without network");
        if (type == CMARK_NODE_IMAGE) check_picture(node);
        if (type == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1) {
            mistakes_.add(line_of(node), "headings begin at '## ': the title stands in the front matter");
        }
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
            const char* literal = cmark_node_get_literal(node);
            reading_.syllables += literal ? count_syllables(literal) : 0;
        }
    }

    void check_picture(cmark_node* node) {
        const std::string url = cmark_node_get_url(node) ? cmark_node_get_url(node) : "";
        const int line = line_of(node);
        if (text::squeeze(plain_text(node)).empty()) mistakes_.add(line, "picture " + quoted(url) + " has no alt text");
        constexpr std::string_view kFolder = "images/";
        const auto name = url.starts_with(kFolder) ? url.substr(kFolder.size()) : "";
        if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != std::string::npos ||
            name.front() == '.') {
            mistakes_.add(line, "picture " + quoted(url) + " must be written images/name.svg or images/name.png");
            return;
        }
        reading_.pictures.push_back({name, line});
        cmark_node_set_url(node, (picture_folder_ + name).c_str());
    }

    int first_line_;
    const std::string& picture_folder_;
    Reading& reading_;
    Mistakes& mistakes_;
};

}  // namespace

Reading read_markdown(std::string_view body, int first_line, const std::string& picture_folder, Mistakes& mistakes) {
    Reading reading;
    if (body.size() > kBodyBytesMax) {
        mistakes.add(first_line, "the reading is longer than " + std::to_string(kBodyBytesMax) + " bytes");
        return reading;
    }
    const Tree document(cmark_parse_document(body.data(), body.size(), kOptions), cmark_node_free);
    Checker checker(first_line, picture_folder, reading, mistakes);
    checker.check(document.get());
    for (auto* node = cmark_node_first_child(document.get()); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 2) {
            if (!reading.cards.empty() && reading.cards.back().html.empty()) {
                mistakes.add(checker.line_of(node), "the card before this heading has no text");
            }
            reading.cards.push_back({text::squeeze(plain_text(node)), ""});
            if (reading.cards.back().heading.empty()) mistakes.add(checker.line_of(node), "a heading without words");
        } else if (reading.cards.empty()) {
            mistakes.add(checker.line_of(node), "text before the first '## ' heading");
            break;
        } else {
            reading.cards.back().html += render(node);
        }
    }
    if (reading.cards.empty())
        mistakes.add(first_line, "the reading has no '## ' heading");
    else if (reading.cards.back().html.empty())
        mistakes.add(first_line, "the last card has no text");
    if (reading.syllables > kSyllablesMax) {
        mistakes.add(first_line, "the reading has " + std::to_string(reading.syllables) + " syllables, more than " +
                                     std::to_string(kSyllablesMax));
    }
    return reading;
}

}  // namespace curriculum
