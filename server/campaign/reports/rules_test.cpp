#include "reports/rules.h"

#include <gtest/gtest.h>

namespace campaign::reports {
namespace {

TEST(ReportRules, WhatIsApprovedIsLocked) {
    for (const auto move : {Move::submit, Move::send_back, Move::approve, Move::write, Move::discard}) {
        EXPECT_EQ(refuse_move(ReportState::approved, move, "vì"), MoveRefusal::locked);
    }
}

TEST(ReportRules, GoesUpAndComesBackWithAReason) {
    EXPECT_EQ(refuse_move(ReportState::draft, Move::submit, ""), std::nullopt);
    EXPECT_EQ(refuse_move(ReportState::submitted, Move::submit, ""), MoveRefusal::already_submitted);
    EXPECT_EQ(refuse_move(ReportState::submitted, Move::write, ""), MoveRefusal::already_submitted);
    EXPECT_EQ(refuse_move(ReportState::submitted, Move::send_back, ""), MoveRefusal::reason_missing);
    EXPECT_EQ(refuse_move(ReportState::submitted, Move::send_back, "Thiếu số liệu xóm 2"), std::nullopt);
    EXPECT_EQ(refuse_move(ReportState::returned, Move::submit, ""), std::nullopt);
    EXPECT_EQ(refuse_move(ReportState::returned, Move::approve, ""), MoveRefusal::not_submitted);
    EXPECT_EQ(refuse_move(ReportState::draft, Move::discard, ""), std::nullopt);
    EXPECT_EQ(refuse_move(ReportState::submitted, Move::discard, ""), MoveRefusal::already_submitted);
    EXPECT_EQ(refuse_move(ReportState::returned, Move::discard, ""), MoveRefusal::has_history);
    EXPECT_EQ(after(ReportState::submitted, Move::approve), ReportState::approved);
}

TEST(ReportRules, TakesNothingFromAfterTheCutOff) {
    EXPECT_EQ(data_day({100}, {95}), Day{95});
    EXPECT_EQ(data_day({100}, {120}), Day{100});
}

TEST(ReportRules, WritesNumbersAsTheyAreReadInVietnamese) {
    Contents contents;
    contents.header.as_of = *parse_day("2026-05-19");
    contents.unit_code = "01879";
    contents.plan_link = "7";
    TargetLine line{"xac-nhan", "Người trưởng thành được xác nhận", {}, Bound::more_than, 12000};
    line.figure.reached = 12345;
    line.figure.whole = 20000;
    line.figure.percent = 90;
    line.figure.permille = 617;
    line.figure.met = false;
    line.figure.reached_is_manual = true;
    contents.targets = {line};
    const auto document = compose(contents);
    const auto& cells = document.sections.at(1).tables.at(0).rows.at(0).cells;
    EXPECT_EQ(cells.at(2).text, "trên 90%");
    EXPECT_EQ(cells.at(4).text, "12.345");
    EXPECT_EQ(cells.at(4).number, 12345);
    EXPECT_TRUE(cells.at(4).manual);
    EXPECT_EQ(cells.at(4).link, "/don-vi/01879/ke-hoach?ma=7&chi-tieu=xac-nhan&ngay=2026-05-19");
    EXPECT_EQ(cells.at(5).text, "61,7%");
    EXPECT_EQ(cells.at(6).text, "+345");
    EXPECT_EQ(cells.at(7).text, "Chưa đạt");
    EXPECT_EQ(document.sections.at(1).tables.at(0).notes.back(), "Số đã đạt do đơn vị nhập, có tệp minh chứng: chỉ tiêu 1.");
    EXPECT_EQ(document.sections.at(1).paragraphs.at(0), "Số liệu tính đến hết ngày 19/05/2026.");
}

TEST(ReportRules, NamesASourceOnceAndLeavesOutWhatUnitsBelowDoNotAnswerFor) {
    Contents contents;
    for (const auto* id : {"a", "b", "c"}) {
        TargetLine line{id, id, {}, Bound::at_least, {}};
        line.figure.whole = 10;
        line.figure.whole_source = std::string(id) == "b" ? "Sổ hộ khẩu" : "Danh sách của đơn vị";
        line.cascades = std::string(id) != "b";
        contents.targets.push_back(line);
    }
    targets::Figure seven;
    seven.reached = 7;
    contents.units = {{"Xóm 1", "05551.01", {seven, {}, seven}}};
    const auto document = compose(contents);
    const auto& tables = document.sections.at(1).tables;
    EXPECT_EQ(tables.at(0).notes, (std::vector<std::string>{"Tổng số của chỉ tiêu 1, 3: Danh sách của đơn vị.",
                                                            "Tổng số của chỉ tiêu 2: Sổ hộ khẩu."}));
    EXPECT_EQ(tables.at(1).columns, (std::vector<std::string>{"Đơn vị", "Chỉ tiêu 1", "Chỉ tiêu 3"}));
    ASSERT_EQ(tables.at(1).rows.at(0).cells.size(), 3u);
    EXPECT_EQ(tables.at(1).rows.at(0).cells.at(2).number, 7);
}

TEST(ReportRules, HidesFewPeopleAndNotFewUnits) {
    Contents contents;
    TargetLine line{"nguoi", "Người học", {}, Bound::at_least, {}};
    line.figure.whole = 200;
    line.figure.reached = 3;
    line.figure.permille = 15;
    contents.targets.push_back(line);
    line.target_id = "to";
    line.figure.whole = 4;
    line.counts_people = false;
    contents.targets.push_back(line);
    contents.units = {{"Xóm 1", "05551.01", {line.figure, line.figure}}};
    auto document = compose(contents);
    hide_small_groups(document);
    const auto& tables = document.sections.at(1).tables;
    const auto shown = [](const ReportRow& row, std::initializer_list<std::size_t> columns) {
        std::vector<std::string> texts;
        for (const auto column : columns)
            texts.push_back(row.cells.at(column).text);
        return texts;
    };
    EXPECT_EQ(shown(tables.at(0).rows.at(0), {3, 4, 5, 7}), (std::vector<std::string>{"200", "< 5", "< 5", "Không hiện"}));
    EXPECT_EQ(shown(tables.at(0).rows.at(1), {3, 4, 5, 7}), (std::vector<std::string>{"4", "3", "1,5%", "Chưa rõ"}));
    EXPECT_EQ(shown(tables.at(1).rows.at(0), {1, 2}), (std::vector<std::string>{"< 5", "3"}));
}

}  // namespace
}  // namespace campaign::reports
