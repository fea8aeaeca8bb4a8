#include "foundation/documents/docx_body.h"

#include "foundation/documents/clean.h"
#include "foundation/documents/columns.h"
#include "foundation/documents/measure.h"
#include "foundation/documents/numerals.h"
#include "foundation/text.h"

#include <algorithm>

namespace documents {
namespace {

constexpr const char* kBlank = "\u00A0\u00A0\u00A0\u00A0\u00A0";  // room for a number; no line ends in it
constexpr double kTitleShare = 0.96;                              // a title keeps clear of the margins
constexpr double kColumnGapPt = 12;                               // between the names and what stands beside them
constexpr double kSignatureLeftShare = 0.46;
constexpr std::size_t kRowWholeBytes = 800;  // a row with a longer text may run over two pages
constexpr double kAddresseesLeftMm = 32;
constexpr double kAfterTablePt = 8;
constexpr double kAfterTitlePt = 10;
constexpr double kBeforeSignaturePt = 12;
constexpr double kAfterAddresseesPt = 12;

// Without the mark that the writer itself puts at the end.
std::string without_end(std::string text) {
    text.erase(text.find_last_not_of(" ;,.") + 1);
    return text;
}

const char* align_of(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::text:
            return "left";
        case ColumnKind::number:
        case ColumnKind::day:
            return "center";
        case ColumnKind::count:
        case ColumnKind::percent:
            return "right";
    }
    return "left";
}

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

DocxBody::DocxBody(const Document& document, const Layout& layout, Notices& notices, wordml::Links& links)
    : document_(document), layout_(layout), notices_(notices), links_(links) {}

std::string DocxBody::to_xml() {
    pugi::xml_document xml;
    auto body = wordml::add_root(xml, "w:document").append_child("w:body");
    add_header(body);
    add_title(body);
    add_addressees(body);
    add_bases(body);
    const auto width = layout_.text_width_pt(false);
    add_blocks(body, document_.blocks, width, true);
    add_signature(body);
    // A section's form stands in its last paragraph, the last one's in the body itself.
    for (std::size_t index = 0; index <= document_.appendices.size(); ++index) {
        const bool is_first = index == 0;
        if (!is_first) add_appendix(body, index - 1);
        const wordml::SectionOptions options{.landscape = !is_first && is_landscape(document_.appendices[index - 1]),
                                             .starts_page = !is_first,
                                             .restarts_numbers = !is_first};
        if (index == document_.appendices.size()) {
            wordml::add_section(body, layout_, options);
        } else {
            wordml::add_section(wordml::add_gap(body, 1), layout_, options);
        }
    }
    return wordml::to_xml(xml);
}

std::string DocxBody::cased(std::string text, Role role) const {
    return layout_.style(role).caps ? text::upper_case(text) : std::move(text);
}

std::string DocxBody::line(std::string_view text, Role role) { return cased(notices_.clean(text, kCellLengthMax), role); }

std::string DocxBody::centred(std::string_view text, Role role, double room_pt) {
    const auto& style = layout_.style(role);
    return balanced(line(text, role), style.size_pt, style.bold, room_pt);
}

double DocxBody::line_width_pt(const std::string& text, Role role) const {
    const auto& style = layout_.style(role);
    double widest = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        widest = std::max(widest, width_pt(std::string_view(text).substr(at, end - at), style.size_pt, style.bold));
        at = end + 1;
    }
    return widest;
}

std::string DocxBody::filled(std::string_view pattern) const {
    const auto clean = [](const std::string& text) { return one_line(clean_text(text, kCellLengthMax).text); };
    const auto& header = document_.header;
    return fill(pattern, {{"blank", kBlank},
                          {"symbol", clean(header.symbol)},
                          {"place", clean(header.place)},
                          {"year", header.year ? std::to_string(*header.year) : kBlank},
                          {"kind", clean(document_.title.kind)},
                          {"issuer", clean(header.issuing_body)},
                          {"archive", clean(document_.recipients.archive)}});
}

void DocxBody::add_header(pugi::xml_node body) {
    const auto left = layout_.number_column_mm * kPointsPerMm;
    const auto right = layout_.text_width_pt(false) - left;
    auto table = wordml::add_table(body, {left, right}, false, 0);
    auto names = wordml::add_row(table);
    add_names(wordml::add_cell(names, left), left);
    auto state = wordml::add_cell(names, right);
    add_state(state, right);
    auto below = wordml::add_row(table);
    auto number = wordml::add_cell(below, left, "bottom");
    wordml::add_run(wordml::add_paragraph(number, Role::number, {.before_pt = 6}), filled(layout_.number));
    auto beside = wordml::add_cell(below, right, "bottom");
    if (layout_.date_beside_number) {
        wordml::add_run(wordml::add_paragraph(beside, Role::place_and_date, {.before_pt = 6}), filled(layout_.place_and_date));
    } else {
        wordml::add_paragraph(beside, Role::number);
        wordml::add_run(wordml::add_paragraph(state, Role::place_and_date), filled(layout_.place_and_date));
    }
}

void DocxBody::add_names(pugi::xml_node cell, double width_pt) {
    if (!document_.header.superior_body.empty()) {
        const auto superior = centred(document_.header.superior_body, Role::superior_body, width_pt - kColumnGapPt);
        wordml::add_run(wordml::add_paragraph(cell, Role::superior_body), superior);
    }
    const auto issuing = centred(document_.header.issuing_body, Role::issuing_body, width_pt - kColumnGapPt);
    wordml::add_run(wordml::add_paragraph(cell, Role::issuing_body), issuing);
    if (layout_.issuing_rule_percent > 0) {
        const auto length = std::min(line_width_pt(issuing, Role::issuing_body), width_pt) * layout_.issuing_rule_percent / 100;
        wordml::add_rule(cell, width_pt, length);
    }
    if (!layout_.below_issuing.empty()) {
        wordml::add_run(wordml::add_paragraph(cell, Role::number), layout_.below_issuing);
    }
}

void DocxBody::add_state(pugi::xml_node cell, double width_pt) {
    auto role = Role::state_name;
    auto last = cased(layout_.state_name, role);
    wordml::add_run(wordml::add_paragraph(cell, role), last);
    if (!layout_.motto.empty()) {
        role = Role::motto;
        last = cased(layout_.motto, role);
        wordml::add_run(wordml::add_paragraph(cell, role), last);
    }
    if (layout_.state_rule_percent > 0)
        wordml::add_rule(cell, width_pt, line_width_pt(last, role) * layout_.state_rule_percent / 100);
}

void DocxBody::add_title(pugi::xml_node body) {
    wordml::add_run(wordml::add_paragraph(body, Role::kind, {.keep_next = true}), line(document_.title.kind, Role::kind));
    const auto width = layout_.text_width_pt(false);
    const auto summary = centred(document_.title.summary, Role::summary, width * kTitleShare);
    wordml::add_run(wordml::add_paragraph(body, Role::summary, {.keep_next = true}), summary);
    if (layout_.summary_rule_percent > 0) {
        const auto length = std::min(line_width_pt(summary, Role::summary), width) * layout_.summary_rule_percent / 100;
        wordml::add_rule(body, width, length);
    }
    wordml::add_gap(body, kAfterTitlePt);
}

void DocxBody::add_addressees(pugi::xml_node body) {
    const auto& addressees = document_.addressees;
    if (addressees.empty()) return;
    if (addressees.size() == 1) {
        const auto name = without_end(line(addressees.front(), Role::addressees));
        wordml::add_run(wordml::add_paragraph(body, Role::addressees, {.after_pt = kAfterAddresseesPt, .align = "center"}),
                        layout_.addressees + " " + name + ".");
        return;
    }
    const auto left = kAddresseesLeftMm * kPointsPerMm;
    const auto& style = layout_.style(Role::addressees);
    const auto dash = width_pt("- ", style.size_pt, style.bold);
    const auto below_colon = left + line_width_pt(layout_.addressees, Role::addressees) + dash;
    wordml::add_run(wordml::add_paragraph(body, Role::addressees, {.keep_next = true, .left_pt = left}), layout_.addressees);
    for (const auto& addressee : addressees) {
        const auto name = without_end(line(addressee, Role::addressees));
        const bool is_last = &addressee == &addressees.back();
        auto paragraph = wordml::add_paragraph(body, Role::addressees,
                                               {.keep_next = !is_last,
                                                .left_pt = below_colon,
                                                .hanging_pt = dash,
                                                .before_pt = 0,
                                                .after_pt = is_last ? kAfterAddresseesPt : 3});
        wordml::add_run(paragraph, "- " + name + (is_last ? "." : ";"));
    }
}

void DocxBody::add_bases(pugi::xml_node body) {
    for (const auto& basis : document_.bases) {
        const bool is_last = &basis == &document_.bases.back();
        const auto text = without_end(notices_.clean_line(basis, kParagraphLengthMax)) + (is_last ? "." : ";");
        wordml::add_run(wordml::add_paragraph(body, Role::basis), text);
    }
}

void DocxBody::add_blocks(pugi::xml_node body, const std::vector<Block>& blocks, double width_pt, bool ends_at_signature) {
    std::fill(std::begin(headings_), std::end(headings_), 0);
    for (const auto& block : blocks) {
        // The signature must not stand on a page of its own.
        const bool is_last = ends_at_signature && &block == &blocks.back();
        if (const auto* heading = std::get_if<Heading>(&block)) add_heading(body, *heading);
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) add_block_paragraph(body, *paragraph, is_last);
        if (const auto* table = std::get_if<Table>(&block)) add_block_table(body, *table, width_pt);
    }
}

void DocxBody::add_heading(pugi::xml_node body, const Heading& heading) {
    const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 3) - 1);
    ++headings_[level];
    std::fill(std::begin(headings_) + level + 1, std::end(headings_), 0);
    const auto role = level == 0 ? Role::heading_1 : level == 1 ? Role::heading_2 : Role::heading_3;
    const auto number = headings_[level];
    const auto mark = fill(layout_.heading_marks[level],
                           {{"roman", roman(number)}, {"number", std::to_string(number)}, {"letter", letter(number)}});
    const auto text = cased(notices_.clean_line(heading.text, kCellLengthMax), role);
    wordml::add_run(wordml::add_paragraph(body, role, {.keep_next = true}), mark + " " + text);
}

void DocxBody::add_block_paragraph(pugi::xml_node body, const Paragraph& paragraph, bool keep_next) {
    auto node = wordml::add_paragraph(body, Role::body, {.keep_next = keep_next});
    for (const auto& span : paragraph.spans) {
        const auto text = notices_.clean(span.text, kParagraphLengthMax);
        const auto link = notices_.web_link(span.link);
        if (link.empty())
            wordml::add_run(node, text, span.bold, span.italic);
        else
            wordml::add_linked_run(node, text, links_.id_of(link), span.bold, span.italic);
    }
}

void DocxBody::add_block_table(pugi::xml_node body, const Table& table, double width_pt) {
    const auto title = line(table.title, Role::table_title);
    if (!title.empty()) wordml::add_run(wordml::add_paragraph(body, Role::table_title, {.keep_next = true}), title);
    const auto widths = column_widths_pt(table, layout_, width_pt);
    auto node = wordml::add_table(body, widths, true, kCellPaddingPt);
    auto head = wordml::add_row(node, {.is_head = true});
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
        auto paragraph =
            wordml::add_paragraph(wordml::add_cell(head, widths[at], "center"), Role::table_head, {.keep_next = true});
        wordml::add_run(paragraph, line(table.columns[at].title, Role::table_head));
    }
    const auto note = line(table.note, Role::table_note);
    const auto count = table.rows.size();
    for (std::size_t index = 0; index < count; ++index) {
        const auto& row = table.rows[index];
        // No page begins with a lonely row or note, none ends with a lonely row.
        const bool keep_next = index + 1 < count ? index == 0 || index + 2 == count : !note.empty();
        std::size_t longest = 0;
        for (const auto& cell : row.cells)
            longest = std::max(longest, shown(cell.figure).size());
        auto row_node = wordml::add_row(node, {.may_split = longest > kRowWholeBytes});
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            add_table_cell(row_node, at < row.cells.size() ? row.cells[at] : Cell{}, table.columns[at].kind, widths[at],
                           {.is_total = row.is_total, .keep_next = keep_next});
        }
    }
    // Something always follows a table: Word joins two that touch.
    if (note.empty())
        wordml::add_gap(body, kAfterTablePt);
    else
        wordml::add_run(wordml::add_paragraph(body, Role::table_note), note);
}

void DocxBody::add_table_cell(pugi::xml_node row, const Cell& cell, ColumnKind kind, double width_pt, const InRow& in) {
    const auto text = notices_.clean(shown(cell.figure), kCellLengthMax);
    const auto link = notices_.web_link(cell.link);
    auto paragraph = wordml::add_paragraph(wordml::add_cell(row, width_pt, "center"), Role::table_cell,
                                           {.keep_next = in.keep_next, .align = align_of(kind)});
    if (link.empty() || text.empty())
        wordml::add_run(paragraph, text, in.is_total);
    else
        wordml::add_linked_run(paragraph, text, links_.id_of(link), in.is_total);
}

void DocxBody::add_signature(pugi::xml_node body) {
    if (document_.recipients.names.empty() && document_.signature.capacity.empty()) return;
    const auto width = layout_.text_width_pt(false);
    const auto left = width * kSignatureLeftShare;
    const auto right = width - left;
    wordml::add_gap(body, kBeforeSignaturePt, true);
    auto row = wordml::add_row(wordml::add_table(body, {left, right}, false, 0));
    add_recipients(wordml::add_cell(row, left));
    auto cell = wordml::add_cell(row, right);
    for (const auto& capacity : document_.signature.capacity) {
        wordml::add_run(wordml::add_paragraph(cell, Role::capacity, {.keep_next = true}),
                        centred(capacity, Role::capacity, right));
    }
    // The room for the signature stays even when nobody's name is known yet.
    auto signer = wordml::add_paragraph(cell, Role::signer, {.before_pt = layout_.signature_space_pt});
    wordml::add_run(signer, line(document_.signature.name, Role::signer));
    wordml::add_gap(body, 1);  // Word wants a paragraph after a table
}

void DocxBody::add_recipients(pugi::xml_node cell) {
    const auto& recipients = document_.recipients;
    if (recipients.names.empty()) {
        wordml::add_paragraph(cell, Role::recipients);
        return;
    }
    auto head = wordml::add_paragraph(cell, Role::recipients_head, {.keep_next = true});
    wordml::add_run(head, layout_.recipients_head);
    auto names = recipients.names;
    if (!document_.addressees.empty()) names.insert(names.begin(), layout_.as_above);
    const auto& style = layout_.style(Role::recipients);
    const auto dash = width_pt("- ", style.size_pt, style.bold);
    const auto add = [&](const std::string& text) {
        auto paragraph = wordml::add_paragraph(cell, Role::recipients, {.keep_next = true, .left_pt = dash, .hanging_pt = dash});
        wordml::add_run(paragraph, "- " + text);
    };
    for (const auto& name : names)
        add(without_end(line(name, Role::recipients)) + layout_.recipient_end);
    add(filled(layout_.archive));
}

bool DocxBody::is_landscape(const Appendix& appendix) const {
    return std::any_of(appendix.blocks.begin(), appendix.blocks.end(), [&](const Block& block) {
        const auto* table = std::get_if<Table>(&block);
        return table && !fits(*table, layout_, layout_.text_width_pt(false));
    });
}

void DocxBody::add_appendix(pugi::xml_node body, std::size_t index) {
    const auto& appendix = document_.appendices[index];
    const bool is_only = document_.appendices.size() == 1;
    const auto name =
        is_only ? layout_.appendix : fill(layout_.numbered_appendix, {{"roman", roman(static_cast<int>(index) + 1)}});
    wordml::add_run(wordml::add_paragraph(body, Role::appendix_name, {.keep_next = true}), name);
    const auto width = layout_.text_width_pt(is_landscape(appendix));
    const auto title = centred(appendix.title, Role::appendix_title, width * kTitleShare);
    if (!title.empty()) wordml::add_run(wordml::add_paragraph(body, Role::appendix_title, {.keep_next = true}), title);
    auto reference = wordml::add_paragraph(body, Role::appendix_reference, {.keep_next = true});
    wordml::add_run(reference, filled(layout_.appendix_reference));
    add_blocks(body, appendix.blocks, width, false);
}

}  // namespace documents
