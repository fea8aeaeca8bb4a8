#include "privacy/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace identity;

RC_GTEST_PROP(ErasureRules, ReadsBackWhatItWrote, ()) {
    std::vector<Erasure> erasures;
    std::string text;
    for (const auto id : *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 53))) {
        erasures.push_back({{id}, {1'795'309'200'000 + id % 1000}});
        text += to_line(erasures.back());
    }
    RC_ASSERT(read_erasures(text) == erasures);
}

TEST(ErasureRules, PassesOverLinesCutShortOrBroken) {
    EXPECT_EQ(read_erasures("17 1795309200000\n18 17953"), (std::vector<Erasure>{{{17}, {1'795'309'200'000}}}));
    EXPECT_EQ(read_erasures("\n \nabc 1\n-5 1\n17\n17 x\n").size(), 0u);
}

}  // namespace
