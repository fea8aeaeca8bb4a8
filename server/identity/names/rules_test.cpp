#include "names/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NameRules, APersonIsFoundUnderEachWordOnceWithoutDiacritics) {
    EXPECT_THAT(words_of("Đặng Thị Ánh Ánh", "anh.dt"), ElementsAre("anh", "dang", "dt", "thi"));
    EXPECT_THAT(words_of("  Lò   A  Páo ", ""), ElementsAre("a", "lo", "pao"));
    EXPECT_THAT(words_of("", ""), IsEmpty());
}

}  // namespace
}  // namespace identity
