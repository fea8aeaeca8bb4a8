#include "naming/rules.h"

#include <gtest/gtest.h>

namespace units {
namespace {

TEST(UnitsNaming, TakesOfficialCodesAsTheyAre) {
    for (const auto* code : {"01", "05551", "05551.03", "THADS-TN_1", "0"}) EXPECT_TRUE(is_code(code)) << code;
    for (const auto* code : {"", " 01", "mã", "a/b", "01;", "..%2f"}) EXPECT_FALSE(is_code(code)) << code;
    EXPECT_TRUE(is_code(std::string(32, '1')));
    EXPECT_FALSE(is_code(std::string(33, '1')));
}

TEST(UnitsNaming, RefusesNamesWithoutALetterAndThoseTooLong) {
    EXPECT_EQ(refuse_name("Xã Kim Phượng"), std::nullopt);
    EXPECT_EQ(refuse_name("  "), Refusal::name_empty);
    EXPECT_EQ(refuse_name("—"), Refusal::name_empty);
    EXPECT_EQ(refuse_name(std::string(kNameLengthMax, 'a')), std::nullopt);
    EXPECT_EQ(refuse_name(std::string(kNameLengthMax + 1, 'a')), Refusal::name_too_long);
}

TEST(UnitsNaming, StacksTerritoryAsTheLawDoes) {
    EXPECT_TRUE(may_stand_under(Kind::province, std::nullopt));
    EXPECT_FALSE(may_stand_under(Kind::province, Kind::province));
    EXPECT_TRUE(may_stand_under(Kind::commune, Kind::province));
    EXPECT_FALSE(may_stand_under(Kind::ward, std::nullopt));
    EXPECT_TRUE(may_stand_under(Kind::hamlet, Kind::special_zone));
    EXPECT_FALSE(may_stand_under(Kind::hamlet, Kind::province));
    EXPECT_FALSE(may_stand_under(Kind::hamlet, Kind::hamlet));
    EXPECT_TRUE(may_stand_under(Kind::department, std::nullopt));
    EXPECT_TRUE(may_stand_under(Kind::school, Kind::commune));
}

TEST(UnitsNaming, NobodyJoinsAProvince) {
    EXPECT_FALSE(is_joinable(Kind::province));
    EXPECT_TRUE(is_joinable(Kind::commune));
    EXPECT_TRUE(is_joinable(Kind::office));
}

TEST(UnitsHeirs, FollowChainsToWhatStands) {
    const UnitId a{1}, b{2}, c{3}, d{4}, e{5}, province{9};
    // a and b became c; c was split into d and e.
    const std::vector<Succession> all = {{a, c, false, province}, {b, c, false, province}, {c, d, true, province}, {c, e, true, province}};
    EXPECT_EQ(find_heirs(all, {d, e, province}),
              (std::vector<std::pair<UnitId, UnitId>>{{a, province}, {b, province}, {c, province}}));
    EXPECT_EQ(find_heirs(all, {c, province}), (std::vector<std::pair<UnitId, UnitId>>{{a, c}, {b, c}}));
    EXPECT_TRUE(find_heirs(all, {a, b}).empty());
    EXPECT_TRUE(find_heirs({{a, b, false, {}}, {b, a, false, {}}}, {c}).empty());
}

}  // namespace
}  // namespace units
