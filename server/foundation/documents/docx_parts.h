#pragma once
// The parts of a Word file beside its text: styles, page headers, properties, relations.
#include "foundation/documents/document.h"
#include "foundation/documents/layout.h"
#include "foundation/documents/wordml.h"

#include <string>

namespace documents {

std::string content_types();
std::string package_relations();
std::string document_relations(const wordml::Links&);
std::string styles(const Layout&);
std::string settings();
std::string numbered_header();
std::string unnumbered_header();
std::string core_properties(const Document&, const Layout&);
std::string app_properties();
std::string custom_properties(const Document&, const Layout&);

}  // namespace documents
