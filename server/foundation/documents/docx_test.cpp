#include "foundation/documents/docx.h"

#include "foundation/documents/clean.h"
#include "foundation/testing/office.h"
#include "foundation/testing/report.h"
#include "foundation/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <pugixml.hpp>

#include <algorithm>

namespace {

using namespace testing_documents;
using testing_office::unzip;
using testing_office::words_of;

const Layout& decree() { return *find_layout("nghi-dinh-30"); }

std::map<std::string, std::string> parts_of(const Document& document, const Layout& layout = decree()) {
    return unzip(write_docx(document, layout)->bytes);
}

std::vector<std::string> codes_of(const File& file) {
    std::vector<std::string> codes;
    for (const auto& notice : file.notices)
        codes.push_back(notice.code);
    return codes;
}

// A document with one cell and one paragraph.
Document small(const std::string& text, const std::string& link = {}) {
    Document document;
    document.header = {"", text, "BC-UBND", "Kim Phượng", std::nullopt};
    document.title = {"Báo cáo", text};
    document.blocks = {Paragraph{{{text, link}}},
                       Table{.name = "A", .title = {}, .columns = {{"Tên"}}, .rows = {{{{text, link}}}}, .note = {}}};
    return document;
}

TEST(DocumentsDocx, GivesTheSameBytesForTheSameReport) {
    const auto first = write_docx(report(), decree());
    setenv("TZ", "America/New_York", 1);
    tzset();
    EXPECT_EQ(write_docx(report(), decree())->bytes, first->bytes);
    unsetenv("TZ");
    tzset();
    auto other = report();
    other.title.summary += ".";
    EXPECT_NE(write_docx(other, decree())->bytes, first->bytes);
    EXPECT_TRUE(first->notices.empty());
}

// The one in README.md.
TEST(DocumentsDocx, TakesTwentyLinesForAReport) {
    const std::string people_link = "https://hoc.example.vn/";
    const Table targets{
        .name = "Chỉ tiêu",
        .title = "Bảng 1. Kết quả thực hiện các chỉ tiêu",
        .columns = {{"STT", ColumnKind::number}, {"Chỉ tiêu"}, {"Đã đạt", ColumnKind::count}, {"Tỷ lệ", ColumnKind::percent}},
        .rows = {{{{Count{1}}, {"Cán bộ tham gia học"}, {Count{87}, people_link}, {Percent{100}, people_link}}}},
        .note = "Nguồn: số liệu học tập đến hết ngày 15/11/2026."};
    Document report;
    report.header = {"", "Ủy ban nhân dân xã Kim Phượng", "BC-UBND", "Kim Phượng", 2026};
    report.title = {"Báo cáo", "Tổng kết Phong trào thi đua “Bình dân học AI” năm 2026"};
    report.addressees = {"Ủy ban nhân dân tỉnh Thái Nguyên"};
    report.blocks = {Heading{1, "Kết quả thực hiện"}, Paragraph{{{"Toàn xã đạt "}, {"100,0%", people_link}, {"."}}}, targets};
    for (auto& block : paragraphs_of("Một.\nHai."))
        report.blocks.push_back(block);
    report.recipients = {{"Thường trực Đảng ủy xã"}, "VT, VHXH"};
    report.signature = {{"TM. Ủy ban nhân dân", "Chủ tịch"}, ""};
    const auto words = words_of(parts_of(report)["word/document.xml"]);
    EXPECT_NE(words.find("Toàn xã đạt 100,0%.\nBảng 1."), std::string::npos);
    EXPECT_NE(words.find("Kính gửi: Ủy ban nhân dân tỉnh Thái Nguyên.\n"), std::string::npos);
}

TEST(DocumentsDocx, LeavesNumberDateAndSignatureBlank) {
    const auto words = words_of(parts_of(report())["word/document.xml"]);
    EXPECT_NE(words.find("Số:\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0/BC-UBND\n"), std::string::npos);
    EXPECT_NE(words.find("Kim Phượng, ngày\u00A0\u00A0\u00A0\u00A0\u00A0tháng\u00A0\u00A0\u00A0\u00A0\u00A0năm\u00A02026\n"),
              std::string::npos);
    EXPECT_NE(words.find("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n"), std::string::npos);
    EXPECT_NE(words_of(parts_of(small("a"))["word/document.xml"]).find("năm\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\n"),
              std::string::npos);
}

TEST(DocumentsDocx, PutsThePartsInTheDecreesOrder) {
    const auto words = words_of(parts_of(report())["word/document.xml"]);
    std::size_t at = 0;
    for (const auto* part : {"ỦY BAN NHÂN DÂN\nXÃ KIM PHƯỢNG",
                             "CỘNG HÒA",
                             "Độc lập",
                             "Số:",
                             "BÁO CÁO",
                             "Tổng kết",
                             "Kính gửi:\n- Ủy ban nhân dân tỉnh Thái Nguyên;\n- Sở",
                             "Nguyên.\n",
                             "Căn cứ Kế hoạch của",
                             "AI”;\n",
                             "nhân dân xã.\n",
                             "I. CÔNG TÁC",
                             "II. KẾT QUẢ",
                             "1. Các chỉ tiêu",
                             "Bảng 1.",
                             "12.480",
                             "Nguồn:",
                             "2. Các nhiệm vụ",
                             "III. KHÓ KHĂN",
                             "a) Khó khăn",
                             "b) Kiến nghị",
                             "Nơi nhận:\n- Như trên;\n- Thường trực",
                             "- Lưu: VT, VHXH.",
                             "TM. ",
                             "Phụ lục\n",
                             "KẾT QUẢ THEO TỪNG XÓM",
                             "(Kèm theo Báo cáo số",
                             "xã Kim Phượng)",
                             "9.876.543"}) {
        const auto found = words.find(part, at);
        ASSERT_NE(found, std::string::npos) << part;
        at = found;
    }
}

TEST(DocumentsDocx, NumbersSeveralAppendices) {
    auto document = report();
    document.appendices.push_back({"Danh sách", {Paragraph{{{"Chữ"}}}}});
    const auto words = words_of(parts_of(document)["word/document.xml"]);
    EXPECT_NE(words.find("Phụ lục I\n"), std::string::npos);
    EXPECT_NE(words.find("Phụ lục II\n"), std::string::npos);
}

TEST(DocumentsDocx, SaysInTheFileThatALayoutIsUnverified) {
    const auto file = write_docx(party_report(), *find_layout("van-ban-dang"));
    ASSERT_EQ(codes_of(*file), std::vector<std::string>{"layout_unverified"});
    auto parts = unzip(file->bytes);
    EXPECT_NE(parts["docProps/core.xml"].find("chưa được đối chiếu"), std::string::npos);
    EXPECT_NE(parts["docProps/custom.xml"].find("lề trang"), std::string::npos);
    EXPECT_EQ(parts_of(report())["docProps/core.xml"].find("chưa được đối chiếu"), std::string::npos);
}

TEST(DocumentsDocx, CarriesTheFactsOfTheReport) {
    const auto parts = parts_of(report());
    EXPECT_NE(parts.at("docProps/custom.xml").find("KP 2026, bản 3"), std::string::npos);
    EXPECT_NE(parts.at("docProps/core.xml").find("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-25T02:00:00Z<"),
              std::string::npos)
        << parts.at("docProps/core.xml");
}

TEST(DocumentsDocx, LinksOnlyToTheWeb) {
    auto parts = parts_of(small("12", "https://hoc.example.vn/?a=1&b=2"));
    EXPECT_NE(parts["word/_rels/document.xml.rels"].find("https://hoc.example.vn/?a=1&amp;b=2"), std::string::npos);
    const auto file = write_docx(small("12", "javascript:alert(1)"), decree());
    EXPECT_EQ(codes_of(*file), std::vector<std::string>{"link_dropped"});
    EXPECT_EQ(unzip(file->bytes)["word/document.xml"].find("w:hyperlink"), std::string::npos);
}

TEST(DocumentsDocx, TellsWhatItCleanedAndCut) {
    const auto file = write_docx(small(std::string(30'000, 'a') + "\x01"), decree());
    EXPECT_EQ(codes_of(*file), (std::vector<std::string>{"text_cleaned", "text_shortened"}));
    EXPECT_LT(unzip(file->bytes)["word/document.xml"].size(), 60'000u);
}

TEST(DocumentsDocx, RefusesWhatIsTooLong) {
    auto document = small("a");
    std::get<Table>(document.blocks[1]).rows.resize(kDocxRowsMax + 1);
    EXPECT_EQ(write_docx(document, decree()).error().code, "document_too_large");
    EXPECT_EQ(write_docx(document, decree()).error().kind, ProblemKind::too_large);
    document = small("a");
    document.blocks.resize(kDocxBlocksMax + 1, Paragraph{});
    EXPECT_EQ(write_docx(document, decree()).error().code, "document_too_large");
    document = small("a");
    std::get<Table>(document.blocks[1]).rows[0].cells.resize(2);
    EXPECT_THROW(write_docx(document, decree()), std::logic_error);
}

// ECMA-376 fixes the order of these children, and Word calls a file in another order damaged.
TEST(DocumentsDocx, KeepsTheSchemasOrder) {
    const std::map<std::string, std::vector<std::string>> orders{
        {"w:pPr",
         {"w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:pBdr", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr",
          "w:sectPr"}},
        {"w:rPr", {"w:rStyle", "w:rFonts", "w:b", "w:i", "w:color", "w:sz", "w:szCs", "w:u", "w:lang"}},
        {"w:tblPr", {"w:tblW", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"}},
        {"w:tcPr", {"w:tcW", "w:vAlign"}},
        {"w:sectPr", {"w:headerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgNumType", "w:titlePg"}},
        {"w:style", {"w:name", "w:basedOn", "w:qFormat", "w:pPr", "w:rPr"}},
        {"w:settings", {"w:defaultTabStop", "w:compat", "w:themeFontLang"}}};
    auto parts = parts_of(report());
    std::size_t checked = 0;
    for (const auto* part : {"word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml"}) {
        pugi::xml_document document;
        ASSERT_TRUE(document.load_buffer(parts[part].data(), parts[part].size()));
        for (const auto& [name, order] : orders) {
            for (const auto& found : document.select_nodes(("//" + name).c_str())) {
                std::ptrdiff_t last = 0;
                for (const auto& child : found.node().children()) {
                    const auto at = std::find(order.begin(), order.end(), child.name()) - order.begin();
                    ASSERT_NE(at, static_cast<std::ptrdiff_t>(order.size())) << name << " holds " << child.name();
                    ASSERT_GE(at, last) << name << " has " << child.name() << " too late";
                    last = at;
                    ++checked;
                }
            }
        }
    }
    EXPECT_GT(checked, 1000u);
}

void expect_survival(const std::string& bytes) {
    auto parts = parts_of(small(bytes));
    const auto words = words_of(parts["word/document.xml"]);
    const auto clean = clean_text(bytes, kCellLengthMax).text;
    // As a paragraph and as a cell, each followed by its paragraph's end.
    const auto paragraph = words.find(clean + "\nTên\n" + clean + "\n");
    RC_ASSERT(paragraph != std::string::npos);
}

RC_GTEST_PROP(DocumentsDocx, AnyBytesSurviveOrAreCleanedByTheRule, (const std::string& bytes)) { expect_survival(bytes); }

RC_GTEST_PROP(DocumentsDocx, AnyUnicodeSurvivesOrIsCleanedByTheRule, ()) {
    const auto points = *rc::gen::container<std::vector<int>>(
        rc::gen::oneOf(rc::gen::inRange(0, 0x110000), rc::gen::inRange(0, 0x80), rc::gen::inRange(0x300, 0x330),
                       rc::gen::element(int{'<'}, int{'&'}, int{'>'}, int{']'})));
    std::string bytes;
    for (const auto point : points) {  // UTF-8 by hand, surrogates included: they must be cleaned as well
        if (point < 0x80)
            bytes += static_cast<char>(point);
        else if (point < 0x800)
            bytes += {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
        else if (point < 0x10000)
            bytes += {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
                      static_cast<char>(0x80 | (point & 0x3F))};
        else
            bytes += {static_cast<char>(0xF0 | point >> 18), static_cast<char>(0x80 | (point >> 12 & 0x3F)),
                      static_cast<char>(0x80 | (point >> 6 & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
    }
    expect_survival(bytes);
}

}  // namespace
