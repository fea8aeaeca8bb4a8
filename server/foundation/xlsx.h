#pragma once
// The first sheet of an Excel workbook (ECMA-376) as rows of text: what offices keep their lists of people in.
#include "foundation/csv.h"

#include <string_view>
#include <vector>

inline constexpr std::size_t kXlsxBytesMax = 12 * 1024 * 1024;           // packed
inline constexpr std::size_t kXlsxUnpackedMax = 32 * 1024 * 1024;        // of all parts read
inline constexpr std::size_t kXlsxRowsMax = 20'000;
inline constexpr std::size_t kXlsxCellsMax = 100;                        // in a row

// Rows with something in them, by their line in the sheet; cells are NFC text: whole numbers without a decimal point,
// dates as 2026-11-22, formulas as their last result, errors as nothing. Hostile or broken files give a Problem: sizes
// are counted while unpacking, never believed; document types and their entities are refused.
Result<std::vector<CsvRow>> parse_xlsx(std::string_view bytes);

bool looks_like_xlsx(std::string_view bytes);
