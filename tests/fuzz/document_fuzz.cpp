// Reports out of any text: a file or a refusal, and the same text gives the same bytes.
#include "foundation/documents/docx.h"
#include "foundation/documents/workbook.h"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace documents;
    size = std::min<std::size_t>(size, 16'384);  // three files of each input: larger ones only cost time
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto half = text.substr(size / 2);
    Document document;
    document.header = {half, text, half, text, 2026};
    document.title = {text, half};
    document.addressees = {half, text};
    document.bases = {text};
    document.blocks = paragraphs_of(text);
    document.blocks.emplace_back(Heading{static_cast<int>(size % 5), text});
    const Table table{.name = half,
                      .title = text,
                      .columns = {{text}, {half, ColumnKind::count}},
                      .rows = {{{{text, half}, {Count{12}, text}}}},
                      .note = half};
    document.blocks.emplace_back(table);
    document.recipients = {{text, half}, half};
    document.signature = {{text}, half};
    document.appendices = {{text, {table}}};
    document.facts = {{half, text}};
    const auto* layout = find_layout(size % 2 ? "nghi-dinh-30" : "van-ban-dang");
    const auto first = write_docx(document, *layout);
    const auto second = write_docx(document, *layout);
    ensure(first.has_value() == second.has_value() && (!first || first->bytes == second->bytes), "the same bytes");
    ensure(write_workbook({table, table}, {text, half, text, Instant{0}}).has_value(), "a workbook");
    return 0;
}
