#pragma once
// Comma-separated text (RFC 4180) as offices really send it: BOM or not, CRLF or LF, separated by comma, semicolon or tab.
#include "foundation/result.h"

#include <string>
#include <string_view>
#include <vector>

struct CsvRow {
    int line = 0;  // where the row begins in the file, from 1
    std::vector<std::string> cells;  // NFC, white space at the ends kept
    bool recomposed = false;         // some of its letters came in pieces (NFD)
};

inline constexpr std::size_t kCsvBytesMax = 16 * 1024 * 1024;
inline constexpr std::size_t kCsvRowsMax = 200'000;
inline constexpr std::size_t kCsvCellsMax = 100;        // in a row
inline constexpr std::size_t kCsvCellBytesMax = 10'000;

// All rows with something in them, the header first. The separator is the one the first row has most of. Refused as a
// whole when it is not clean UTF-8, too large or wrongly quoted; where a line is at fault, problem.field is "/<line>".
// Rows may differ in length: what a missing cell means is the caller's rule.
Result<std::vector<CsvRow>> parse_csv(std::string_view bytes);

// The line a problem of parse_csv points to, 0 when it is the file as a whole.
int csv_line(const Problem& problem);

// Appends one row, ended by CRLF. A cell that a spreadsheet would run as a formula is defused with a leading apostrophe.
void append_csv_row(std::string& output, const std::vector<std::string>& cells);

inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";  // without it Excel reads UTF-8 as the local code page
