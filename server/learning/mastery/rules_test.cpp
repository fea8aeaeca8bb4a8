#include "mastery/rules.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace learning::mastery;

TEST(MasteryRules, AskThreeDifferentItemsAndOthersAnotherDay) {
    const std::vector<std::string> items{"a", "b", "c", "d", "e", "f", "g"};
    std::set<std::vector<std::string>> choices;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const auto picked = pick(items, seed);
        EXPECT_EQ(std::set<std::string>(picked.begin(), picked.end()).size(), 3u);
        EXPECT_EQ(pick(items, seed), picked);
        choices.insert(picked);
    }
    EXPECT_GT(choices.size(), 10u);
    EXPECT_EQ(pick({"a"}, 1).size(), 1u);
}

TEST(MasteryRules, PassExactlyAtTheMark) {
    EXPECT_TRUE(is_passed({1000, 1000, 700}));
    EXPECT_FALSE(is_passed({1000, 1000, 699}));
    EXPECT_FALSE(is_passed({1000, 1000})) << "all three are asked";
    EXPECT_FALSE(is_passed({}));
}

}  // namespace
