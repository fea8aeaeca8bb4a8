#pragma once
// A list as an office sends it, XLSX or CSV, in Unicode, composed or not, in TCVN3 or in VNI: as rows of NFC text.
#include "foundation/csv.h"
#include "foundation/legacy_text.h"

#include <map>

// What was done to a line before it could be read: letters in pieces put together, or an old encoding read, which is shown
// by the first cell that it changed.
struct LineRepair {
    bool recomposed = false;
    std::string before, after;
};

struct Sheet {
    std::vector<CsvRow> rows;
    text::Encoding encoding = text::Encoding::unicode;  // what it was in
    std::map<int, LineRepair> repairs;                  // by CsvRow::line
};

Result<Sheet> read_sheet(const std::string& bytes);
