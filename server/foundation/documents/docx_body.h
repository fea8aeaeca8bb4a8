#pragma once
// The text of a Word file, word/document.xml, in the order a reader sees it.
#include "foundation/documents/document.h"
#include "foundation/documents/layout.h"
#include "foundation/documents/notices.h"
#include "foundation/documents/wordml.h"

namespace documents {

class DocxBody {
public:
    DocxBody(const Document&, const Layout&, Notices&, wordml::Links&);
    std::string to_xml();

private:
    void add_header(pugi::xml_node body);
    void add_names(pugi::xml_node cell, double width_pt);
    void add_state(pugi::xml_node cell, double width_pt);
    void add_title(pugi::xml_node body);
    void add_addressees(pugi::xml_node body);
    void add_bases(pugi::xml_node body);
    void add_blocks(pugi::xml_node body, const std::vector<Block>& blocks, double width_pt, bool ends_at_signature);
    void add_heading(pugi::xml_node body, const Heading& heading);
    void add_block_paragraph(pugi::xml_node body, const Paragraph& paragraph, bool keep_next);
    void add_block_table(pugi::xml_node body, const Table& table, double width_pt);
    struct InRow {
        bool is_total = false;
        bool keep_next = false;
    };
    void add_table_cell(pugi::xml_node row, const Cell& cell, ColumnKind kind, double width_pt, const InRow& in);
    void add_signature(pugi::xml_node body);
    void add_recipients(pugi::xml_node cell);
    void add_appendix(pugi::xml_node body, std::size_t index);

    bool is_landscape(const Appendix& appendix) const;
    // A line in the style's letters: capitals are written as capitals, so that copies and measures agree.
    std::string line(std::string_view text, Role role);
    std::string centred(std::string_view text, Role role, double room_pt);
    std::string cased(std::string text, Role role) const;
    double line_width_pt(const std::string& text, Role role) const;
    std::string filled(std::string_view pattern) const;

    const Document& document_;
    const Layout& layout_;
    Notices& notices_;
    wordml::Links& links_;
    int headings_[3] = {0, 0, 0};
};

}  // namespace documents
