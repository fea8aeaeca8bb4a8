#include "imports/rules.h"

#include "tree/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace units::imports {
namespace {

std::vector<std::string> problems_of(const std::string& csv, const std::vector<Unit>& standing = {}) {
    const auto reading = read_rows(*parse_csv(csv));
    auto problems = reading.problems;
    if (problems.empty()) problems = check_rows(reading.rows, Forest(standing));
    std::vector<std::string> codes;
    for (const auto& problem : problems) {
        EXPECT_FALSE(problem.text.empty());
        codes.push_back(std::to_string(problem.line) + " " + problem.code);
    }
    return codes;
}

const std::string kHeader = "code,parent_code,name,kind\n";

TEST(UnitsImport, ReadsColumnsInAnyOrder) {
    const auto reading = read_rows(*parse_csv("kind;name;ghi chú;code;parent_code\nprovince;  Tỉnh   Thái Nguyên ;x;19;\n"));
    ASSERT_EQ(reading.rows.size(), 1u);
    EXPECT_EQ(reading.rows[0].code, "19");
    EXPECT_EQ(reading.rows[0].name, "Tỉnh Thái Nguyên");
    EXPECT_EQ(reading.rows[0].kind, Kind::province);
    EXPECT_EQ(reading.rows[0].line, 2);
}

TEST(UnitsImport, NamesWhatIsWrongInEachRow) {
    EXPECT_THAT(problems_of(kHeader + "19,,,province\n,19,Xã A,commune\n0 1,19,Xã B,commune\n03,19,Xã C,xã\n04,19\n"),
                ElementsAre("2 name_empty", "3 code_empty", "4 code_malformed", "5 kind_unknown", "6 name_empty", "6 kind_unknown"));
    EXPECT_THAT(problems_of(kHeader + "19,,Tỉnh, Thái Nguyên,province\n"), ElementsAre("2 row_too_long"));
    EXPECT_THAT(problems_of(kHeader + "19,," + std::string(201, 'x') + ",province\n"), ElementsAre("2 name_too_long"));
}

TEST(UnitsImport, NamesMissingAndRepeatedColumns) {
    EXPECT_THAT(problems_of("code,name\n1,x\n"), ElementsAre("1 column_missing", "1 column_missing"));
    EXPECT_THAT(problems_of("code,code,parent_code,name,kind\n"), ElementsAre("1 column_twice"));
    EXPECT_THAT(problems_of(""), ElementsAre("0 csv_empty"));
}

TEST(UnitsImport, ChecksTheTreeTheRowsWouldMake) {
    EXPECT_THAT(problems_of(kHeader + "19,,Tỉnh A,province\n05,99,Xã B,commune\n"), ElementsAre("3 parent_unknown"));
    EXPECT_THAT(problems_of(kHeader + "19,,Tỉnh A,province\n05,,Xã B,commune\n"), ElementsAre("3 parent_missing"));
    EXPECT_THAT(problems_of(kHeader + "19,,Tỉnh A,province\n05,19,Thôn B,hamlet\n"), ElementsAre("3 parent_kind_wrong"));
    EXPECT_THAT(problems_of(kHeader + "19,,Tỉnh A,province\n19,,Tỉnh B,province\n"), ElementsAre("3 code_twice"));
    EXPECT_THAT(problems_of(kHeader + "a,b,A,department\nb,a,B,department\n"), ElementsAre("2 parent_circle", "3 parent_circle"));
    EXPECT_THAT(problems_of(kHeader + "a,a,A,department\n"), ElementsAre("2 parent_circle"));
}

TEST(UnitsImport, LimitsTheDepth) {
    std::string csv = kHeader + "u0,,U,department\n";
    for (int depth = 1; depth <= kDepthMax; ++depth) {
        csv += "u" + std::to_string(depth) + ",u" + std::to_string(depth - 1) + ",U,department\n";
    }
    EXPECT_THAT(problems_of(csv), ElementsAre("12 too_deep"));
}

TEST(UnitsImport, TakesParentsThatStandAlready) {
    const std::vector<Unit> standing = {{{1}, "19", "Tỉnh A", Kind::province, {}}, {{2}, "d", "D", Kind::department, {}},
                                        {{3}, "e", "E", Kind::department, {2}}};
    EXPECT_THAT(problems_of(kHeader + "05,19,Xã B,commune\n", standing), IsEmpty());
    EXPECT_THAT(problems_of(kHeader + "d,e,D,department\n", standing), ElementsAre("2 parent_circle"));
}

TEST(UnitsImport, SaysTheLineInTheText) {
    const auto reading = read_rows(*parse_csv(kHeader + "19,,Tỉnh A,x\n"));
    EXPECT_THAT(reading.problems.at(0).text, HasSubstr("Dòng 2: không có loại đơn vị “x”"));
}

}  // namespace
}  // namespace units::imports
