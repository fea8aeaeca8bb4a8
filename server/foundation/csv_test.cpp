#include "foundation/csv.h"

#include "foundation/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using testing::ElementsAre;

namespace {

std::string code_of(std::string_view bytes) {
    const auto rows = parse_csv(bytes);
    return rows ? "" : rows.error().code;
}

TEST(Csv, ReadsQuotesLineEndingsAndTheByteOrderMark) {
    const auto rows = parse_csv("\xEF\xBB\xBF" "code,name\r\n1,\"Tổ \"\"5\"\", Kim Phượng\"\n\n2,\"hai\r\ndòng\"\r3,\n4,x");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 5u);
    EXPECT_THAT(rows->at(0).cells, ElementsAre("code", "name"));
    EXPECT_THAT(rows->at(1).cells, ElementsAre("1", "Tổ \"5\", Kim Phượng"));
    EXPECT_THAT(rows->at(2).cells, ElementsAre("2", "hai\r\ndòng"));
    EXPECT_THAT(rows->at(3).cells, ElementsAre("3", ""));
    EXPECT_THAT(rows->at(4).cells, ElementsAre("4", "x"));
    EXPECT_EQ(rows->at(1).line, 2);
    EXPECT_EQ(rows->at(2).line, 4);
    EXPECT_EQ(rows->at(3).line, 6);
    EXPECT_EQ(rows->at(4).line, 7);
}

TEST(Csv, FindsTheSeparatorInTheHeader) {
    EXPECT_THAT(parse_csv("a;b,c;d\n1;2;3")->at(1).cells, ElementsAre("1", "2", "3"));
    EXPECT_THAT(parse_csv("a\tb\n1,5\t2")->at(1).cells, ElementsAre("1,5", "2"));
    EXPECT_THAT(parse_csv("\n\"a;;;\",b\n1,2")->at(1).cells, ElementsAre("1", "2"));
    EXPECT_THAT(parse_csv("a\n1;2")->at(1).cells, ElementsAre("1;2"));
}

TEST(Csv, MakesCellsNfcWithoutLettingNfcMakeSeparators) {
    // U+037E becomes ";" in NFC; it must stay inside its cell.
    const auto rows = parse_csv("a;b\nPhu\xCC\x9B\xC6\xA1ng;x\xCD\xBEy");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->at(1).cells.size(), 2u);
    EXPECT_EQ(rows->at(1).cells[0], "Phương");
    EXPECT_EQ(rows->at(1).cells[1], "x;y");
}

TEST(Csv, TakesAnEmptyFileAsNoRows) {
    EXPECT_TRUE(parse_csv("")->empty());
    EXPECT_TRUE(parse_csv("\xEF\xBB\xBF\r\n\n")->empty());
}

TEST(Csv, NamesTheLineOfAWrongQuote) {
    const auto unclosed = parse_csv("a,b\n1,2\n3,\"x\n4,5\n");
    ASSERT_FALSE(unclosed);
    EXPECT_EQ(unclosed.error().code, "csv_quote_unclosed");
    EXPECT_EQ(csv_line(unclosed.error()), 3);
    EXPECT_EQ(code_of("a\nx\"y\n"), "csv_quote_misplaced");
    EXPECT_EQ(code_of("a\n\"x\"y\n"), "csv_quote_misplaced");
    EXPECT_EQ(code_of("a\n\""), "csv_quote_unclosed");
}

TEST(Csv, RefusesWhatIsNotCleanText) {
    EXPECT_EQ(code_of("a\nH\xE0 N\xF4i"), "csv_not_utf8");  // windows-1258
    EXPECT_EQ(code_of("\xFF\xFE" "a\0b\0"), "csv_not_utf8");
    EXPECT_EQ(code_of(std::string_view("a\n\0", 3)), "csv_not_text");
    EXPECT_EQ(code_of("PK\x03\x04xlsx"), "csv_not_text");
    EXPECT_EQ(code_of("a\n\xC0\x80"), "csv_not_utf8");
}

TEST(Csv, RefusesWhatIsTooLarge) {
    EXPECT_EQ(code_of(std::string(kCsvBytesMax + 1, 'a')), "csv_too_large");
    EXPECT_EQ(code_of(std::string(kCsvCellBytesMax + 1, 'a')), "csv_cell_too_long");
    EXPECT_EQ(code_of(std::string(kCsvCellsMax, ',')), "csv_too_many_cells");
    std::string many;
    for (std::size_t row = 0; row <= kCsvRowsMax; ++row) many += "a\n";
    EXPECT_EQ(code_of(many), "csv_too_many_rows");
}

TEST(Csv, DefusesFormulas) {
    std::string output;
    append_csv_row(output, {"=1+1", "+84912", "-5", "@x", "Lan", "a,\"b\""});
    EXPECT_EQ(output, "\"'=1+1\",\"'+84912\",\"'-5\",\"'@x\",Lan,\"a,\"\"b\"\"\"\r\n");
}

RC_GTEST_PROP(Csv, ReadsBackWhatWasWritten, ()) {
    const auto letter = rc::gen::elementOf(std::string("ab,;\"\n\t "));
    const auto cells = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::map(rc::gen::container<std::string>(letter), [](std::string cell) { return "x" + cell; })));
    RC_PRE(cells.size() <= kCsvCellsMax);
    // A header that settles the separator.
    std::string output = "h,h,h,h\r\n";
    append_csv_row(output, cells);
    const auto rows = parse_csv(output);
    RC_ASSERT(rows.has_value());
    RC_ASSERT(rows->at(1).cells == cells);
}

RC_GTEST_PROP(Csv, SurvivesAnyBytes, (const std::string& bytes)) {
    const auto rows = parse_csv(bytes);
    if (!rows) RC_ASSERT(!rows.error().text.empty());
}

RC_GTEST_PROP(Csv, SurvivesAnyMixOfItsOwnSigns, ()) {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a\",;\t\r\n")));
    const auto rows = parse_csv(bytes);
    if (!rows) RC_ASSERT(rows.error().code.starts_with("csv_quote"));
}

}  // namespace
