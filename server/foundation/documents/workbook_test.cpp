#include "foundation/documents/workbook.h"

#include "foundation/documents/clean.h"
#include "foundation/testing/office.h"
#include "foundation/testing/report.h"
#include "foundation/text.h"
#include "foundation/xlsx.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

using namespace testing_documents;
using testing_office::unzip;

using Cells = std::vector<std::string>;

const WorkbookProperties kProperties{"Số liệu", "Xã Kim Phượng", "đến 15/11/2026", Instant{1'795'572'000'000}};

Table one_cell(Figure figure, const std::string& link = {}) {
    return {.name = "A", .title = {}, .columns = {{"Tên"}}, .rows = {{{{std::move(figure), link}}}}, .note = {}};
}

TEST(DocumentsWorkbook, GivesTheSameBytesForTheSameTables) {
    const auto first = write_workbook({targets(), tasks()}, kProperties)->bytes;
    setenv("TZ", "America/New_York", 1);
    tzset();
    EXPECT_EQ(write_workbook({targets(), tasks()}, kProperties)->bytes, first);
    unsetenv("TZ");
    tzset();
}

TEST(DocumentsWorkbook, HoldsRealNumbersAndDays) {
    const auto bytes = write_workbook({targets(), tasks(), hamlets(3)}, kProperties)->bytes;
    auto parts = unzip(bytes);
    EXPECT_EQ(parts.count("xl/worksheets/sheet3.xml"), 1u);
    const auto& sheet = parts["xl/worksheets/sheet1.xml"];
    EXPECT_NE(sheet.find("<pane ySplit=\"1\""), std::string::npos);
    EXPECT_NE(sheet.find("<v>12480</v>"), std::string::npos);
    EXPECT_NE(sheet.find("<v>46341</v>"), std::string::npos);  // 2026-11-15
    EXPECT_NE(parts["xl/styles.xml"].find("dd/mm/yyyy"), std::string::npos);
    EXPECT_NE(parts["xl/styles.xml"].find("0.0%"), std::string::npos);
    const auto rows = parse_xlsx(bytes);
    ASSERT_EQ(rows->size(), 6u);
    EXPECT_EQ(rows->at(0).cells, (Cells{"STT", "Chỉ tiêu", "Tổng số", "Đã đạt", "Tỷ lệ", "Yêu cầu", "Đến ngày"}));
    EXPECT_EQ(rows->at(2).cells.at(1), "Trong đó: nâng cao hiệu quả công việc");
    EXPECT_EQ(rows->at(2).cells.at(5), "0.5");
    EXPECT_EQ(rows->at(2).cells.at(6), "2026-11-15");
}

TEST(DocumentsWorkbook, NeverHoldsAFormula) {
    for (const auto* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"}) {
        const auto bytes = write_workbook({one_cell(std::string(text))}, kProperties)->bytes;
        auto parts = unzip(bytes);
        EXPECT_EQ(parts["xl/worksheets/sheet1.xml"].find("<f>"), std::string::npos) << text;
        EXPECT_NE(parts["xl/worksheets/sheet1.xml"].find("<c r=\"A2\" s=\"2\" t=\"s\">"), std::string::npos)
            << parts["xl/worksheets/sheet1.xml"];
        EXPECT_EQ(parse_xlsx(bytes)->at(1).cells.at(0), clean_text(text, 100).text);
    }
}

TEST(DocumentsWorkbook, KeepsWhatNoSheetCanCount) {
    EXPECT_EQ(parse_xlsx(write_workbook({one_cell(Count{9'007'199'254'740'993})}, kProperties)->bytes)->at(1).cells.at(0),
              "9007199254740993");
    EXPECT_EQ(parse_xlsx(write_workbook({one_cell(*parse_day("1890-05-19"))}, kProperties)->bytes)->at(1).cells.at(0),
              "19/05/1890");
    EXPECT_EQ(parse_xlsx(write_workbook({one_cell(Percent{std::nan("")})}, kProperties)->bytes)->size(), 1u);
}

TEST(DocumentsWorkbook, LinksFiguresToTheWebOnly) {
    auto parts = unzip(write_workbook({one_cell(Count{12}, "https://hoc.example.vn/?a=1&b=2")}, kProperties)->bytes);
    EXPECT_NE(parts["xl/worksheets/_rels/sheet1.xml.rels"].find("https://hoc.example.vn/?a=1&amp;b=2"), std::string::npos);
    EXPECT_NE(parts["xl/worksheets/sheet1.xml"].find("<v>12</v>"), std::string::npos);
    for (const auto* link : {"file:///etc/passwd", "external:c:\\a.xlsx", "internal:A!A1", "javascript:alert(1)"}) {
        const auto file = write_workbook({one_cell(Count{12}, link)}, kProperties);
        ASSERT_EQ(file->notices.size(), 1u) << link;
        EXPECT_EQ(file->notices[0].code, "link_dropped");
        EXPECT_EQ(unzip(file->bytes).count("xl/worksheets/_rels/sheet1.xml.rels"), 0u);
    }
}

TEST(DocumentsWorkbook, NamesSheetsAsExcelAllows) {
    std::vector<std::string> taken;
    EXPECT_EQ(sheet_name("Chỉ tiêu", taken), "Chỉ tiêu");
    EXPECT_EQ(sheet_name("CHỈ TIÊU", taken), "CHỈ TIÊU 2");
    EXPECT_EQ(sheet_name("[a]:*?/\\b", taken), "a b");
    EXPECT_EQ(sheet_name("'", taken), "Bảng");
    EXPECT_EQ(sheet_name("", taken), "Bảng 2");
    EXPECT_EQ(sheet_name("History", taken), "Bảng 3");
    EXPECT_EQ(text::length(sheet_name(std::string(80, 'a'), taken)), 31u);
    EXPECT_EQ(text::length(sheet_name(std::string(80, 'a'), taken)), 31u);
    EXPECT_EQ(sheet_name("Xóm 😀 Bản Cái", taken), "Xóm Bản Cái");
}

TEST(DocumentsWorkbook, RefusesWhatIsTooMuch) {
    auto table = one_cell(Count{1});
    EXPECT_EQ(write_workbook(std::vector<Table>(kWorkbookSheetsMax + 1, table), kProperties).error().code, "workbook_too_large");
    table.rows.resize(kWorkbookRowsMax + 1);
    EXPECT_EQ(write_workbook({table}, kProperties).error().code, "workbook_too_large");
    EXPECT_THROW(write_workbook({}, kProperties), std::logic_error);
}

RC_GTEST_PROP(DocumentsWorkbook, AnyTextSurvivesOrIsCleanedByTheRule, (const std::string& bytes)) {
    const auto file = write_workbook({one_cell("x" + bytes)}, kProperties);  // a cell of white space alone reads back as none
    const auto clean = clean_text("x" + bytes, kCellLengthMax).text;
    RC_PRE(clean.find("_x") == std::string::npos);  // what Excel takes for an escape is covered with LibreOffice
    RC_ASSERT(parse_xlsx(file->bytes)->at(1).cells.at(0) == clean);
}

}  // namespace
