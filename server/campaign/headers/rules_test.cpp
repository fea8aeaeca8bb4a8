#include "headers/rules.h"

#include <gtest/gtest.h>

namespace campaign::headers {
namespace {

class ReportHeaders : public testing::Test {
protected:
    ReportHeaders() {
        plan.parties.values = {{{"ubnd"}, {"Ủy ban nhân dân xã"}, {}}, {{"thuong-truc"}, {"Thường trực Đảng ủy"}, {}}};
        plan.issuer.value = "Ban Chỉ đạo xã Cao Minh";
        rule.to.value = "ubnd";
        rule.title.value = "Báo cáo năm";
    }
    ReportHeader header(const units::Unit& unit, const std::vector<const units::Unit*>& above, bool is_own) {
        return header_of({plan, rule, unit, above, is_own}, {"2026", {}, {}}, {});
    }

    Plan plan;
    PlanReport rule;
    const units::Unit province{{1}, "19", "Tỉnh Thái Nguyên", units::Kind::province, {}};
    const units::Unit commune{{2}, "01879", "Xã Cao Minh", units::Kind::commune, {1}};
    const units::Unit hamlet{{3}, "01879.01", "Thôn Nà Ca", units::Kind::hamlet, {2}};
};

TEST_F(ReportHeaders, AUnitBelowWritesToThePartyOfThePlanFromTheCommune) {
    const auto header = this->header(hamlet, {&commune, &province}, false);
    EXPECT_EQ(header.addressee, "Ủy ban nhân dân xã");
    EXPECT_EQ(header.place, "Cao Minh");
    EXPECT_EQ(header.superior, "Ủy ban nhân dân xã Cao Minh");
}

// KP-4: a commune does not report to itself.
TEST_F(ReportHeaders, ThePlansOwnUnitWritesToTheBodyAboveUnlessThePlanNamesAnother) {
    EXPECT_EQ(header(commune, {&province}, true).addressee, "Ủy ban nhân dân tỉnh Thái Nguyên");
    EXPECT_EQ(header(commune, {}, true).addressee, "Ủy ban nhân dân xã");
    rule.onward = Text<1, 60>{"thuong-truc"};
    EXPECT_EQ(header(commune, {&province}, true).addressee, "Thường trực Đảng ủy");
    EXPECT_EQ(header(hamlet, {&commune, &province}, false).addressee, "Ủy ban nhân dân xã");
}

// TH-3: at the top of its own tree an agency knows from its plan who stands above it, and from its name where it is.
TEST_F(ReportHeaders, AnAgencyAtTheTopOfItsTreeStillHasASuperiorAndAPlace) {
    const units::Unit agency{{9}, "THADS-19", "Cục Thi hành án dân sự tỉnh Thái Nguyên", units::Kind::department, {}};
    rule.onward = Text<1, 60>{"thuong-truc"};
    const auto header = this->header(agency, {}, true);
    EXPECT_EQ(header.superior, "Thường trực Đảng ủy");
    EXPECT_EQ(header.issuer, agency.name);
    EXPECT_EQ(header.place, "Thái Nguyên");
}

TEST_F(ReportHeaders, SayWhatTheyCarryOut) {
    plan.title.value = "Phong trào năm 2026";
    EXPECT_EQ(ground_of(plan), "Thực hiện Kế hoạch của Ban Chỉ đạo xã Cao Minh: Phong trào năm 2026");
    plan.number = Text<1, 60>{"06-KH/BCĐ"};
    plan.issued_on = parse_day("2026-01-03");
    EXPECT_EQ(ground_of(plan),
              "Thực hiện Kế hoạch số 06-KH/BCĐ ngày 03 tháng 01 năm 2026 của Ban Chỉ đạo xã Cao Minh: Phong trào năm 2026");
    plan.number = Text<1, 60>{"1490/UBND-VHXH"};
    plan.issued_on = parse_day("2026-05-29");
    EXPECT_TRUE(ground_of(plan).starts_with("Thực hiện văn bản số 1490/UBND-VHXH ngày 29 tháng 5 năm 2026 của"));
}

// CM-21: no people's committee stands above a committee of the Party.
TEST_F(ReportHeaders, ThePartyWritesToItsOwn) {
    plan.family = DocumentFamily::party;
    const auto header = this->header(commune, {&province}, true);
    EXPECT_EQ(header.addressee, "Ủy ban nhân dân xã");
    EXPECT_EQ(header.issuer, "Ban Chỉ đạo xã Cao Minh");
    EXPECT_EQ(header.superior, "Đảng ủy xã Cao Minh");
    EXPECT_EQ(this->header(hamlet, {&commune, &province}, false).superior, "Đảng ủy xã Cao Minh");
}

}  // namespace
}  // namespace campaign::headers
