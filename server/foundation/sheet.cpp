#include "foundation/sheet.h"

#include "foundation/text.h"
#include "foundation/xlsx.h"

namespace {

void read_legacy(Sheet& sheet) {
    for (auto& row : sheet.rows) {
        for (auto& cell : row.cells) {
            auto read = text::from_legacy(sheet.encoding, cell);
            if (read != cell) sheet.repairs.try_emplace(row.line, LineRepair{false, cell, read});
            cell = std::move(read);
        }
    }
}

// Letters in pieces look as they do when put together: there is nothing to show beside the line.
void note_recomposed(Sheet& sheet) {
    for (const auto& row : sheet.rows) {
        if (row.recomposed) sheet.repairs.try_emplace(row.line, LineRepair{true, {}, {}});
    }
}

}  // namespace

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
    Sheet sheet{{}, text::detect_encoding(cells), {}};
    sheet.rows = std::move(*rows);
    sheet.encoding == text::Encoding::unicode ? note_recomposed(sheet) : read_legacy(sheet);
    return sheet;
}
