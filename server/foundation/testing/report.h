#pragma once
// A commune's report with invented figures, for the tests of documents/.
#include "foundation/documents/document.h"

namespace testing_documents {

using namespace documents;

inline const std::string kDrillDown = "https://hoc.example.vn/don-vi/05551/chi-tieu/";

inline Table targets() {
    Table table{.name = "Chỉ tiêu",
                .title = "Bảng 1. Kết quả thực hiện các chỉ tiêu",
                .columns = {{"STT", ColumnKind::number},
                            {"Chỉ tiêu"},
                            {"Tổng số", ColumnKind::count},
                            {"Đã đạt", ColumnKind::count},
                            {"Tỷ lệ", ColumnKind::percent},
                            {"Yêu cầu", ColumnKind::percent},
                            {"Đến ngày", ColumnKind::day}},
                .rows = {},
                .note = "Nguồn: số liệu học tập đến hết ngày 15/11/2026; mẫu số theo danh sách của xã."};
    const auto day = parse_day("2026-11-15").value();
    const auto add = [&](const char* name, std::int64_t whole, std::int64_t done, double wanted) {
        const auto number = static_cast<std::int64_t>(table.rows.size()) + 1;
        table.rows.push_back(
            {{{Count{number}, {}},
              {name, {}},
              {Count{whole}, {}},
              {Count{done}, kDrillDown + std::to_string(number)},
              {Percent{100.0 * static_cast<double>(done) / static_cast<double>(whole)}, kDrillDown + std::to_string(number)},
              {Percent{wanted}, {}},
              {day, {}}}});
    };
    add("Cán bộ, công chức, viên chức tham gia học", 87, 87, 100);
    add("Trong đó: nâng cao hiệu quả công việc", 87, 52, 50);
    add("Chủ doanh nghiệp, hợp tác xã, hộ kinh doanh tham gia học", 214, 173, 80);
    add("Người trong độ tuổi lao động tham gia học", 12'480, 10'121, 80);
    add("Trong đó: sử dụng được ít nhất một công cụ AI", 10'121, 5'894, 50);
    return table;
}

inline Table tasks() {
    return {.name = "Nhiệm vụ",
            .title = "Bảng 2. Tiến độ nhiệm vụ được giao",
            .columns = {{"STT", ColumnKind::number}, {"Nhiệm vụ"}, {"Cơ quan chủ trì"}, {"Hạn", ColumnKind::day}, {"Trạng thái"}},
            .rows = {{{{Count{1}, {}},
                       {"Thành lập nhóm nòng cốt", {}},
                       {"Phòng Văn hóa - Xã hội", {}},
                       {parse_day("2026-03-31").value(), {}},
                       {"Hoàn thành", kDrillDown + "nv1"}}},
                     {{{Count{2}, {}},
                       {"Tập huấn cho các tổ công nghệ số cộng đồng", {}},
                       {"Phòng Văn hóa - Xã hội", {}},
                       {parse_day("2026-06-30").value(), {}},
                       {"Hoàn thành", kDrillDown + "nv2"}}},
                     {{{Count{3}, {}},
                       {"Mô hình điểm “Xóm học AI”", {}},
                       {"Hội Nông dân xã", {}},
                       {parse_day("2026-10-31").value(), {}},
                       {"Quá hạn 15 ngày", kDrillDown + "nv3"}}}},
            .note = {}};
}

// Too wide for a portrait page.
inline Table hamlets(int count) {
    Table table{.name = "Theo xóm",
                .title = {},
                .columns = {{"STT", ColumnKind::number}, {"Xóm"}},
                .rows = {},
                .note = "Nhóm dưới 5 người không hiển thị."};
    for (const auto* title : {"Dân số trong độ tuổi", "Đăng ký học", "Học trong tuần", "Hoàn thành bậc 1", "Hoàn thành bậc 2",
                              "Hoàn thành bậc 3", "Bài thực hành được nhận", "Tỷ lệ tham gia", "Tỷ lệ hoàn thành"}) {
        table.columns.push_back({title, std::string_view(title).starts_with("Tỷ") ? ColumnKind::percent : ColumnKind::count});
    }
    for (int row = 1; row <= count; ++row) {
        Row cells{{{Count{row}, {}}, {"Xóm " + std::string(row % 2 ? "Bản Cái" : "Đồng Đình") + " " + std::to_string(row), {}}}};
        for (int at = 0; at < 7; ++at)
            cells.cells.push_back({Count{1'234'567 / (row + at + 1)}, kDrillDown + std::to_string(row)});
        cells.cells.push_back({Percent{81.0 + row % 10}, {}});
        cells.cells.push_back({Percent{47.3 + row % 7}, {}});
        table.rows.push_back(std::move(cells));
    }
    Row total{{{std::monostate{}, {}}, {"Tổng", {}}}, true};
    for (int at = 0; at < 7; ++at)
        total.cells.push_back({Count{9'876'543 / (at + 1)}, {}});
    total.cells.push_back({Percent{85.3}, {}});
    total.cells.push_back({Percent{50}, {}});
    table.rows.push_back(std::move(total));
    return table;
}

inline Document report() {
    Document document;
    document.header = {"", "Ủy ban nhân dân\nxã Kim Phượng", "BC-UBND", "Kim Phượng", 2026};
    document.title = {"Báo cáo", "Tổng kết Phong trào thi đua “Bình dân học AI” năm 2026 trên địa bàn xã Kim Phượng"};
    document.addressees = {"Ủy ban nhân dân tỉnh Thái Nguyên", "Sở Khoa học và Công nghệ tỉnh Thái Nguyên"};
    document.bases = {"Căn cứ Kế hoạch của Ủy ban nhân dân tỉnh về Phong trào thi đua “Bình dân học AI”",
                      "Căn cứ Kế hoạch năm 2026 của Ủy ban nhân dân xã"};
    auto& blocks = document.blocks;
    blocks.emplace_back(
        Paragraph{{{"Ủy ban nhân dân xã báo cáo kết quả thực hiện Phong trào thi đua “Bình dân học AI” năm 2026, số liệu tính "
                    "đến hết ngày 15/11/2026, như sau:"}}});
    blocks.emplace_back(Heading{1, "Công tác chỉ đạo, triển khai"});
    for (auto& block :
         paragraphs_of("Xã đã ban hành kế hoạch, thành lập ban chỉ đạo và 12 tổ công nghệ số cộng đồng; phân công từng thành "
                       "viên phụ trách xóm.\n"
                       "Nhóm nòng cốt gồm 24 người, học trước và hướng dẫn lại theo cách người biết hướng dẫn người chưa biết."))
        blocks.push_back(std::move(block));
    blocks.emplace_back(Heading{1, "Kết quả thực hiện"});
    blocks.emplace_back(Heading{2, "Các chỉ tiêu"});
    blocks.emplace_back(Paragraph{{{"Toàn xã có "},
                                   {"10.121", kDrillDown + "4"},
                                   {" người trong độ tuổi lao động tham gia học, đạt "},
                                   {"81,1%", kDrillDown + "4", true},
                                   {", vượt yêu cầu của kế hoạch."}}});
    blocks.emplace_back(targets());
    blocks.emplace_back(Heading{2, "Các nhiệm vụ"});
    blocks.emplace_back(tasks());
    blocks.emplace_back(Heading{1, "Khó khăn, kiến nghị"});
    blocks.emplace_back(Heading{3, "Khó khăn"});
    blocks.emplace_back(
        Paragraph{{{"Một số xóm vùng cao sóng di động yếu; người cao tuổi cần có người kèm. Xã tổ chức học theo nhóm vào buổi "
                    "tối tại nhà văn hóa xóm."}}});
    blocks.emplace_back(Heading{3, "Kiến nghị"});
    blocks.emplace_back(Paragraph{{{"Đề nghị tỉnh hỗ trợ thiết bị dùng chung cho các tổ công nghệ số cộng đồng."}}});
    blocks.emplace_back(Paragraph{
        {{"Trên đây là báo cáo tổng kết Phong trào, Ủy ban nhân dân xã báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo."}}});
    document.recipients = {{"Thường trực Đảng ủy, Hội đồng nhân dân xã", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã"},
                           "VT, VHXH"};
    document.signature = {{"TM. Ủy ban nhân dân", "Chủ tịch"}, ""};
    document.appendices = {{"Kết quả theo từng xóm", {hamlets(30)}}};
    document.author = "Phòng Văn hóa - Xã hội";
    document.drafted_at = Instant{1'795'572'000'000};
    document.facts = {{"Kế hoạch", "KP 2026, bản 3"}, {"Đơn vị", "05551"}, {"Số liệu đến", "2026-11-15"}};
    return document;
}

inline Document party_report() {
    auto document = report();
    document.header = {"Đảng ủy xã Cao Minh", "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
                       "BC/BCĐ", "Cao Minh", 2026};
    document.title = {"Báo cáo", "kết quả triển khai Phong trào “Bình dân học vụ số” 6 tháng đầu năm 2026"};
    document.blocks.front() =
        Paragraph{{{"Thực hiện kế hoạch của Ban Chỉ đạo tỉnh, Ban Chỉ đạo xã báo cáo kết quả triển khai Phong trào như sau:"}}};
    document.blocks.back() = Paragraph{{{"Trên đây là báo cáo kết quả 6 tháng đầu năm 2026 của Ban Chỉ đạo xã."}}};
    document.addressees.clear();
    document.bases.clear();
    document.recipients = {{"Ban Chỉ đạo tỉnh (báo cáo)", "Thường trực Đảng ủy xã"}, "Văn phòng Đảng ủy"};
    document.signature = {{"T/M Ban Chỉ đạo", "Phó Trưởng ban"}, ""};
    document.appendices.clear();
    return document;
}

}  // namespace testing_documents
