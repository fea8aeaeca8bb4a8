#pragma once
// Writes a document as a Word file (ECMA-376, transitional). The same document and layout give the same bytes.
#include "foundation/documents/document.h"
#include "foundation/documents/layout.h"

namespace documents {

inline constexpr std::size_t kDocxRowsMax = 5'000;  // of all tables
inline constexpr std::size_t kDocxBlocksMax = 5'000;
inline constexpr std::size_t kColumnsMax = 30;

// Number, date and signature stay blank: the file is a draft. A layout that was not verified says so in the file's
// properties and in the first notice.
Result<File> write_docx(const Document&, const Layout&);

}  // namespace documents
