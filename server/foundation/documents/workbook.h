#pragma once
// Writes tables as an Excel workbook: one sheet for each, real numbers and days, the header frozen. The same tables give
// the same bytes. No cell is ever a formula, whatever its text begins with.
#include "foundation/documents/document.h"

namespace documents {

inline constexpr std::size_t kWorkbookRowsMax = 200'000;  // of all sheets
inline constexpr std::size_t kWorkbookSheetsMax = 50;
inline constexpr std::size_t kWorkbookLinksMax = 60'000;  // of a sheet; Excel stops at 65,530

struct WorkbookProperties {
    std::string title;
    std::string author;
    std::string comments;  // plan, unit, as of when
    Instant made_at;
};

Result<File> write_workbook(const std::vector<Table>& tables, const WorkbookProperties&);

// A name Excel takes for a sheet: 1 to 31 characters, none of []:*?/\, no apostrophe at the ends, not yet in `taken`
// (which holds lower-case names and gets this one).
std::string sheet_name(const std::string& wanted, std::vector<std::string>& taken);

}  // namespace documents
