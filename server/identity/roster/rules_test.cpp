#include "roster/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace identity;
using units::Kind;
using units::TargetGroup;

std::vector<CsvRow> table(const std::vector<std::vector<std::string>>& cells) {
    std::vector<CsvRow> rows;
    for (const auto& each : cells) rows.push_back({static_cast<int>(rows.size()) + 1, each});
    return rows;
}

TEST(RosterRules, FindsTheColumnsBelowTitlesWithOrWithoutDiacritics) {
    const auto layout = find_layout(table({{"UBND XÃ KIM PHƯỢNG"},
                                           {"DANH SÁCH CÁN BỘ, CÔNG CHỨC THAM GIA HỌC"},
                                           {"STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Số điện thoại", "Đơn vị công tác", "Nhóm đối tượng", "Ghi chú"}}));
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->header, 2u);
    EXPECT_EQ(layout->places, (std::map<Column, std::size_t>{{Column::full_name, 1}, {Column::birth_year, 2}, {Column::phone, 4}, {Column::unit, 5}, {Column::target_group, 6}}));
    EXPECT_EQ(layout->names.at("full_name"), "Họ và tên");
    EXPECT_TRUE(find_layout(table({{"HO TEN", "nam sinh", "SDT", "Xom/To"}})));
    EXPECT_TRUE(find_layout(table({{"Họ và tên đệm", "Tên", "Năm\nsinh"}})));
    EXPECT_FALSE(find_layout(table({{"Lan", "1968"}, {"Hoa", "1970"}})));
    EXPECT_FALSE(find_layout({}));
}

TEST(RosterRules, ReadsTheYearOutOfEveryUsualDate) {
    for (const auto* cell : {"1968", "01/05/1968", "1-5-1968", "1968-05-01", "05/1968", "1.5.1968", " 1968 "}) EXPECT_EQ(read_birth_year(cell), 1968) << cell;
    for (const auto* cell : {"", "68", "1/5/68", "24959", "khoảng 1968", "1968/1970", "19680501"}) EXPECT_EQ(read_birth_year(cell), std::nullopt) << cell;
}

TEST(RosterRules, GivesAPhoneTheZeroThatExcelTook) {
    EXPECT_EQ(read_roster_login("912345678"), "0912345678");
    EXPECT_EQ(read_roster_login("0912.345.678"), "0912345678");
    EXPECT_EQ(read_roster_login("0912345678; 0987000111"), "0912345678");
    EXPECT_EQ(read_roster_login("lan.nt"), "lan.nt");
    EXPECT_EQ(read_roster_login("112345678"), std::nullopt);
    EXPECT_EQ(read_roster_login(""), std::nullopt);
}

TEST(RosterRules, KnowsTheTargetGroupsByTheirVietnameseNames) {
    EXPECT_EQ(read_target_group("Cán bộ"), TargetGroup::official);
    EXPECT_EQ(read_target_group("CÔNG CHỨC cấp xã"), TargetGroup::official);
    EXPECT_EQ(read_target_group("hoc sinh"), TargetGroup::student);
    EXPECT_EQ(read_target_group("Người lao động"), TargetGroup::worker);
    EXPECT_EQ(read_target_group("Hộ kinh doanh"), TargetGroup::business);
    EXPECT_EQ(read_target_group("Người dân"), TargetGroup::citizen);
    EXPECT_EQ(read_target_group("?"), std::nullopt);
}

// A commune (1) with the hamlets 2 to 4.
class Commune final : public units::Tree {
public:
    const units::Unit* find(units::UnitId id) const override {
        for (const auto& each : units_) {
            if (each.id == id) return &each;
        }
        return nullptr;
    }
    const units::Unit* find(std::string_view) const override { return nullptr; }
    std::vector<const units::Unit*> children(units::UnitId) const override { return {}; }
    std::vector<const units::Unit*> ancestors(units::UnitId) const override { return {}; }
    bool is_within(units::UnitId inner, units::UnitId outer) const override { return inner == outer || outer.value == 1; }
    std::vector<units::UnitId> subtree(units::UnitId id) const override {
        if (id.value != 1) return {id};
        return {{1}, {2}, {3}, {4}};
    }
    std::vector<const units::Unit*> search(std::string_view, std::size_t, units::SearchIn) const override { return {}; }
    std::vector<const units::Unit*> roots() const override { return {}; }

private:
    std::vector<units::Unit> units_{{{1}, "05551", "Xã Kim Phượng", Kind::commune, {}}, {{2}, "05551.01", "Xóm Đồng Đình", Kind::hamlet, {1}},
                                    {{3}, "05551.02", "Xóm 2", Kind::hamlet, {1}}, {{4}, "05551.03", "Tổ 2", Kind::hamlet, {1}}};
};

TEST(RosterRules, FindsAUnitHoweverTheClerkWroteIt) {
    const Commune tree;
    const UnitNames names(tree, {1});
    for (const auto* words : {"Xóm Đồng Đình", "dong dinh", "XÓM ĐỒNG ĐÌNH", "thôn Đồng Đình", "05551.01"}) {
        EXPECT_EQ(names.find(words), (std::vector<units::UnitId>{{2}})) << words;
    }
    EXPECT_EQ(names.find("Xóm 2"), (std::vector<units::UnitId>{{3}}));
    EXPECT_EQ(names.find("2").size(), 2u);
    EXPECT_TRUE(names.find("Xóm Khác").empty());
}

TEST(RosterRules, SaysOfEachRowWhatIsWrongWithIt) {
    const Commune tree;
    const auto rows = table({{"Họ và tên", "Năm sinh", "Số điện thoại", "Xóm/Tổ", "Nhóm"},
                             {"Nguyễn Thị Lan", "1968", "912345678", "Đồng Đình", "Người dân"},
                             {"Trần Văn Minh", "1980", "", "", ""},
                             {"L4n", "1968", "", "", ""},
                             {"Hoàng Văn Hòa", "68", "", "", ""},
                             {"Bé Na", "2015", "", "", ""},
                             {"Đỗ Thị Sáu", "1990", "12345", "2", "phi hành gia"},
                             {"Người Khác", "1991", "0912345678", "", ""},
                             {"trần văn minh", "1980", "", "", ""},
                             {"", "", "", "", ""},
                             {"Tổng cộng: 8 người"}});
    const auto read = read_roster(rows, *find_layout(rows), {tree, {1}, TargetGroup::worker, 2026});
    std::vector<std::vector<std::string>> codes;
    for (const auto& row : read) {
        codes.emplace_back();
        for (const auto& problem : row.problems) codes.back().push_back(problem.code);
    }
    EXPECT_EQ(codes, (std::vector<std::vector<std::string>>{{}, {}, {"name_invalid"}, {"birth_year_invalid"}, {"guardian_consent_required"},
                                                            {"login_invalid", "unit_ambiguous", "target_group_unknown"}, {"row_repeated"}, {"row_repeated"},
                                                            {"name_invalid", "birth_year_invalid"}}));
    EXPECT_EQ(read[0].login, "0912345678");
    EXPECT_EQ(read[0].unit, units::UnitId{2});
    EXPECT_EQ(read[0].group, TargetGroup::citizen);
    EXPECT_EQ(read[1].group, TargetGroup::worker);
    EXPECT_EQ(read[6].problems[0].text, "Người này đã có ở dòng 2.");
}

RC_GTEST_PROP(RosterRules, NoCellMakesItFallOver, (const std::string& one, const std::string& two, const std::string& three)) {
    const Commune tree;
    const auto rows = table({{"Họ và tên", "Năm sinh", "Số điện thoại", "Xóm"}, {one, two, three, one}, {two}, {}});
    read_roster(rows, *find_layout(rows), {tree, {1}, std::nullopt, 2026});
}

}  // namespace
