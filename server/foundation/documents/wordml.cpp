#include "foundation/documents/wordml.h"

#include <cmath>
#include <sstream>

namespace documents::wordml {
namespace {

// Word's own default is 0.5 pt as well.
void add_lines(pugi::xml_node properties) {
    auto borders = properties.append_child("w:tblBorders");
    for (const auto* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
        auto border = borders.append_child(side);
        set(border, "w:val", "single");
        set(border, "w:sz", 4);
        set(border, "w:space", 0L);
        set(border, "w:color", "000000");
    }
}

void add_text(pugi::xml_node run, const std::string& text) {
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (at > 0) run.append_child("w:br");
        if (end > at) {
            auto node = run.append_child("w:t");
            set(node, "xml:space", "preserve");
            node.append_child(pugi::node_pcdata).set_value(text.substr(at, end - at).c_str());
        }
        at = end + 1;
    }
}

void add_run_properties(pugi::xml_node run, const char* style, bool bold, bool italic) {
    if (!style && !bold && !italic) return;
    auto properties = run.append_child("w:rPr");
    if (style) set(properties.append_child("w:rStyle"), "w:val", style);
    if (bold) properties.append_child("w:b");
    if (italic) properties.append_child("w:i");
}

void add_styled_run(pugi::xml_node parent, const std::string& text, const char* style, bool bold, bool italic) {
    if (text.empty()) return;
    auto run = parent.append_child("w:r");
    add_run_properties(run, style, bold, italic);
    add_text(run, text);
}

}  // namespace

long twips(double points) { return std::lround(points * 20); }

std::string style_id(Role role) {
    switch (role) {  // Word knows these three by name and builds its outline from them
        case Role::heading_1:
            return "Heading1";
        case Role::heading_2:
            return "Heading2";
        case Role::heading_3:
            return "Heading3";
        case Role::body:
        case Role::superior_body:
        case Role::issuing_body:
        case Role::number:
        case Role::state_name:
        case Role::motto:
        case Role::place_and_date:
        case Role::kind:
        case Role::summary:
        case Role::addressees:
        case Role::basis:
        case Role::table_title:
        case Role::table_head:
        case Role::table_cell:
        case Role::table_note:
        case Role::recipients_head:
        case Role::recipients:
        case Role::capacity:
        case Role::signer:
        case Role::appendix_name:
        case Role::appendix_title:
        case Role::appendix_reference:
        case Role::page_number:
            break;
    }
    return std::string(kRoles[static_cast<std::size_t>(role)]);
}

std::string to_xml(const pugi::xml_document& document) {
    std::ostringstream output;
    document.save(output, "", pugi::format_raw, pugi::encoding_utf8);
    return output.str();
}

pugi::xml_node add_root(pugi::xml_document& document, const char* name) {
    auto declaration = document.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    set(declaration, "standalone", "yes");
    auto root = document.append_child(name);
    set(root, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
    set(root, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    return root;
}

void set(pugi::xml_node node, const char* attribute, const std::string& value) {
    node.append_attribute(attribute) = value.c_str();
}
void set(pugi::xml_node node, const char* attribute, long value) { node.append_attribute(attribute) = value; }

std::string Links::id_of(const std::string& link) {
    const auto [found, is_new] = ids_.try_emplace(link, "link" + std::to_string(ids_.size() + 1));
    return found->second;
}

pugi::xml_node add_paragraph(pugi::xml_node parent, Role role, const ParagraphOptions& options) {
    auto paragraph = parent.append_child("w:p");
    auto properties = paragraph.append_child("w:pPr");
    set(properties.append_child("w:pStyle"), "w:val", style_id(role));
    if (options.keep_next) properties.append_child("w:keepNext");
    if (options.starts_page) properties.append_child("w:pageBreakBefore");
    if (options.before_pt >= 0 || options.after_pt >= 0) {
        auto spacing = properties.append_child("w:spacing");
        if (options.before_pt >= 0) set(spacing, "w:before", twips(options.before_pt));
        if (options.after_pt >= 0) set(spacing, "w:after", twips(options.after_pt));
    }
    if (options.left_pt >= 0) {
        auto indent = properties.append_child("w:ind");
        set(indent, "w:left", twips(options.left_pt));
        set(indent, "w:right", twips(options.right_pt));
        if (options.hanging_pt > 0)
            set(indent, "w:hanging", twips(options.hanging_pt));
        else
            set(indent, "w:firstLine", 0L);
    }
    if (options.align) set(properties.append_child("w:jc"), "w:val", options.align);
    return paragraph;
}

void add_run(pugi::xml_node paragraph, const std::string& text, bool bold, bool italic) {
    add_styled_run(paragraph, text, nullptr, bold, italic);
}

void add_linked_run(pugi::xml_node paragraph, const std::string& text, const std::string& link_id, bool bold, bool italic) {
    auto link = paragraph.append_child("w:hyperlink");
    set(link, "r:id", link_id);
    set(link, "w:history", 1);
    add_styled_run(link, text, "Hyperlink", bold, italic);
}

pugi::xml_node add_gap(pugi::xml_node parent, double height_pt, bool keep_next) {
    auto properties = parent.append_child("w:p").append_child("w:pPr");
    if (keep_next) properties.append_child("w:keepNext");
    auto spacing = properties.append_child("w:spacing");
    set(spacing, "w:after", 0L);
    set(spacing, "w:line", twips(height_pt));
    set(spacing, "w:lineRule", "exact");
    return properties;
}

void add_rule(pugi::xml_node parent, double container_pt, double length_pt) {
    constexpr long kLineEighths = 6;  // 0.75 pt
    auto properties = parent.append_child("w:p").append_child("w:pPr");
    auto border = properties.append_child("w:pBdr").append_child("w:top");
    set(border, "w:val", "single");
    set(border, "w:sz", kLineEighths);
    set(border, "w:space", 0L);
    set(border, "w:color", "000000");
    auto spacing = properties.append_child("w:spacing");
    set(spacing, "w:before", 50);  // clear of the dot below ợ
    set(spacing, "w:after", 0L);
    set(spacing, "w:line", 60);
    set(spacing, "w:lineRule", "exact");
    auto indent = properties.append_child("w:ind");
    const auto side = twips(std::max(0.0, (container_pt - length_pt) / 2));
    set(indent, "w:left", side);
    set(indent, "w:right", side);
    set(properties.append_child("w:rPr").append_child("w:sz"), "w:val", 2);
}

pugi::xml_node add_table(pugi::xml_node parent, const std::vector<double>& widths_pt, bool lined, double padding_pt) {
    double total = 0;
    for (const auto width : widths_pt)
        total += width;
    auto table = parent.append_child("w:tbl");
    auto properties = table.append_child("w:tblPr");
    auto width = properties.append_child("w:tblW");
    set(width, "w:w", twips(total));
    set(width, "w:type", "dxa");
    auto indent = properties.append_child("w:tblInd");
    set(indent, "w:w", 0L);
    set(indent, "w:type", "dxa");
    if (lined) add_lines(properties);
    set(properties.append_child("w:tblLayout"), "w:type", "fixed");
    auto margins = properties.append_child("w:tblCellMar");
    for (const auto* side : {"w:left", "w:right"}) {
        auto margin = margins.append_child(side);
        set(margin, "w:w", twips(padding_pt));
        set(margin, "w:type", "dxa");
    }
    auto grid = table.append_child("w:tblGrid");
    for (const auto each : widths_pt)
        set(grid.append_child("w:gridCol"), "w:w", twips(each));
    return table;
}

pugi::xml_node add_row(pugi::xml_node table, const RowOptions& options) {
    auto row = table.append_child("w:tr");
    auto properties = row.append_child("w:trPr");
    if (!options.may_split) properties.append_child("w:cantSplit");
    if (options.is_head) properties.append_child("w:tblHeader");
    return row;
}

pugi::xml_node add_cell(pugi::xml_node row, double width_pt, const char* vertical) {
    auto cell = row.append_child("w:tc");
    auto properties = cell.append_child("w:tcPr");
    auto width = properties.append_child("w:tcW");
    set(width, "w:w", twips(width_pt));
    set(width, "w:type", "dxa");
    set(properties.append_child("w:vAlign"), "w:val", vertical);
    return cell;
}

void add_section(pugi::xml_node parent, const Layout& layout, const SectionOptions& options) {
    const auto mm = [](double length) { return twips(length * kPointsPerMm); };
    const auto& page = layout.page;
    auto section = parent.append_child("w:sectPr");
    for (const auto& [type, id] : {std::pair{"default", "numbered"}, std::pair{"first", "unnumbered"}}) {
        auto header = section.append_child("w:headerReference");
        set(header, "w:type", type);
        set(header, "r:id", id);
    }
    if (options.starts_page) set(section.append_child("w:type"), "w:val", "nextPage");
    auto size = section.append_child("w:pgSz");
    set(size, "w:w", mm(options.landscape ? page.height_mm : page.width_mm));
    set(size, "w:h", mm(options.landscape ? page.width_mm : page.height_mm));
    if (options.landscape) set(size, "w:orient", "landscape");
    auto margin = section.append_child("w:pgMar");
    set(margin, "w:top", mm(page.top_mm));
    set(margin, "w:right", mm(page.right_mm));
    set(margin, "w:bottom", mm(page.bottom_mm));
    set(margin, "w:left", mm(page.left_mm));
    set(margin, "w:header", mm(page.number_from_top_mm));
    set(margin, "w:footer", mm(page.number_from_top_mm));
    set(margin, "w:gutter", 0L);
    if (options.restarts_numbers) set(section.append_child("w:pgNumType"), "w:start", 1);
    section.append_child("w:titlePg");
}

}  // namespace documents::wordml
