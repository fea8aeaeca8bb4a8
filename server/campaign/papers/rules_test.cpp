#include "papers/rules.h"

#include <gtest/gtest.h>

namespace campaign::papers {
namespace {

ReportDocument report(DocumentFamily family) {
    ReportDocument document;
    document.header.family = family;
    document.header.issuer = family == DocumentFamily::party ? "Ban Chỉ đạo xã Cao Minh" : "Ủy ban nhân dân xã Kim Phượng";
    document.header.summary = "Tổng kết – Phong trào";
    document.header.addressee = "Ủy ban nhân dân tỉnh";
    document.recipients = {"Ủy ban nhân dân tỉnh", "Lưu: VT"};
    ReportTable table{"targets", "Kết quả", {"TT", "Chỉ tiêu", "Đã đạt", "Tỷ lệ"}, {}, {"Nguồn: sổ hộ khẩu."}};
    table.rows.push_back({{{CellKind::whole, "1", 1, {}, false},
                           {CellKind::text, "=1+1", {}, {}, false},
                           {CellKind::whole, "1.234", 1234, "/don-vi/05551/ke-hoach?ma=7&chi-tieu=ai&ngay=2026-11-20", false},
                           {CellKind::percent, "81,1 %", 811, {}, false}}});
    table.rows.push_back({{{CellKind::whole, "2", 2, {}, false},
                           {CellKind::text, "Người cao tuổi", {}, {}, false},
                           {CellKind::empty, "< 5", {}, {}, false},
                           {CellKind::empty, "–", {}, {}, false}}});
    document.sections.push_back({"I", "Kết quả", "results", "Đã làm.\nĐang làm.", {}, {table}});
    return document;
}
const PaperOptions kOptions{"05551", "Xã Kim Phượng", Instant{1'795'572'000'000}};

TEST(ReportPapers, KnowWhoSpeaksForAUnitAndWhere) {
    EXPECT_EQ(body_of("Xã Kim Phượng"), "Ủy ban nhân dân xã Kim Phượng");
    EXPECT_EQ(body_of("Thành phố Hải Phòng"), "Ủy ban nhân dân thành phố Hải Phòng");
    EXPECT_EQ(body_of("Thi hành án dân sự tỉnh"), "Thi hành án dân sự tỉnh");
    EXPECT_EQ(place_of("Xã Kim Phượng"), "Kim Phượng");
    EXPECT_EQ(place_of("Xóm 1"), "");
    EXPECT_EQ(place_of("Trạm Y tế phường Hải Dương"), "Hải Dương");
    EXPECT_EQ(place_of("Thi hành án dân sự tỉnh"), "");
}

TEST(ReportPapers, DoNotSayTwiceThatTheyAreReports) {
    auto document = report(DocumentFamily::state);
    const auto title_of = [&](const char* summary) {
        document.header.summary = summary;
        return papers::to_document(document, {}).title;
    };
    EXPECT_EQ(title_of("Báo cáo sáu tháng – Kế hoạch").summary, "Sáu tháng – Kế hoạch");
    EXPECT_EQ(title_of("Báo cáo đợt một").summary, "Đợt một");
    EXPECT_EQ(title_of("Tổng kết").summary, "Tổng kết");
    EXPECT_EQ(title_of("Báo cáo sáu tháng").kind, "Báo cáo");
}

TEST(ReportPapers, KeepFiguresAsNumbersAndWhatIsHiddenAsText) {
    const auto tables = to_tables(report(DocumentFamily::state), kOptions);
    ASSERT_EQ(tables.size(), 1u);
    const auto& table = tables[0];
    EXPECT_EQ(table.columns[0].kind, documents::ColumnKind::number);
    EXPECT_EQ(table.columns[2].kind, documents::ColumnKind::count);
    EXPECT_EQ(table.columns[3].kind, documents::ColumnKind::percent);
    EXPECT_EQ(std::get<documents::Count>(table.rows[0].cells[2].figure).value, 1234);
    EXPECT_DOUBLE_EQ(std::get<documents::Percent>(table.rows[0].cells[3].figure).value, 81.1);
    EXPECT_EQ(std::get<std::string>(table.rows[1].cells[2].figure), "< 5");
}

// Only where the app has an address that readers can reach.
TEST(ReportPapers, LinkAFigureToThePageBehindIt) {
    auto options = kOptions;
    const auto link = [&](const char* public_url) {
        options.app_url = address_for_papers(public_url).url;
        return to_tables(report(DocumentFamily::state), options)[0].rows[0].cells[2].link;
    };
    EXPECT_EQ(link("https://hoc.example.vn/"), "https://hoc.example.vn/don-vi/05551/ke-hoach?ma=7&chi-tieu=ai&ngay=2026-11-20");
    EXPECT_EQ(link("http://localhost:8080"), "");
    EXPECT_EQ(link(""), "");
    options.app_url = "https://hoc.example.vn";
    auto old = report(DocumentFamily::state);
    old.sections[0].tables[0].rows[0].cells[2].link = "/units/05551/plans/7/targets/ai?as_of=2026-11-20";
    EXPECT_EQ(to_tables(old, options)[0].rows[0].cells[2].link, "");
}

TEST(ReportPapers, AreWordAndExcelInTheFamilyOfThePlan) {
    for (const auto family : {DocumentFamily::state, DocumentFamily::party}) {
        const auto document = to_document(report(family), kOptions);
        EXPECT_EQ(document.header.symbol, family == DocumentFamily::party ? "BC/BCĐ" : "BC-UBND");
        EXPECT_EQ(document.recipients.archive, "VT");
        EXPECT_EQ(document.recipients.names.size(), 1u);
        const auto word = make_paper(report(family), kOptions, PaperForm::docx);
        ASSERT_TRUE(word);
        EXPECT_TRUE(word->bytes.starts_with("PK"));
        const bool warned = std::any_of(word->notices.begin(), word->notices.end(),
                                        [](const documents::Notice& notice) { return notice.code == "layout_unverified"; });
        EXPECT_EQ(warned, family == DocumentFamily::party);
        const auto sheets = make_paper(report(family), kOptions, PaperForm::xlsx);
        ASSERT_TRUE(sheets);
        EXPECT_TRUE(sheets->bytes.starts_with("PK"));
    }
}

}  // namespace
}  // namespace campaign::papers
