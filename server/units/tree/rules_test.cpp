#include "tree/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

using testing::ElementsAre;
using testing::IsEmpty;

namespace units {
namespace {

std::vector<Unit> plan_units() {
    return {{{1}, "19", "Tỉnh Thái Nguyên", Kind::province, {}},
            {{2}, "31", "Thành phố Hải Phòng", Kind::province, {}},
            {{10}, "05551", "Xã Kim Phượng", Kind::commune, {1}},
            {{11}, "01879", "Xã Cao Minh", Kind::commune, {1}},
            {{12}, "05860", "Phường Phúc Thuận", Kind::ward, {1}},
            {{13}, "10525", "Phường Hải Dương", Kind::ward, {2}},
            {{14}, "11914", "Đặc khu Cát Hải", Kind::special_zone, {2}},
            {{15}, "11999", "Xã Kim Thành", Kind::commune, {2}},
            {{20}, "05551.01", "Xóm 10", Kind::hamlet, {10}},
            {{21}, "05551.02", "Xóm 2", Kind::hamlet, {10}},
            {{22}, "01879.01", "Thôn Kim Phượng", Kind::hamlet, {11}},
            {{30}, "THADS", "Thi hành án dân sự tỉnh Thái Nguyên", Kind::department, {}}};
}

std::vector<std::string> codes_of(const std::vector<const Unit*>& units) {
    std::vector<std::string> codes;
    for (const auto* unit : units) codes.push_back(unit->code);
    return codes;
}

std::vector<std::string> search(std::string_view words, std::size_t limit = 10, SearchIn where = SearchIn::all) {
    return codes_of(Forest(plan_units()).search(words, limit, where));
}

TEST(UnitsTree, FindsByIdAndByCode) {
    const Forest tree(plan_units());
    EXPECT_EQ(tree.find(UnitId{10})->code, "05551");
    EXPECT_EQ(tree.find("05551")->id, UnitId{10});
    EXPECT_EQ(tree.find("5551"), nullptr);
    EXPECT_EQ(tree.find(UnitId{}), nullptr);
}

TEST(UnitsTree, StandsInVietnameseNameOrder) {
    const Forest tree(plan_units());
    EXPECT_THAT(codes_of(tree.children({10})), ElementsAre("05551.02", "05551.01"));
    EXPECT_THAT(codes_of(tree.children({2})), ElementsAre("11914", "10525", "11999"));  // Đặc khu, Phường, Xã: đ before p
    EXPECT_THAT(codes_of(tree.roots()), ElementsAre("31", "THADS", "19"));
    EXPECT_THAT(tree.children({22}), IsEmpty());
    EXPECT_THAT(tree.children({99}), IsEmpty());
}

TEST(UnitsTree, KnowsWhatIsAboveAndBelow) {
    const Forest tree(plan_units());
    EXPECT_THAT(codes_of(tree.ancestors({21})), ElementsAre("05551", "19"));
    EXPECT_TRUE(tree.is_within({21}, {1}));
    EXPECT_TRUE(tree.is_within({1}, {1}));
    EXPECT_FALSE(tree.is_within({1}, {21}));
    EXPECT_FALSE(tree.is_within({21}, {2}));
    EXPECT_FALSE(tree.is_within({99}, {99}));
    EXPECT_EQ(tree.subtree({10}), (std::vector<UnitId>{{10}, {21}, {20}}));
    EXPECT_THAT(path(tree, *tree.find(UnitId{21})).path, ElementsAre("Tỉnh Thái Nguyên", "Xã Kim Phượng"));
}

TEST(UnitsTree, FindsRetiredUnitsAtTheirHeirs) {
    const Forest tree(plan_units(), {{{77}, {10}}, {{78}, {999}}});
    EXPECT_EQ(tree.find(UnitId{77})->code, "05551");
    EXPECT_TRUE(tree.is_within({77}, {1}));
    EXPECT_EQ(tree.find(UnitId{78}), nullptr);
    EXPECT_EQ(tree.subtree({1}).size(), 7u);
}

TEST(UnitsTree, LeavesOutUnitsOnACircleAndTakesOrphansAsRoots) {
    const Forest tree({{{1}, "a", "A", Kind::department, {2}}, {{2}, "b", "B", Kind::department, {1}}, {{3}, "c", "C", Kind::office, {9}}});
    EXPECT_THAT(codes_of(tree.roots()), ElementsAre("c"));
    EXPECT_EQ(tree.find("a"), nullptr);
}

TEST(UnitsTreeSearch, TakesWordsWithOrWithoutDiacritics) {
    EXPECT_EQ(search("kim phuong")[0], "05551");
    EXPECT_EQ(search("xã Kim Phượng")[0], "05551");
    EXPECT_EQ(search("KIM PHƯỢNG thai nguyen")[0], "05551");
    EXPECT_EQ(search("  ki  phu thái")[0], "05551");
    EXPECT_EQ(search("Phươ\xCC\xA3ng Kim")[0], "05551");
    EXPECT_EQ(search("hai duong")[0], "10525");
    EXPECT_EQ(search("dac khu cat hai")[0], "11914");
}

TEST(UnitsTreeSearch, PutsExactNamesFirstThenTerritoryThenHamlets) {
    EXPECT_THAT(search("kim phuong"), ElementsAre("05551", "01879.01", "05551.02", "05551.01"));
    EXPECT_THAT(search("kim"), ElementsAre("05551", "11999", "01879.01", "05551.02", "05551.01"));
    EXPECT_THAT(search("thai nguyen", 1), ElementsAre("19"));
    EXPECT_THAT(search("xom 2 kim phuong"), ElementsAre("05551.02"));
}

TEST(UnitsTreeSearch, NeedsEveryWord) {
    EXPECT_THAT(search("kim phuong hai phong xa"), IsEmpty());
    EXPECT_THAT(search("khong co"), IsEmpty());
    EXPECT_THAT(search("!?"), IsEmpty());
    EXPECT_THAT(search(""), IsEmpty());
    EXPECT_THAT(search("kim", 0), IsEmpty());
}

TEST(UnitsTreeSearch, OffersOnlyWhatOneMayJoin) {
    EXPECT_THAT(search("thai nguyen", 1, SearchIn::joinable), ElementsAre("THADS"));
    EXPECT_THAT(search("hai phong", 10, SearchIn::joinable), ElementsAre("11914", "10525", "11999"));
}

TEST(UnitsTreeSearch, ManyWordsAreNoTrouble) {
    std::string words;
    for (int count = 0; count < 40; ++count) words += "xa ";
    EXPECT_THAT(search(words), ElementsAre("01879", "05551", "11999", "01879.01", "05551.02", "05551.01"));
}

// Any forest: unit i stands below one of those before it, or is a root.
std::vector<Unit> any_units() {
    const auto size = *rc::gen::inRange(1, 40);
    std::vector<Unit> units;
    for (int index = 0; index < size; ++index) {
        const auto parent = *rc::gen::inRange(0, index + 1);
        units.push_back({{index + 1}, std::to_string(index), *rc::gen::elementOf(std::vector<std::string>{"Xã An", "Thôn Bình", "Tổ 3"}),
                         Kind::office, {parent}});
    }
    return units;
}

RC_GTEST_PROP(UnitsTree, ASubtreeIsExactlyWhatIsWithin, ()) {
    const auto units = any_units();
    const Forest tree(units);
    const UnitId outer{*rc::gen::inRange<std::int64_t>(1, static_cast<std::int64_t>(units.size()) + 1)};
    const auto below = tree.subtree(outer);
    RC_ASSERT(below.front() == outer);
    std::set<UnitId> expected;
    for (const auto& unit : units) {
        auto above = unit.id;
        while (above && above != outer) above = units[static_cast<std::size_t>(above.value - 1)].parent;
        if (above == outer) expected.insert(unit.id);
        RC_ASSERT(tree.is_within(unit.id, outer) == (above == outer));
    }
    RC_ASSERT(std::set<UnitId>(below.begin(), below.end()) == expected);
}

RC_GTEST_PROP(UnitsTree, EveryUnitIsFoundByItsOwnPath, ()) {
    const Forest tree(any_units());
    for (const auto& unit : tree.units()) {
        const auto found = tree.search(unit.name, tree.units().size(), SearchIn::all);
        RC_ASSERT(std::find(found.begin(), found.end(), tree.find(unit.id)) != found.end());
    }
}

RC_GTEST_PROP(UnitsTree, SearchSurvivesAnything, (const std::string& words)) { Forest(plan_units()).search(words, 10, SearchIn::all); }

}  // namespace
}  // namespace units
