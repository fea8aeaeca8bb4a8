#include <gtest/gtest.h>

#include <string>

#include "public.h"

using namespace marking;

namespace {

const Key kBlanks = FillIn{{{{"trí tuệ nhân tạo", "AI"}, Diacritics::lenient}, {{"má"}, Diacritics::strict}}};
const Key kNumber = Numeric{1234.5, 0.5, "km"};
const Key kShort = ShortAnswer{{{"Hồ Chí Minh", "Bác Hồ"}, Diacritics::lenient}};

int score(const Key& key, const Response& response) { return mark(key, response).score_permille; }

}  // namespace

TEST(MarkingRules, GivesHalfForHalfTheBlanks) {
    EXPECT_EQ(score(kBlanks, {"tri tue nhan tao", "má"}), 1000);
    EXPECT_EQ(score(kBlanks, {"Ai.", "ma"}), 500);
    EXPECT_EQ(score(kBlanks, {"", ""}), 0);
}

TEST(MarkingRules, NumbersTheBlanksFromOne) {
    const auto parts = mark(kBlanks, {" ", "ma"}).parts;
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].key, "1");
    EXPECT_FALSE(parts[0].chosen);
    EXPECT_EQ(parts[1].key, "2");
    EXPECT_TRUE(parts[1].chosen);
    EXPECT_FALSE(parts[1].right);
}

TEST(MarkingRules, AcceptsNumbersWithinTheTolerance) {
    EXPECT_EQ(score(kNumber, {"1.234,5"}), 1000);
    EXPECT_EQ(score(kNumber, {"1 235 km"}), 1000);
    EXPECT_EQ(score(kNumber, {"1234"}), 1000);
    EXPECT_EQ(score(kNumber, {"1233,9"}), 0);
    EXPECT_EQ(mark(kNumber, {""}).verdict, Verdict::wrong);
}

TEST(MarkingRules, AcceptsAnyOfTheShortAnswers) {
    EXPECT_EQ(score(kShort, {"ho chi minh"}), 1000);
    EXPECT_EQ(score(kShort, {"BÁC HỒ"}), 1000);
    EXPECT_EQ(score(kShort, {"Bác"}), 0);
}

TEST(MarkingRules, GivesBackWhatIsNoNumberInsteadOfMarkingIt) {
    EXPECT_EQ(refuse_response(kNumber, {"mười"}), Refusal::response_not_a_number);
    EXPECT_EQ(refuse_response(kNumber, {"5 kg"}), Refusal::response_not_a_number);
    EXPECT_EQ(refuse_response(kNumber, {"nan"}), Refusal::response_not_a_number);
    EXPECT_EQ(refuse_response(kNumber, {" "}), std::nullopt);
}

TEST(MarkingRules, RefusesTextsThatAreTooLongOrNoText) {
    EXPECT_EQ(refuse_response(kShort, {std::string(1000, 'a')}), std::nullopt);
    EXPECT_EQ(refuse_response(kShort, {std::string(1001, 'a')}), Refusal::response_too_long);
    EXPECT_EQ(refuse_response(kShort, {"\xC3"}), Refusal::response_not_text);
    EXPECT_EQ(refuse_response(kBlanks, {"AI"}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kShort, {}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kNumber, {"1", "2"}), Refusal::response_wrong_length);
}
