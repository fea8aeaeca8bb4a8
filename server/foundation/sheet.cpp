#include "foundation/sheet.h"

#include "foundation/text.h"
#include "foundation/xlsx.h"

Result<Sheet> read_sheet(const std::string& bytes) {
    auto rows = looks_like_xlsx(bytes)       ? parse_xlsx(bytes)
                : text::is_valid_utf8(bytes) ? parse_csv(bytes)
                                             : parse_csv(text::from_windows_1252(bytes));
    if (!rows) return rows.error();
    std::vector<std::string_view> cells;
    for (const auto& row : *rows) {
        for (const auto& cell : row.cells)
            cells.emplace_back(cell);
    }
    Sheet sheet{{}, text::detect_encoding(cells)};
    if (sheet.encoding != text::Encoding::unicode) {
        for (auto& row : *rows) {
            for (auto& cell : row.cells)
                cell = text::from_legacy(sheet.encoding, cell);
        }
    }
    sheet.rows = std::move(*rows);
    return sheet;
}
