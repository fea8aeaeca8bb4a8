#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "public.h"

using namespace marking;

namespace {

using Texts = std::vector<std::string>;

const std::vector<Key> kOneOfEach = {
    SingleChoice{{{"a", true}, {"b", false}}},
    MultipleChoice{{{"a", true}, {"b", false}, {"c", true}}},
    TrueFalseSet{{{"a", true}, {"b", false}}},
    Order{{"a", "b", "c"}},
    Match{{"a", "b"}, {"x"}},
    FillIn{{{{"mật khẩu", "mk"}, Diacritics::strict}, {{"2"}, Diacritics::lenient}}},
    Numeric{0.1, 1e-9, "đồng"},
    Categorise{{"x", "y"}, {{"a", "x"}, {"b", "y"}, {"c", "x"}}},
    Highlight{{{"a", true}, {"b", false}}},
    ShortAnswer{{{"Thái Nguyên", ""}, Diacritics::lenient}},
    RecallCard{},
};

TEST(MarkingPacked, GivesEveryTypeOfKeyBack) {
    ASSERT_EQ(kOneOfEach.size(), std::variant_size_v<Key>);
    for (const auto& key : kOneOfEach) {
        const auto texts = pack_key(key);
        EXPECT_EQ(texts.front(), code_of(type_of(key)));
        const auto again = unpack_key(texts);
        ASSERT_TRUE(again) << texts.front();
        EXPECT_EQ(type_of(*again), type_of(key));
        EXPECT_EQ(pack_key(*again), texts) << texts.front();
    }
    EXPECT_EQ(std::get<Numeric>(*unpack_key(pack_key(kOneOfEach[6]))).answer, 0.1);
    EXPECT_EQ(std::get<FillIn>(*unpack_key(pack_key(kOneOfEach[5]))).blanks.at(0).diacritics, Diacritics::strict);
}

TEST(MarkingPacked, IsRefusedWhenSomethingIsMissingOrTooMuch) {
    EXPECT_FALSE(unpack_key({}));
    EXPECT_FALSE(unpack_key({"essay"}));
    EXPECT_FALSE(unpack_key({"recall_card", "x"}));
    EXPECT_FALSE(unpack_key({"single_choice", "a"}));
    EXPECT_FALSE(unpack_key({"single_choice", "a", "yes"}));
    EXPECT_FALSE(unpack_key({"match", "3", "a", "b"}));
    EXPECT_FALSE(unpack_key({"match", "-1"}));
    EXPECT_FALSE(unpack_key({"fill_in", "gentle", "1", "x"}));
    EXPECT_FALSE(unpack_key({"numeric", "3.5", "0", ""}));
    EXPECT_FALSE(unpack_key({"short_answer", "lenient", "1", "x", "y"}));
}

RC_GTEST_PROP(MarkingPacked, KeepsEveryRealNumberBitForBit, (std::uint64_t bits)) {
    const auto key = unpack_key(pack_key(Numeric{std::bit_cast<double>(bits), 0, ""}));
    RC_ASSERT(key.has_value());
    RC_ASSERT(std::bit_cast<std::uint64_t>(std::get<Numeric>(*key).answer) == bits);
}

RC_GTEST_PROP(MarkingPacked, SurvivesAnyTexts, (const Texts& texts, std::size_t type)) {
    auto list = texts;
    list.insert(list.begin(), std::string(code_of(type_of(kOneOfEach[type % kOneOfEach.size()]))));
    if (const auto key = unpack_key(list)) {
        // "02" for "2" is the one thing that may be written in two ways.
        RC_ASSERT(unpack_key(pack_key(*key)).has_value());
    }
}

}  // namespace
