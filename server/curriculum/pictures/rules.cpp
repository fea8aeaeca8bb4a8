#include "pictures/rules.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace curriculum {
namespace {

constexpr std::array<std::string_view, 22> kElements = {
    "svg",     "g",    "defs",           "title",          "desc", "path",  "rect",     "circle", "ellipse", "line", "polyline",
    "polygon", "text", "linearGradient", "radialGradient", "stop", "tspan", "clipPath", "mask",   "marker",  "use",  "symbol"};

// Values may point only inside the same picture.
std::optional<std::string> refuse_value(std::string_view name, std::string_view value) {
    const auto what = "attribute " + std::string(name);
    if (name == "xmlns" || name == "xmlns:xlink") return std::nullopt;
    if (name.starts_with("on")) return what + " runs script";
    if (name.find(':') != std::string_view::npos && name != "xml:space" && name != "xml:lang" && name != "xlink:href")
        return what + " is not allowed";
    if ((name == "href" || name == "xlink:href") && !value.starts_with('#')) return what + " points outside of the picture";
    if (value.find('\\') != std::string_view::npos || value.find('@') != std::string_view::npos)
        return what + " is not allowed to hold \\ or @";
    for (auto at = value.find('('); at != std::string_view::npos; at = value.find('(', at + 1)) {
        auto word = value.substr(0, at);
        word.remove_prefix(std::min(word.size(), word.find_last_of(" ;:,)") + 1));
        constexpr std::array<std::string_view, 9> kFunctions = {"translate", "rotate", "scale", "matrix", "skewX",
                                                                "skewY",     "rgb",    "rgba",  "hsl"};
        const bool inside = word == "url" && value.substr(at + 1).starts_with('#');
        if (!inside && std::find(kFunctions.begin(), kFunctions.end(), word) == kFunctions.end())
            return what + " may load something";
    }
    return std::nullopt;
}

std::optional<std::string> refuse_element(const pugi::xml_node& node, int depth) {
    if (depth > 20) return "is nested too deeply";
    switch (node.type()) {
        case pugi::node_element:
            break;
        case pugi::node_pcdata:
        case pugi::node_cdata:
        case pugi::node_comment:
        case pugi::node_declaration:
            return std::nullopt;
        case pugi::node_pi:
            return "holds a processing instruction";
        case pugi::node_doctype:
            return "holds a DOCTYPE";
        case pugi::node_null:
        case pugi::node_document:
            return "is not an SVG";
    }
    const std::string_view name = node.name();
    if (std::find(kElements.begin(), kElements.end(), name) == kElements.end())
        return "element <" + std::string(name) + "> is not allowed";
    for (const auto& attribute : node.attributes()) {
        if (const auto refusal = refuse_value(attribute.name(), attribute.value())) return refusal;
    }
    for (const auto& child : node.children()) {
        if (const auto refusal = refuse_element(child, depth + 1)) return refusal;
    }
    return std::nullopt;
}

std::optional<std::string> refuse_svg(std::string_view bytes) {
    pugi::xml_document document;
    if (!document.load_buffer(bytes.data(), bytes.size(), pugi::parse_full, pugi::encoding_utf8)) return "is not well-formed XML";
    const auto root = document.document_element();
    if (std::string_view(root.name()) != "svg" ||
        std::string_view(root.attribute("xmlns").value()) != "http://www.w3.org/2000/svg") {
        return "is not an SVG";
    }
    if (!root.attribute("viewBox")) return "has no viewBox, so it cannot be scaled";
    for (const auto& child : document.children()) {
        if (const auto refusal = refuse_element(child, 0)) return refusal;
    }
    return std::nullopt;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t place = at; place < at + 4; ++place)
        number = number << 8 | static_cast<unsigned char>(bytes[place]);
    return number;
}

// The chunks of a PNG (ISO/IEC 15948, 5): length, type, data, checksum; IHDR first, IEND last and nothing after it.
std::optional<std::string> refuse_png(std::string_view bytes) {
    constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n";
    if (!bytes.starts_with(kSignature)) return "is not a PNG";
    std::size_t at = kSignature.size();
    for (bool first = true; at + 12 <= bytes.size(); first = false) {
        const auto length = number_at(bytes, at);
        const auto type = bytes.substr(at + 4, 4);
        if (length > bytes.size() - at - 12) return "is cut short";
        if (first && (type != "IHDR" || length != 13)) return "is not a PNG";
        if (first && (number_at(bytes, at + 8) > 4096 || number_at(bytes, at + 12) > 4096)) return "is wider or higher than 4096";
        at += length + 12;
        if (type == "IEND") return at == bytes.size() ? std::nullopt : std::optional<std::string>("has bytes after its end");
    }
    return "is cut short";
}

}  // namespace

std::string_view picture_type(std::string_view name) {
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".png")) return "image/png";
    return {};
}

std::optional<std::string> refuse_picture(std::string_view name, std::string_view bytes) {
    if (bytes.size() > kPictureBytesMax) return "is larger than " + std::to_string(kPictureBytesMax / 1024) + " KB";
    const auto type = picture_type(name);
    if (type == "image/svg+xml") return refuse_svg(bytes);
    if (type == "image/png") return refuse_png(bytes);
    return "is neither .svg nor .png";
}

}  // namespace curriculum
