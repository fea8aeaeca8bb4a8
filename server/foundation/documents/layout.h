#pragma once
// How a family of official documents looks: page, type sizes, placement, fixed words. Each family is a data file in
// layouts/, carried inside the binary; README.md beside this file explains the fields.
#include "foundation/yaml.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace documents {

inline constexpr double kPointsPerMm = 72 / 25.4;

enum class Role {
    body,
    superior_body,
    issuing_body,
    number,
    state_name,
    motto,
    place_and_date,
    kind,
    summary,
    addressees,
    basis,
    heading_1,
    heading_2,
    heading_3,
    table_title,
    table_head,
    table_cell,
    table_note,
    recipients_head,
    recipients,
    capacity,
    signer,
    appendix_name,
    appendix_title,
    appendix_reference,
    page_number
};
inline constexpr std::array<std::string_view, 26> kRoles{
    "body",       "superior_body",  "issuing_body",  "number",          "state_name",
    "motto",      "place_and_date", "kind",          "summary",         "addressees",
    "basis",      "heading_1",      "heading_2",     "heading_3",       "table_title",
    "table_head", "table_cell",     "table_note",    "recipients_head", "recipients",
    "capacity",   "signer",         "appendix_name", "appendix_title",  "appendix_reference",
    "page_number"};

enum class Align { left, center, right, both };

struct Style {
    std::string label;  // the style's name in Word
    double size_pt = 14;
    bool bold = false;
    bool italic = false;
    bool underline = false;
    bool caps = false;
    Align align = Align::left;
    double first_line_mm = 0;
    double before_pt = 0;
    double after_pt = 0;
    double line = 1;  // times the font's own height
};

struct Page {
    double width_mm = 210;
    double height_mm = 297;
    double top_mm = 20;
    double bottom_mm = 20;
    double left_mm = 30;
    double right_mm = 15;
    double number_from_top_mm = 10;
};

struct Layout {
    std::string name;
    std::string title;
    bool verified = false;  // against the rule itself
    std::string source;
    std::vector<std::string> known;    // what the source says
    std::vector<std::string> unknown;  // what had to be chosen without one
    Page page;
    std::string font;
    double number_column_mm = 65;  // the left column of the header
    std::string state_name;
    std::string motto;           // may be empty
    int state_rule_percent = 0;  // the line below, by the length of the text; 0 is none
    int issuing_rule_percent = 0;
    int summary_rule_percent = 0;
    std::string below_issuing;  // may be empty
    std::string number;         // patterns: {symbol} {place} {year} {blank} {number} {archive} stand for what they say
    std::string place_and_date;
    bool date_beside_number = true;  // else beside the names
    std::string addressees;
    std::array<std::string, 3> heading_marks;
    std::string recipients_head;
    std::string as_above;  // the first recipient when there are addressees
    std::string recipient_end;
    std::string archive;
    double signature_space_pt = 70;
    std::string appendix;  // of a single one
    std::string numbered_appendix;
    std::string appendix_reference;
    std::array<Style, kRoles.size()> styles;

    const Style& style(Role role) const { return styles[static_cast<std::size_t>(role)]; }
    double text_width_pt(bool landscape) const;  // a landscape page keeps its margins as the reader holds it
};

struct LayoutFile {
    Layout layout;
    std::vector<yaml::Mistake> mistakes;  // with any of them the layout must not be used
};
LayoutFile read_layout(const std::string& name, const std::string& text);

// The families in the binary, by name; nothing for a name nobody gave.
std::vector<std::string> layout_names();
const Layout* find_layout(std::string_view name);

// What the caller and the file's properties say of a layout that was not verified; empty for a verified one.
std::string warning_of(const Layout&);

}  // namespace documents
