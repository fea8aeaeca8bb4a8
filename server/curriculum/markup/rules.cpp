#include "markup/rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "foundation/text.h"

namespace curriculum {
namespace {

void append_character(std::uint32_t code, std::string& out) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// The character an entity stands for, without its & and ;
std::uint32_t character_of(std::string_view entity) {
    static constexpr std::array<std::pair<std::string_view, std::uint32_t>, 12> kNamed{{{"amp", '&'},
                                                                                        {"lt", '<'},
                                                                                        {"gt", '>'},
                                                                                        {"quot", '"'},
                                                                                        {"apos", '\''},
                                                                                        {"nbsp", ' '},
                                                                                        {"ndash", 0x2013},
                                                                                        {"mdash", 0x2014},
                                                                                        {"hellip", 0x2026},
                                                                                        {"ldquo", 0x201C},
                                                                                        {"rdquo", 0x201D},
                                                                                        {"rsquo", 0x2019}}};
    for (const auto& [name, code] : kNamed) {
        if (entity == name) return code;
    }
    if (!entity.starts_with('#')) return 0;
    entity.remove_prefix(1);
    const bool is_hex = entity.starts_with('x') || entity.starts_with('X');
    if (is_hex) entity.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(entity.data(), entity.data() + entity.size(), code, is_hex ? 16 : 10);
    const bool whole = error == std::errc{} && end == entity.data() + entity.size();
    if (!whole || code < 0x20 || code == 0x7F || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0;
    return code == 0xA0 ? ' ' : code;
}

std::string tag_name(std::string_view tag) {
    if (tag.starts_with('/')) tag.remove_prefix(1);
    const auto end =
        std::min(tag.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!"), tag.size());
    return text::lower_case(tag.substr(0, end));
}

bool ends_line(const std::string& tag) { return tag == "br" || tag == "p" || tag == "div" || tag == "li" || tag == "tr"; }

}  // namespace

std::string plain_text_of(std::string_view html, std::vector<std::string>& losses) {
    constexpr std::size_t kEntityMax = 10;
    std::string out;
    std::set<std::string> dropped;
    for (std::size_t at = 0; at < html.size();) {
        const char letter = html[at];
        if (letter == '<') {
            const auto close = html.find('>', at);
            const auto name = tag_name(html.substr(at + 1, close == std::string_view::npos ? 0 : close - at - 1));
            if (!name.empty()) {
                if (ends_line(name)) out += '\n';
                if (name != "br" && name != "p" && name != "div" && name != "span") dropped.insert(name);
                at = close + 1;
                continue;
            }
        }
        if (letter == '&') {
            const auto end = html.substr(at, kEntityMax).find(';');
            const auto code = end == std::string_view::npos ? 0 : character_of(html.substr(at + 1, end - 1));
            if (code != 0) {
                append_character(code, out);
                at += end + 1;
                continue;
            }
        }
        out += letter;
        ++at;
    }
    std::string names;
    for (const auto& name : dropped) {
        if (names.size() < 60) names += (names.empty() ? "<" : ", <") + name + ">";
    }
    if (!names.empty()) losses.push_back("the markup " + names);
    const auto first = out.find_first_not_of(" \n\t");
    if (first == std::string::npos) return {};
    out = out.substr(first, out.find_last_not_of(" \n\t") - first + 1);
    return text::to_nfc(out).value_or("");
}

}  // namespace curriculum
