#include "foundation/documents/document.h"

#include "foundation/documents/columns.h"
#include "foundation/documents/measure.h"
#include "foundation/documents/numerals.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace {

using namespace documents;

TEST(Documents, ShowsFiguresAsAVietnameseOffice) {
    EXPECT_EQ(shown(Count{0}), "0");
    EXPECT_EQ(shown(Count{999}), "999");
    EXPECT_EQ(shown(Count{1'000}), "1.000");
    EXPECT_EQ(shown(Count{1'234'567}), "1.234.567");
    EXPECT_EQ(shown(Count{-123}), "-123");
    EXPECT_EQ(shown(Count{-1'234}), "-1.234");
    EXPECT_EQ(shown(Count{std::numeric_limits<std::int64_t>::min()}), "-9.223.372.036.854.775.808");
    EXPECT_EQ(shown(Percent{85.25}), "85,2%");
    EXPECT_EQ(shown(Percent{100}), "100,0%");
    EXPECT_EQ(shown(Percent{std::nan("")}), "");
    EXPECT_EQ(shown(*parse_day("2026-02-05")), "05/02/2026");
    EXPECT_EQ(shown(std::monostate{}), "");
    EXPECT_EQ(shown("=1+1"), "=1+1");
}

TEST(Documents, MakesParagraphsOfAnOfficersLines) {
    const auto blocks = paragraphs_of("  Dòng một.\r\n\r\n\tDòng hai. \n");
    ASSERT_EQ(blocks.size(), 2u);
    EXPECT_EQ(std::get<Paragraph>(blocks[0]).spans.at(0).text, "Dòng một.");
    EXPECT_EQ(std::get<Paragraph>(blocks[1]).spans.at(0).text, "Dòng hai.");
    EXPECT_TRUE(paragraphs_of(" \n ").empty());
}

TEST(Documents, NumbersPartsWithVietnameseLetters) {
    EXPECT_EQ(roman(1) + roman(4) + roman(9) + roman(14), "IIVIXXIV");
    EXPECT_EQ(letter(1) + letter(4) + letter(5) + letter(6) + letter(23), "adđey");
    EXPECT_EQ(letter(24) + letter(25), "aaab");
    EXPECT_EQ(fill("{a}/{b} {c}", {{"a", "{b}"}, {"b", "2"}}), "{b}/2 {c}");
}

TEST(Documents, MeasuresTimes) {
    EXPECT_DOUBLE_EQ(width_pt("AV", 10, false), 14.44);
    EXPECT_DOUBLE_EQ(width_pt("Ấ", 10, true), 7.22);
    EXPECT_NEAR(width_pt("ĐỘ ư", 14, true), (0.722 + 0.778 + 0.25 + 0.601) * 14, 0.01);
    EXPECT_DOUBLE_EQ(word_width_pt("a AV b", 10, false), 14.44);
}

TEST(Documents, BalancesCentredLinesAndKeepsQuotedNamesWhole) {
    EXPECT_EQ(balanced("Báo cáo", 14, true, 400), "Báo cáo");
    EXPECT_EQ(balanced("một hai ba bốn năm sáu bảy tám", 14, false, 150), "một hai ba bốn\nnăm sáu bảy tám");
    EXPECT_EQ(balanced("kết quả Phong trào “Bình dân học vụ số” năm 2026", 14, true, 280),
              "kết quả Phong trào\n“Bình dân học vụ số” năm 2026");
    EXPECT_EQ(balanced("a\nb", 14, true, 400), "a\nb");
}

RC_GTEST_PROP(Documents, BalancingOnlyTurnsSpacesIntoBreaks, (std::vector<std::string> words)) {
    std::string text;
    for (auto& word : words) {
        word.erase(std::remove_if(word.begin(), word.end(), [](char byte) { return byte < 'a' || byte > 'z'; }), word.end());
        if (!word.empty()) text += (text.empty() ? "" : " ") + word;
    }
    auto back = balanced(text, 14, false, 60);
    std::replace(back.begin(), back.end(), '\n', ' ');
    RC_ASSERT(back == text);
}

RC_GTEST_PROP(Documents, ColumnsFillTheRoomExactly, (const std::vector<std::string>& titles)) {
    RC_PRE(!titles.empty() && titles.size() < 30);
    Table table;
    for (const auto& title : titles)
        table.columns.push_back({title, *rc::gen::element(ColumnKind::text, ColumnKind::count, ColumnKind::percent)});
    const auto& layout = *find_layout("nghi-dinh-30");
    const auto widths = column_widths_pt(table, layout, 467.7);
    RC_ASSERT(std::abs(std::accumulate(widths.begin(), widths.end(), 0.0) - 467.7) < 0.01);
    RC_ASSERT(*std::min_element(widths.begin(), widths.end()) > 0);
}

}  // namespace
