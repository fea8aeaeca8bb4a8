// What the reader of a report sees: LibreOffice lays the file out, poppler measures the pages.
#include "foundation/documents/docx.h"
#include "foundation/documents/workbook.h"
#include "foundation/testing/office.h"
#include "foundation/testing/report.h"
#include "foundation/text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace testing_documents;
using namespace testing_office;

constexpr double kMm = 72 / 25.4;
constexpr double kLeft = 30 * kMm, kRight = 595.3 - 15 * kMm, kTop = 20 * kMm, kBottom = 841.9 - 20 * kMm;
constexpr double kMiddle = (kLeft + kRight) / 2;
constexpr double kStateMiddle = (30 + 65 + 50) * kMm;  // of the header's right column
constexpr double kNamesMiddle = (30 + 32.5) * kMm;     // of its left one

double middle(const Word& word) { return (word.left + word.right) / 2; }

// Laid out once for all cases; LibreOffice needs seconds to start.
struct Report {
    Folder folder;
    std::vector<Rendered> report, party;
    std::string text;
    Report() {
        folder.write("report.docx", write_docx(testing_documents::report(), *find_layout("nghi-dinh-30"))->bytes);
        folder.write("party.docx", write_docx(party_report(), *find_layout("van-ban-dang"))->bytes);
        folder.convert("report.docx party.docx", "pdf");
        report = folder.pages("report.pdf");
        party = folder.pages("party.pdf");
        text = folder.run("pdftotext -raw report.pdf -");
    }
};

class RenderedReport : public testing::Test {
protected:
    static void SetUpTestSuite() { made_ = new Report; }
    static void TearDownTestSuite() {
        delete made_;
        made_ = nullptr;
    }
    static const Rendered& page(std::size_t index) { return made_->report.at(index); }
    static Report* made_;
};
Report* RenderedReport::made_ = nullptr;

TEST_F(RenderedReport, IsA4WithTheDecreesMargins) {
    ASSERT_EQ(made_->report.size(), 4u);
    for (const std::size_t index : {0u, 1u}) {
        EXPECT_NEAR(page(index).width, 595.3, 0.5);
        EXPECT_NEAR(page(index).height, 841.9, 0.5);
        double left = 600, right = 0, top = 900, bottom = 0;
        for (const auto& word : page(index).words) {
            if (word.bottom < kTop) continue;  // the page's number
            left = std::min(left, word.left);
            right = std::max(right, word.right);
            top = std::min(top, word.top);
            bottom = std::max(bottom, word.bottom);
        }
        EXPECT_NEAR(left, kLeft, 1);
        EXPECT_LE(right, kRight + 1);
        EXPECT_GE(right, kRight - 15);
        EXPECT_GE(top, kTop - 1);
        EXPECT_LE(top, kTop + 5);
        EXPECT_LE(bottom, kBottom + 1);
    }
}

TEST_F(RenderedReport, CentresTheTwoColumnsOfTheHeader) {
    const auto state = find_words(page(0), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    const auto motto = find_words(page(0), "Độc lập - Tự do - Hạnh phúc");
    const auto issuer = find_words(page(0), "ỦY BAN NHÂN DÂN");
    EXPECT_NEAR(middle(state), kStateMiddle, 1);
    EXPECT_NEAR(middle(motto), kStateMiddle, 1);
    EXPECT_NEAR(middle(find_words(page(0), "Kim Phượng, ngày tháng năm 2026")), kStateMiddle, 1);
    EXPECT_NEAR(middle(issuer), kNamesMiddle, 1);
    EXPECT_NEAR(middle(find_words(page(0), "XÃ KIM PHƯỢNG")), kNamesMiddle, 1);
    EXPECT_NEAR(state.size_pt(), 13, 0.1);
    EXPECT_NEAR(motto.size_pt(), 14, 0.1);
    EXPECT_NEAR(issuer.size_pt(), 13, 0.1);
    // Both on one line, each row of the header beside the other.
    EXPECT_NEAR(state.top, issuer.top, 1);
    EXPECT_NEAR(find_words(page(0), "Số:").bottom, find_words(page(0), "Kim Phượng, ngày tháng năm 2026").bottom, 2);
}

TEST_F(RenderedReport, DrawsTheRulesAsLongAsTheDecreeSays) {
    const Picture picture(made_->folder, "report.pdf", 1);
    const auto motto = find_words(page(0), "Độc lập - Tự do - Hạnh phúc");
    const auto below_motto = picture.longest_line(motto.left - 20, motto.bottom - 3, motto.right + 20, motto.bottom + 6);
    EXPECT_NEAR(below_motto.right - below_motto.left, motto.right - motto.left, 2);
    EXPECT_NEAR((below_motto.left + below_motto.right) / 2, middle(motto), 1);
    const auto issuer = find_words(page(0), "XÃ KIM PHƯỢNG");
    const auto widest = find_words(page(0), "ỦY BAN NHÂN DÂN");
    const auto below_issuer = picture.longest_line(issuer.left, issuer.bottom - 2, issuer.right, issuer.bottom + 6);
    const auto share = (below_issuer.right - below_issuer.left) / (widest.right - widest.left);
    EXPECT_GE(share, 1 / 3.0);
    EXPECT_LE(share, 0.5);
    const auto summary = find_words(page(0), "năm 2026 trên địa bàn xã Kim Phượng");
    const auto below_summary = picture.longest_line(kLeft, summary.bottom - 2, kRight, summary.bottom + 8);
    const auto longest = find_words(page(0), "Tổng kết Phong trào thi đua “Bình dân học AI”");
    EXPECT_GE((below_summary.right - below_summary.left) / (longest.right - longest.left), 1 / 3.0);
    EXPECT_LE((below_summary.right - below_summary.left) / (longest.right - longest.left), 0.5);
    EXPECT_NEAR((below_summary.left + below_summary.right) / 2, kMiddle, 1);
}

TEST_F(RenderedReport, KeepsTablesAndTheirLinesInsideTheMargins) {
    const auto head = find_words(page(0), "Chỉ tiêu");
    const Picture picture(made_->folder, "report.pdf", 1);
    const auto line = picture.longest_line(0, head.bottom, 595, kBottom);
    EXPECT_NEAR(line.left, kLeft, 1);
    EXPECT_NEAR(line.right, kRight, 1);
    EXPECT_NEAR(find_words(page(0), "STT").size_pt(), 12, 0.1);
    // No figure was broken, and the last two rows went to the next page together, under the head.
    for (const auto* figure : {"100,0%", "214", "15/11/2026"})
        EXPECT_NO_THROW(find_words(page(0), figure)) << figure;
    for (const auto* figure : {"Chỉ tiêu", "12.480", "10.121", "5.894"})
        EXPECT_NO_THROW(find_words(page(1), figure)) << figure;
}

TEST_F(RenderedReport, SetsTheTextAsTheDecreeSays) {
    EXPECT_NEAR(middle(find_words(page(0), "BÁO CÁO")), kMiddle, 1);
    const auto first = find_words(page(0), "Ủy ban nhân dân xã báo cáo");
    EXPECT_NEAR(first.left, kLeft + 12.7 * kMm, 1);
    EXPECT_NEAR(first.size_pt(), 14, 0.1);
    EXPECT_NEAR(find_words(page(0), "học AI” năm 2026, số liệu").left, kLeft, 1);
    EXPECT_NEAR(find_words(page(1), "Nơi nhận:").size_pt(), 12, 0.1);
    EXPECT_NEAR(find_words(page(1), "Nơi nhận:").left, kLeft, 1);
    EXPECT_NEAR(find_words(page(1), "- Lưu: VT, VHXH.").size_pt(), 11, 0.1);
    const auto capacity = find_words(page(1), "TM. ỦY BAN NHÂN DÂN");
    EXPECT_NEAR(capacity.size_pt(), 14, 0.1);
    EXPECT_GT(capacity.left, kMiddle);
    EXPECT_NEAR(capacity.top, find_words(page(1), "Nơi nhận:").top, 2);
    EXPECT_NEAR(middle(find_words(page(1), "CHỦ TỊCH")), middle(capacity), 1);
}

TEST_F(RenderedReport, NumbersPagesFromTheSecondOnAndEachAppendixAnew) {
    const auto numbers = [](const Rendered& page) {
        std::vector<Word> found;
        std::copy_if(page.words.begin(), page.words.end(), std::back_inserter(found),
                     [](const Word& word) { return word.bottom < kTop; });
        return found;
    };
    EXPECT_TRUE(numbers(page(0)).empty());
    const auto second = numbers(page(1));
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(second[0].text, "2");
    EXPECT_NEAR(middle(second[0]), kMiddle, 1);
    EXPECT_NEAR(second[0].size_pt(), 14, 0.1);
    EXPECT_TRUE(numbers(page(2)).empty());
    ASSERT_EQ(numbers(page(3)).size(), 1u);
    EXPECT_EQ(numbers(page(3))[0].text, "2");
}

TEST_F(RenderedReport, TurnsThePageForAWideTable) {
    EXPECT_NEAR(page(2).width, 841.9, 0.5);
    EXPECT_NEAR(middle(find_words(page(2), "KẾT QUẢ THEO TỪNG XÓM")), (kLeft + 841.9 - 15 * kMm) / 2, 1);
    EXPECT_NO_THROW(find_words(page(3), "STT"));  // the head again
    for (const auto& word : page(2).words)
        EXPECT_LE(word.right, 841.9 - 15 * kMm + 1) << word.text;
}

TEST_F(RenderedReport, IsSetInTimesAndInBlackOnly) {
    const auto fonts = made_->folder.run("pdffonts report.pdf | tail -n +3");
    std::istringstream lines(fonts);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        EXPECT_NE(line.find("LiberationSerif"), std::string::npos) << line;  // stands in for Times New Roman
    EXPECT_GE(count, 3);
    const auto styled = made_->folder.run("pdftohtml -xml -stdout report.pdf");
    EXPECT_NE(styled.find("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>"), std::string::npos);
    EXPECT_NE(styled.find("<b>Độc lập - Tự do - Hạnh phúc</b>"), std::string::npos);
    EXPECT_NE(styled.find("<i>Kim Phượng, ngày"), std::string::npos);
    EXPECT_NE(styled.find("<i><b>Nơi nhận:</b></i>"), std::string::npos);
    for (auto at = styled.find("color=\""); at != std::string::npos; at = styled.find("color=\"", at + 1))
        EXPECT_EQ(styled.substr(at + 7, 7), "#000000");
}

TEST_F(RenderedReport, KeepsEveryLetterAndEveryLink) {
    EXPECT_EQ(text::to_nfc(made_->text), made_->text);
    for (const auto* words :
         {"Nhóm nòng cốt gồm 24 người", "Chủ doanh nghiệp, hợp tác xã", "sử dụng được ít nhất một", "Quá hạn 15"})
        EXPECT_NE(made_->text.find(words), std::string::npos) << words;
    EXPECT_EQ(made_->text.find("\xEF\xBF\xBD"), std::string::npos);
    const auto links = made_->folder.run("pdfinfo -url report.pdf");
    EXPECT_NE(links.find(kDrillDown + "4"), std::string::npos);
    EXPECT_NE(links.find(kDrillDown + "nv3"), std::string::npos);
    EXPECT_NE(made_->folder.run("pdfinfo report.pdf").find("Báo cáo Tổng kết Phong trào"), std::string::npos);
}

TEST_F(RenderedReport, HasTheVisibleFormOfAPartyDocument) {
    const auto& first = made_->party.at(0);
    const auto state = find_words(first, "ĐẢNG CỘNG SẢN VIỆT NAM");
    EXPECT_GT(state.left, kMiddle);
    EXPECT_THROW(find_words(first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), std::runtime_error);
    EXPECT_LT(find_words(first, "*").bottom, find_words(first, "Số").bottom);
    EXPECT_NO_THROW(find_words(first, "-BC/BCĐ"));
    const Picture picture(made_->folder, "party.pdf", 1);
    const auto rule = picture.longest_line(state.left - 20, state.bottom - 3, kRight, state.bottom + 6);
    EXPECT_NEAR(rule.right - rule.left, state.right - state.left, 2);
    EXPECT_NO_THROW(find_words(made_->party.back(), "- Lưu Văn phòng Đảng ủy."));
}

TEST(RenderedSignature, NeverStandsOnAPageOfItsOwn) {
    Folder folder;
    std::string names;
    for (int lines = 17; lines < 23; ++lines) {  // somewhere in between the block no longer fits the first page
        auto document = report();
        document.blocks.clear();
        document.appendices.clear();
        document.addressees.clear();
        document.bases.clear();
        for (int line = 1; line <= lines; ++line)
            document.blocks.emplace_back(Paragraph{{{"Dòng " + std::to_string(line) + "."}}});
        const auto name = "lines" + std::to_string(lines) + ".docx";
        folder.write(name, write_docx(document, *find_layout("nghi-dinh-30"))->bytes);
        names += name + " ";
    }
    folder.convert(names, "pdf");
    std::size_t broken = 0;
    for (int lines = 17; lines < 23; ++lines) {
        const auto pages = folder.pages("lines" + std::to_string(lines) + ".pdf");
        const auto& last = pages.back();
        broken += pages.size() == 2;
        ASSERT_LE(pages.size(), 2u);
        for (const auto& words : {"Dòng " + std::to_string(lines) + ".", std::string("Nơi nhận:"),
                                  std::string("- Lưu: VT, VHXH."), std::string("CHỦ TỊCH")})
            EXPECT_NO_THROW(find_words(last, words)) << lines << " " << words;
    }
    EXPECT_GT(broken, 0u);
    EXPECT_LT(broken, 6u);
}

TEST(RenderedWorkbook, OpensWithTheSameFiguresAndNoFormulas) {
    Folder folder;
    auto hostile = Table{.name = "Tên lạ",
                         .title = {},
                         .columns = {{"Họ tên"}, {"Số", ColumnKind::count}},
                         .rows = {{{{"=HYPERLINK(\"http://evil.example\")", {}}, {Count{-1'234'567}, {}}}},
                                  {{{"+84 912", {}}, {Percent{59.75}, {}}}},
                                  {{{"-2+3", {}}, {parse_day("2026-11-15").value(), {}}}},
                                  {{{"@SUM(A1)", {}}, {std::string("_x0041_"), {}}}},
                                  {{{"\t=1+1", {}}, {std::string("00123"), {}}}}},
                         .note = {}};
    folder.write("book.xlsx", write_workbook({targets(), hostile}, {"Số liệu", "Xã", "", Instant{1'795'572'000'000}})->bytes);
    // Comma, quotation mark, UTF-8, all sheets, cells as they are stored; the last but one shows formulas instead of results.
    folder.convert("book.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1");
    const auto first = folder.read("book-Chỉ tiêu.csv");
    EXPECT_TRUE(first.find("\n4,\"Người trong độ tuổi lao động tham gia học\",12480,10121,") != std::string::npos ||
                first.find("\n4,Người trong độ tuổi lao động tham gia học,\"12,480\",\"10,121\",81.1%,80.0%,15/11/2026") !=
                    std::string::npos)
        << first;
    const auto second = folder.read("book-Tên lạ.csv");
    for (const auto* row : {"\"=HYPERLINK(\"\"http://evil.example\"\")\",\"-1,234,567\"", "+84 912,59.8%", "-2+3,15/11/2026",
                            "@SUM(A1),_x0041_", " =1+1,00123"})
        EXPECT_NE(second.find(row), std::string::npos) << row << "\n" << second;
}

}  // namespace
