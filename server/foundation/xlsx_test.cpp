#include "foundation/xlsx.h"

#include "foundation/zip.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <xlsxwriter.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

using Cells = std::vector<std::string>;

class Workbook {
public:
    Workbook() : path_("/tmp/bdh_xlsx_test_" + std::to_string(getpid()) + ".xlsx"), book_(workbook_new(path_.c_str())), sheet(workbook_add_worksheet(book_, nullptr)) {}
    std::string bytes() {
        workbook_close(book_);
        std::ifstream file(path_, std::ios::binary);
        std::ostringstream content;
        content << file.rdbuf();
        std::filesystem::remove(path_);
        return content.str();
    }
    lxw_workbook* book() { return book_; }

private:
    std::string path_;
    lxw_workbook* book_;

public:
    lxw_worksheet* sheet;
};

// A zip of parts as given, for files no spreadsheet program would write.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::vector<ZipPart> packed;
    for (const auto& [name, content] : parts)
        packed.push_back({name, content});
    return pack_zip(packed);
}

constexpr const char* kBook = R"(<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>)";

std::string sheet_of(const std::string& data) {
    return zip_of({{"xl/workbook.xml", kBook}, {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + data + "</sheetData></worksheet>"}});
}

std::string code_of(const std::string& bytes) {
    const auto rows = parse_xlsx(bytes);
    return rows ? "" : rows.error().code;
}

TEST(Xlsx, ReadsTextNumbersAndDatesAsAClerkSeesThem) {
    Workbook book;
    worksheet_write_string(book.sheet, 0, 0, "Họ và tên", nullptr);
    worksheet_write_string(book.sheet, 0, 2, "Ngày sinh", nullptr);
    worksheet_write_string(book.sheet, 2, 0, "Nguyê\xCC\x83n Thị Lan", nullptr);  // the tilde stands apart: NFD
    worksheet_write_number(book.sheet, 2, 1, 912345678, nullptr);
    auto* day = workbook_add_format(book.book());
    format_set_num_format(day, "dd/mm/yyyy");
    lxw_datetime born{1968, 5, 1, 0, 0, 0};
    worksheet_write_datetime(book.sheet, 2, 2, &born, day);
    worksheet_write_number(book.sheet, 2, 3, 7.5, nullptr);
    worksheet_write_blank(book.sheet, 2, 50, day);
    const auto rows = parse_xlsx(book.bytes());
    ASSERT_TRUE(rows.has_value()) << rows.error().code;
    ASSERT_EQ(rows->size(), 2u);
    EXPECT_EQ((*rows)[0].cells, (Cells{"Họ và tên", "", "Ngày sinh"}));
    EXPECT_EQ((*rows)[1].line, 3);
    EXPECT_EQ((*rows)[1].cells, (Cells{"Nguyễn Thị Lan", "912345678", "1968-05-01", "7.5"}));
}

TEST(Xlsx, ReadsRichAndInlineTextFormulasAndErrors) {
    Workbook book;
    auto* bold = workbook_add_format(book.book());
    format_set_bold(bold);
    lxw_rich_string_tuple first{bold, const_cast<char*>("Trần ")}, second{nullptr, const_cast<char*>("Minh")};
    lxw_rich_string_tuple* parts[] = {&first, &second, nullptr};
    worksheet_write_rich_string(book.sheet, 0, 0, parts, nullptr);
    worksheet_write_formula_str(book.sheet, 0, 1, "=A1", nullptr, "Trần Minh");
    worksheet_write_formula_num(book.sheet, 0, 2, "=1900+68", nullptr, 1968);
    EXPECT_EQ(parse_xlsx(book.bytes())->at(0).cells, (Cells{"Trần Minh", "Trần Minh", "1968"}));
    const auto inline_text = sheet_of(R"(<row><c t="inlineStr"><is><t>Lan &amp; Hoa</t></is></c><c t="e"><v>#N/A</v></c><c><v>9.12345678E8</v></c></row>)");
    EXPECT_EQ(parse_xlsx(inline_text)->at(0).cells, (Cells{"Lan & Hoa", "", "912345678"}));
}

TEST(Xlsx, FollowsPrefixesAndTheFirstSheetsOwnName) {
    const auto bytes = zip_of({{"xl/workbook.xml", R"(<x:workbook xmlns:x="x" xmlns:r="r"><x:sheets><x:sheet r:id="b"/><x:sheet r:id="a"/></x:sheets></x:workbook>)"},
                               {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="a" Target="worksheets/one.xml"/><Relationship Id="b" Target="/xl/worksheets/two.xml"/></Relationships>)"},
                               {"xl/worksheets/one.xml", "<worksheet><sheetData><row><c t=\"str\"><v>one</v></c></row></sheetData></worksheet>"},
                               {"xl/worksheets/two.xml", "<x:worksheet><x:sheetData><x:row><x:c t=\"str\"><x:v>two</x:v></x:c></x:row></x:sheetData></x:worksheet>"}});
    EXPECT_EQ(parse_xlsx(bytes)->at(0).cells, (Cells{"two"}));
}

TEST(Xlsx, RefusesWhatIsNoWorkbook) {
    EXPECT_EQ(code_of(""), "xlsx_malformed");
    EXPECT_EQ(code_of("PK\x03\x04 no zip"), "xlsx_malformed");
    EXPECT_EQ(code_of(zip_of({{"hello.txt", "hello"}})), "xlsx_malformed");
    EXPECT_EQ(code_of(zip_of({{"xl/workbook.xml", "<workbook><sheets"}})), "xlsx_malformed");
    EXPECT_EQ(code_of(zip_of({{"xl/workbook.xml", kBook}})), "xlsx_malformed");
    EXPECT_EQ(code_of(sheet_of("<row><c t=\"s\"><v>7</v></c></row>")), "xlsx_malformed");
    EXPECT_EQ(code_of(sheet_of("<row r=\"-4\"><c><v>7</v></c></row>")), "xlsx_malformed");
    EXPECT_EQ(code_of(sheet_of("<row><c t=\"str\"><v>a\x01</v></c></row>")), "text_not_clean");
}

TEST(Xlsx, RefusesEntitiesThatGrow) {
    const std::string laughs = R"(<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet><sheetData><row><c t="str"><v>&c;</v></c></row></sheetData></worksheet>)";
    EXPECT_EQ(code_of(zip_of({{"xl/workbook.xml", kBook}, {"xl/worksheets/sheet1.xml", laughs}})), "xlsx_malformed");
}

TEST(Xlsx, RefusesBombs) {
    const auto bomb = zip_of({{"xl/workbook.xml", kBook}, {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::string(40 * 1024 * 1024, ' ')}});
    EXPECT_LT(bomb.size(), 100'000u);
    EXPECT_EQ(code_of(bomb), "xlsx_too_large");
    std::string rows;
    for (int row = 0; row < 20'001; ++row) rows += "<row><c><v>1</v></c></row>";
    EXPECT_EQ(code_of(sheet_of(rows)), "xlsx_too_large");
    EXPECT_EQ(code_of(sheet_of("<row><c r=\"CW1\"><v>1</v></c></row>")), "xlsx_too_large");
    EXPECT_EQ(code_of(sheet_of("<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>")), "xlsx_too_large");
    std::string nested;
    for (int depth = 0; depth < 1'500'000; ++depth) nested += "<a>";
    EXPECT_EQ(code_of(sheet_of(nested)), "xlsx_malformed");
}

RC_GTEST_PROP(Xlsx, NeverFallsOverABrokenFile, ()) {
    static const auto whole = sheet_of("<row><c t=\"inlineStr\"><is><t>Lan</t></is></c><c><v>5</v></c></row>");
    auto bytes = whole;
    for (int wound = *rc::gen::inRange(1, 8); wound > 0; --wound) {
        bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    }
    parse_xlsx(bytes.substr(0, *rc::gen::inRange<std::size_t>(0, bytes.size() + 1)));
}

}  // namespace
