#pragma once
// The few elements of WordprocessingML (ECMA-376-1, 17) that our documents are made of. Children are written in the
// order the schema wants; Word refuses other orders.
#include "foundation/documents/layout.h"
#include "foundation/documents/notices.h"

#include <pugixml.hpp>

#include <map>
#include <string>

namespace documents::wordml {

long twips(double points);
std::string style_id(Role role);
std::string to_xml(const pugi::xml_document& document);
pugi::xml_node add_root(pugi::xml_document& document, const char* name);
void set(pugi::xml_node node, const char* attribute, const std::string& value);
void set(pugi::xml_node node, const char* attribute, long value);

// Addresses outside the file; each stands once in the part's relations.
class Links {
public:
    std::string id_of(const std::string& link);
    const std::map<std::string, std::string>& all() const { return ids_; }  // address, id

private:
    std::map<std::string, std::string> ids_;
};

struct ParagraphOptions {
    bool keep_next = false;
    bool starts_page = false;
    double left_pt = -1;  // -1: as the style says
    double right_pt = 0;
    double hanging_pt = 0;
    double before_pt = -1;
    double after_pt = -1;
    const char* align = nullptr;
};
pugi::xml_node add_paragraph(pugi::xml_node parent, Role role, const ParagraphOptions& options = {});

// Text that is already clean; \n becomes a line break.
void add_run(pugi::xml_node paragraph, const std::string& text, bool bold = false, bool italic = false);
void add_linked_run(pugi::xml_node paragraph, const std::string& text, const std::string& link_id, bool bold = false,
                    bool italic = false);

// An empty paragraph of this height; returns its properties.
pugi::xml_node add_gap(pugi::xml_node parent, double height_pt, bool keep_next = false);

// A solid line of this length in the middle of what contains it.
void add_rule(pugi::xml_node parent, double container_pt, double length_pt);

// A table that fills `widths_pt`, with or without lines; its rows and cells follow.
pugi::xml_node add_table(pugi::xml_node parent, const std::vector<double>& widths_pt, bool lined, double padding_pt);
struct RowOptions {
    bool is_head = false;
    bool may_split = false;  // over two pages
};
pugi::xml_node add_row(pugi::xml_node table, const RowOptions& options = {});
pugi::xml_node add_cell(pugi::xml_node row, double width_pt, const char* vertical = "top");

struct SectionOptions {
    bool landscape = false;
    bool starts_page = false;
    bool restarts_numbers = false;
};
void add_section(pugi::xml_node parent, const Layout&, const SectionOptions&);

}  // namespace documents::wordml
