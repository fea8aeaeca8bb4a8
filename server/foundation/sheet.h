#pragma once
// A list as an office sends it, XLSX or CSV, in Unicode, composed or not, in TCVN3 or in VNI: as rows of NFC text.
#include "foundation/csv.h"
#include "foundation/legacy_text.h"

struct Sheet {
    std::vector<CsvRow> rows;
    text::Encoding encoding = text::Encoding::unicode;  // what it was in
};

Result<Sheet> read_sheet(const std::string& bytes);
