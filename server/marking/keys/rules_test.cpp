#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "public.h"

using namespace marking;

namespace {

const Blank kBlank{{"AI"}, Diacritics::lenient};

std::optional<KeyRefusal> refused(const Key& key) { return refuse_key(key); }

}  // namespace

TEST(MarkingKeys, TakesAConsistentKeyOfEveryType) {
    EXPECT_EQ(refused(SingleChoice{{{"a", true}, {"b"}}}), std::nullopt);
    EXPECT_EQ(refused(MultipleChoice{{{"a", true}, {"b", true}, {"c"}}}), std::nullopt);
    EXPECT_EQ(refused(TrueFalseSet{{{"a", true}, {"b", false}}}), std::nullopt);
    EXPECT_EQ(refused(Order{{"a", "b", "c"}}), std::nullopt);
    EXPECT_EQ(refused(Match{{"a", "b"}, {"x"}}), std::nullopt);
    EXPECT_EQ(refused(FillIn{{kBlank}}), std::nullopt);
    EXPECT_EQ(refused(Numeric{42, 0.5, "km"}), std::nullopt);
    EXPECT_EQ(refused(Categorise{{"x", "y"}, {{"a", "x"}, {"b", "y"}, {"c", "x"}}}), std::nullopt);
    EXPECT_EQ(refused(Highlight{{{"a", true}, {"b"}}}), std::nullopt);
    EXPECT_EQ(refused(ShortAnswer{kBlank}), std::nullopt);
    EXPECT_EQ(refused(RecallCard{}), std::nullopt);
}

TEST(MarkingKeys, RefusesCountsOutsideThePackFormat) {
    EXPECT_EQ(refused(SingleChoice{{{"a", true}}}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(MultipleChoice{{{"a", true}, {"b"}}}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(TrueFalseSet{{{"a", true}}}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(Order{{"a", "b"}}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(Match{{"a"}, {}}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(FillIn{}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(Highlight{}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(Categorise{{"x", "y"}, {{"a", "x"}}}), KeyRefusal::key_wrong_count);
    EXPECT_EQ(refused(Categorise{{"x"}, {{"a", "x"}, {"b", "x"}, {"c", "x"}}}), KeyRefusal::key_wrong_count);
}

TEST(MarkingKeys, RefusesChoicesWithoutExactlyWhatTheyNeed) {
    EXPECT_EQ(refused(SingleChoice{{{"a"}, {"b"}}}), KeyRefusal::key_without_right);
    EXPECT_EQ(refused(SingleChoice{{{"a", true}, {"b", true}}}), KeyRefusal::key_many_rights);
    EXPECT_EQ(refused(MultipleChoice{{{"a"}, {"b"}, {"c"}}}), KeyRefusal::key_without_right);
    EXPECT_EQ(refused(MultipleChoice{{{"a", true}, {"b", true}, {"c", true}}}), KeyRefusal::key_without_wrong);
    EXPECT_EQ(refused(Highlight{{{"a"}, {"b"}}}), KeyRefusal::key_without_right);
}

TEST(MarkingKeys, RefusesBlankAndRepeatedKeys) {
    EXPECT_EQ(refused(SingleChoice{{{"a", true}, {"a"}}}), KeyRefusal::key_duplicate);
    EXPECT_EQ(refused(SingleChoice{{{"a", true}, {""}}}), KeyRefusal::key_blank);
    EXPECT_EQ(refused(Match{{"a", "b"}, {"a"}}), KeyRefusal::key_duplicate);
    EXPECT_EQ(refused(Categorise{{"x", "x"}, {{"a", "x"}, {"b", "x"}, {"c", "x"}}}), KeyRefusal::key_duplicate);
    EXPECT_EQ(refused(Order{{"a", "b", std::string(1001, 'c')}}), KeyRefusal::key_text_too_long);
}

TEST(MarkingKeys, RefusesAThingOfAnUnknownCategory) {
    EXPECT_EQ(refused(Categorise{{"x", "y"}, {{"a", "x"}, {"b", "y"}, {"c", "z"}}}), KeyRefusal::key_unknown_category);
}

TEST(MarkingKeys, RefusesBlanksThatAcceptNothing) {
    EXPECT_EQ(refused(ShortAnswer{}), KeyRefusal::key_accepts_nothing);
    EXPECT_EQ(refused(FillIn{{kBlank, {{" \u00A0"}, Diacritics::strict}}}), KeyRefusal::key_accepts_nothing);
    EXPECT_EQ(refused(ShortAnswer{{{std::string(1001, 'a')}, Diacritics::strict}}), KeyRefusal::key_text_too_long);
}

TEST(MarkingKeys, RefusesAnswersThatCannotBeTyped) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(refused(Numeric{std::nan(""), 0, ""}), KeyRefusal::key_not_a_number);
    EXPECT_EQ(refused(Numeric{infinity, 0, ""}), KeyRefusal::key_not_a_number);
    EXPECT_EQ(refused(Numeric{1e15, 0, ""}), KeyRefusal::key_not_a_number);
    EXPECT_EQ(refused(Numeric{1, -1, ""}), KeyRefusal::key_not_a_number);
    EXPECT_EQ(refused(Numeric{1, std::nan(""), ""}), KeyRefusal::key_not_a_number);
    EXPECT_EQ(refused(Numeric{1, infinity, ""}), KeyRefusal::key_not_a_number);
}
