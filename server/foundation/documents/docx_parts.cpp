#include "foundation/documents/docx_parts.h"

#include "foundation/documents/clean.h"
#include "foundation/text.h"

#include <fmt/format.h>

#include <set>

namespace documents {
namespace {

using wordml::set;

constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr const char* kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/";
constexpr const char* kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

pugi::xml_node plain_root(pugi::xml_document& document, const char* name, const std::string& space) {
    auto declaration = document.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    set(declaration, "standalone", "yes");
    auto root = document.append_child(name);
    set(root, "xmlns", space);
    return root;
}

void add_text(pugi::xml_node parent, const char* name, const std::string& text) {
    parent.append_child(name).append_child(pugi::node_pcdata).set_value(text.c_str());
}

pugi::xml_node add_relation(pugi::xml_node root, const std::string& id, const std::string& type, const std::string& target) {
    auto relation = root.append_child("Relationship");
    set(relation, "Id", id);
    set(relation, "Type", type);
    set(relation, "Target", target);
    return relation;
}

std::string clean_line(const std::string& text) {
    auto clean = clean_text(text, 255).text;
    for (auto& byte : clean) {
        if (byte == '\n') byte = ' ';
    }
    return clean;
}

std::string title_of(const Document& document) { return clean_line(document.title.kind + " " + document.title.summary); }

// "2026-11-25T02:00:00Z"
std::string utc_text(Instant at) {
    const auto local = at.utc_ms - 7 * kHourMs;  // day_of counts days of Việt Nam, which begin seven hours earlier
    const auto seconds = (((at.utc_ms / kSecondMs) % 86'400) + 86'400) % 86'400;
    return fmt::format("{}T{:02}:{:02}:{:02}Z", to_text(day_of({local})), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

const char* align_name(Align align) {
    switch (align) {
        case Align::left:
            return "left";
        case Align::center:
            return "center";
        case Align::right:
            return "right";
        case Align::both:
            return "both";
    }
    return "left";
}

void add_fonts(pugi::xml_node properties, const std::string& font) {
    auto fonts = properties.append_child("w:rFonts");
    for (const auto* name : {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"})
        set(fonts, name, font);
}

void add_size(pugi::xml_node properties, double size_pt) {
    set(properties.append_child("w:sz"), "w:val", std::lround(size_pt * 2));
    set(properties.append_child("w:szCs"), "w:val", std::lround(size_pt * 2));
}

void add_defaults(pugi::xml_node root, const Layout& layout) {
    auto defaults = root.append_child("w:docDefaults");
    auto letters = defaults.append_child("w:rPrDefault").append_child("w:rPr");
    add_fonts(letters, layout.font);
    set(letters.append_child("w:color"), "w:val", "000000");
    add_size(letters, layout.style(Role::body).size_pt);
    auto language = letters.append_child("w:lang");
    set(language, "w:val", "vi-VN");
    set(language, "w:eastAsia", "vi-VN");
    auto spacing = defaults.append_child("w:pPrDefault").append_child("w:pPr").append_child("w:spacing");
    set(spacing, "w:after", 0L);
    set(spacing, "w:line", 240);
    set(spacing, "w:lineRule", "auto");
    auto normal = root.append_child("w:style");
    set(normal, "w:type", "paragraph");
    set(normal, "w:default", 1);
    set(normal, "w:styleId", "Normal");
    set(normal.append_child("w:name"), "w:val", "Normal");
    normal.append_child("w:qFormat");
    auto link = root.append_child("w:style");  // plain: an official document is black and without underlines
    set(link, "w:type", "character");
    set(link, "w:styleId", "Hyperlink");
    set(link.append_child("w:name"), "w:val", "Hyperlink");
    set(link.append_child("w:rPr").append_child("w:color"), "w:val", "000000");
}

int outline_level(Role role) {
    return role == Role::heading_1 ? 0 : role == Role::heading_2 ? 1 : role == Role::heading_3 ? 2 : -1;
}

void add_style(pugi::xml_node root, Role role, const Style& style) {
    const auto level = outline_level(role);
    auto node = root.append_child("w:style");
    set(node, "w:type", "paragraph");
    if (level < 0) set(node, "w:customStyle", 1);
    set(node, "w:styleId", wordml::style_id(role));
    set(node.append_child("w:name"), "w:val", level < 0 ? style.label : "heading " + std::to_string(level + 1));
    set(node.append_child("w:basedOn"), "w:val", "Normal");
    node.append_child("w:qFormat");
    auto paragraph = node.append_child("w:pPr");
    auto spacing = paragraph.append_child("w:spacing");
    set(spacing, "w:before", wordml::twips(style.before_pt));
    set(spacing, "w:after", wordml::twips(style.after_pt));
    set(spacing, "w:line", std::lround(style.line * 240));
    set(spacing, "w:lineRule", "auto");
    if (style.first_line_mm > 0)
        set(paragraph.append_child("w:ind"), "w:firstLine", wordml::twips(style.first_line_mm * kPointsPerMm));
    set(paragraph.append_child("w:jc"), "w:val", align_name(style.align));
    if (level >= 0) set(paragraph.append_child("w:outlineLvl"), "w:val", static_cast<long>(level));
    auto letters = node.append_child("w:rPr");
    if (style.bold) letters.append_child("w:b");
    if (style.italic) letters.append_child("w:i");
    add_size(letters, style.size_pt);
    if (style.underline) set(letters.append_child("w:u"), "w:val", "single");
}

}  // namespace

std::string content_types() {
    pugi::xml_document document;
    auto root = plain_root(document, "Types", std::string(kPackage) + "content-types");
    for (const auto& [extension, type] :
         {std::pair{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, std::pair{"xml", "application/xml"}}) {
        auto node = root.append_child("Default");
        set(node, "Extension", extension);
        set(node, "ContentType", type);
    }
    const auto add = [&](const char* part, const std::string& type) {
        auto node = root.append_child("Override");
        set(node, "PartName", part);
        set(node, "ContentType", type);
    };
    add("/word/document.xml", std::string(kWordType) + "document.main+xml");
    add("/word/styles.xml", std::string(kWordType) + "styles+xml");
    add("/word/settings.xml", std::string(kWordType) + "settings+xml");
    add("/word/header1.xml", std::string(kWordType) + "header+xml");
    add("/word/header2.xml", std::string(kWordType) + "header+xml");
    add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    add("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    add("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml");
    return wordml::to_xml(document);
}

std::string package_relations() {
    pugi::xml_document document;
    auto root = plain_root(document, "Relationships", std::string(kPackage) + "relationships");
    const std::string office = std::string(kOffice) + "relationships/";
    add_relation(root, "document", office + "officeDocument", "word/document.xml");
    add_relation(root, "core", std::string(kPackage) + "relationships/metadata/core-properties", "docProps/core.xml");
    add_relation(root, "app", office + "extended-properties", "docProps/app.xml");
    add_relation(root, "custom", office + "custom-properties", "docProps/custom.xml");
    return wordml::to_xml(document);
}

std::string document_relations(const wordml::Links& links) {
    pugi::xml_document document;
    auto root = plain_root(document, "Relationships", std::string(kPackage) + "relationships");
    const std::string office = std::string(kOffice) + "relationships/";
    add_relation(root, "styles", office + "styles", "styles.xml");
    add_relation(root, "settings", office + "settings", "settings.xml");
    add_relation(root, "numbered", office + "header", "header1.xml");
    add_relation(root, "unnumbered", office + "header", "header2.xml");
    for (const auto& [link, id] : links.all())
        set(add_relation(root, id, office + "hyperlink", link), "TargetMode", "External");
    return wordml::to_xml(document);
}

std::string styles(const Layout& layout) {
    pugi::xml_document document;
    auto root = wordml::add_root(document, "w:styles");
    add_defaults(root, layout);
    for (std::size_t index = 0; index < kRoles.size(); ++index)
        add_style(root, static_cast<Role>(index), layout.styles[index]);
    return wordml::to_xml(document);
}

std::string settings() {
    pugi::xml_document document;
    auto root = wordml::add_root(document, "w:settings");
    set(root.append_child("w:defaultTabStop"), "w:val", 720);
    auto setting = root.append_child("w:compat").append_child("w:compatSetting");
    set(setting, "w:name", "compatibilityMode");
    set(setting, "w:uri", "http://schemas.microsoft.com/office/word");
    set(setting, "w:val", 15);
    set(root.append_child("w:themeFontLang"), "w:val", "vi-VN");
    return wordml::to_xml(document);
}

std::string numbered_header() {
    pugi::xml_document document;
    auto paragraph = wordml::add_paragraph(wordml::add_root(document, "w:hdr"), Role::page_number);
    auto field = paragraph.append_child("w:fldSimple");
    set(field, "w:instr", " PAGE ");
    wordml::add_run(field, "2");  // what stands there until Word counts
    return wordml::to_xml(document);
}

std::string unnumbered_header() {
    pugi::xml_document document;
    wordml::add_paragraph(wordml::add_root(document, "w:hdr"), Role::page_number);
    return wordml::to_xml(document);
}

std::string core_properties(const Document& source, const Layout& layout) {
    pugi::xml_document document;
    auto root = plain_root(document, "cp:coreProperties", "");
    root.remove_attribute("xmlns");
    set(root, "xmlns:cp", std::string(kPackage) + "metadata/core-properties");
    set(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    set(root, "xmlns:dcterms", "http://purl.org/dc/terms/");
    set(root, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    add_text(root, "dc:title", title_of(source));
    add_text(root, "dc:creator", clean_line(source.author));
    add_text(root, "dc:description", warning_of(layout));
    add_text(root, "dc:language", "vi-VN");
    for (const auto* name : {"dcterms:created", "dcterms:modified"}) {
        add_text(root, name, utc_text(source.drafted_at));
        set(root.last_child(), "xsi:type", "dcterms:W3CDTF");
    }
    return wordml::to_xml(document);
}

std::string app_properties() {
    pugi::xml_document document;
    auto root = plain_root(document, "Properties", std::string(kOffice) + "extended-properties");
    add_text(root, "Application", "Bình Dân Học");
    return wordml::to_xml(document);
}

std::string custom_properties(const Document& source, const Layout& layout) {
    pugi::xml_document document;
    auto root = plain_root(document, "Properties", std::string(kOffice) + "custom-properties");
    set(root, "xmlns:vt", std::string(kOffice) + "docPropsVTypes");
    std::set<std::string> names;
    long id = 2;  // the format's first
    const auto add = [&](const std::string& name, const std::string& value) {
        const auto clean = clean_line(name);
        if (clean.empty() || !names.insert(text::lower_case(clean)).second) return;
        auto property = root.append_child("property");
        set(property, "fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
        set(property, "pid", id++);
        set(property, "name", clean);
        add_text(property, "vt:lpwstr", value);
    };
    add("Bố cục", layout.title);
    add("Bố cục đã đối chiếu", layout.verified ? "có" : "chưa");
    add("Nguồn bố cục", layout.source);
    if (!layout.verified) add("Lưu ý về bố cục", warning_of(layout));
    for (const auto& fact : source.facts)
        add(fact.name, clean_line(fact.value));
    return wordml::to_xml(document);
}

}  // namespace documents
