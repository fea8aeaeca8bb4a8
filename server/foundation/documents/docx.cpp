#include "foundation/documents/docx.h"

#include "foundation/documents/clean.h"
#include "foundation/documents/docx_body.h"
#include "foundation/documents/docx_parts.h"
#include "foundation/zip.h"

namespace documents {
namespace {

// Nothing when the document can be written.
std::optional<Problem> refuse_size(const Document& document) {
    std::size_t rows = 0, blocks = 0;
    bool too_wide = false;
    const auto count = [&](const std::vector<Block>& list) {
        blocks += list.size();
        for (const auto& block : list) {
            const auto* table = std::get_if<Table>(&block);
            if (!table) continue;
            rows += table->rows.size();
            ensure(!table->columns.empty(), "a table has columns");
            for (const auto& row : table->rows)
                ensure(row.cells.size() <= table->columns.size(), "no row has more cells than the table has columns");
            too_wide = too_wide || table->columns.size() > kColumnsMax;
        }
    };
    count(document.blocks);
    for (const auto& appendix : document.appendices)
        count(appendix.blocks);
    if (rows <= kDocxRowsMax && blocks <= kDocxBlocksMax && !too_wide) return std::nullopt;
    return Problem{ProblemKind::too_large, "document_too_large",
                   "Văn bản này quá dài để lập thành tệp Word. Hãy tải số liệu dạng bảng tính."};
}

}  // namespace

Result<File> write_docx(const Document& document, const Layout& layout) {
    if (auto problem = refuse_size(document)) return *problem;
    Notices notices;
    wordml::Links links;
    auto body = DocxBody(document, layout, notices, links).to_xml();
    std::vector<ZipPart> parts{
        {"[Content_Types].xml", content_types()},
        {"_rels/.rels", package_relations()},
        {"word/document.xml", std::move(body)},
        {"word/_rels/document.xml.rels", document_relations(links)},
        {"word/styles.xml", styles(layout)},
        {"word/settings.xml", settings()},
        {"word/header1.xml", numbered_header()},
        {"word/header2.xml", unnumbered_header()},
        {"docProps/core.xml", core_properties(document, layout)},
        {"docProps/app.xml", app_properties()},
        {"docProps/custom.xml", custom_properties(document, layout)},
    };
    File file{pack_zip(parts), notices.all()};
    if (!layout.verified) file.notices.insert(file.notices.begin(), {"layout_unverified", warning_of(layout)});
    return file;
}

}  // namespace documents
