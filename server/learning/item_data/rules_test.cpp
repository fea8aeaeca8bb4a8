#include "item_data/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace {

using namespace learning::item_data;

Sums sums_of(const std::vector<std::pair<double, double>>& people) {
    Sums sums;
    for (const auto& [x, m] : people) {
        ++sums.people;
        sums.x += x;
        sums.m += m;
        sums.xx += x * x;
        sums.mm += m * m;
        sums.xm += x * m;
    }
    return sums;
}

std::vector<std::pair<double, double>> people(double right_from, bool reversed = false) {
    std::vector<std::pair<double, double>> made;
    for (int index = 0; index < 40; ++index) {
        const double mean = 400 + 10 * index;
        const bool right = reversed ? mean < right_from : mean >= right_from;
        made.emplace_back(right ? 1000 : 0, mean);
    }
    return made;
}

TEST(ItemDataRules, TellGoodItemsFromBadOnes) {
    EXPECT_GT(*discrimination(sums_of(people(600))), 0.7);
    EXPECT_LT(*discrimination(sums_of(people(600, true))), -0.7) << "the weak are right: the key must be wrong";
    EXPECT_EQ(discrimination(sums_of(people(0))), std::nullopt) << "everybody is right";
    auto few = people(600);
    few.resize(kPeopleMin - 1);
    EXPECT_EQ(discrimination(sums_of(few)), std::nullopt);
}

TEST(ItemDataRules, NameWhatDeservesALook) {
    EXPECT_EQ(concern_of(100, 200, 0.5), Concern::too_hard);
    EXPECT_EQ(concern_of(100, 990, std::nullopt), Concern::too_easy);
    EXPECT_EQ(concern_of(100, 600, 0.05), Concern::does_not_discriminate);
    EXPECT_EQ(concern_of(100, 600, 0.3), Concern::none);
    EXPECT_EQ(concern_of(kPeopleMin - 1, 100, 0.0), Concern::none);
}

RC_GTEST_PROP(ItemDataRules, DiscriminationIsACorrelation, ()) {
    const auto scores = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, 1001), rc::gen::inRange(0, 1001)));
    std::vector<std::pair<double, double>> made(scores.begin(), scores.end());
    if (const auto value = discrimination(sums_of(made))) RC_ASSERT(*value >= -1 && *value <= 1);
}

}  // namespace
