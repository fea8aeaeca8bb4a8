#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "public.h"

using namespace marking;

namespace {

const Key kSingle = SingleChoice{{{"a"}, {"b", true}, {"c"}}};
const Key kMultiple = MultipleChoice{{{"a", true}, {"b"}, {"c", true}, {"d"}}};
const Key kStatements = TrueFalseSet{{{"a", true}, {"b", false}, {"c", true}, {"d", false}}};
const Key kSteps = Order{{"a", "b", "c", "d", "e"}};
const Key kPairs = Match{{"a", "b", "c"}, {"x"}};
const Key kThings = Categorise{{"so", "chu"}, {{"1", "so"}, {"2", "so"}, {"a", "chu"}}};
const Key kParts = Highlight{{{"a"}, {"b", true}, {"c", true}}};

int score(const Key& key, const Response& response) { return mark(key, response).score_permille; }

// "b+" right and chosen, "b-" wrong and chosen, "b!" wrong for not being chosen, "b" rightly left alone.
std::string parts_of(const Mark& mark) {
    std::string text;
    for (const auto& part : mark.parts) {
        text += part.key + (part.chosen ? (part.right ? "+" : "-") : (part.right ? "" : "!")) + " ";
    }
    return text;
}

}  // namespace

TEST(MarkingRules, GivesAllOrNothingForASingleChoice) {
    EXPECT_EQ(mark(kSingle, {"b"}).verdict, Verdict::right);
    EXPECT_EQ(mark(kSingle, {"a"}).verdict, Verdict::wrong);
    EXPECT_EQ(score(kSingle, {""}), 0);
    EXPECT_EQ(parts_of(mark(kSingle, {"a"})), "a- b! c ");
    EXPECT_EQ(parts_of(mark(kSingle, {"b"})), "a b+ c ");
}

TEST(MarkingRules, TakesAWrongChoiceAwayFromTheRightOnes) {
    EXPECT_EQ(score(kMultiple, {"a", "c"}), 1000);
    EXPECT_EQ(score(kMultiple, {"a"}), 500);
    EXPECT_EQ(score(kMultiple, {"a", "c", "b"}), 500);
    EXPECT_EQ(score(kMultiple, {"a", "b"}), 0);
    EXPECT_EQ(score(kMultiple, {"b", "d"}), 0);
    EXPECT_EQ(score(kMultiple, {}), 0);
    EXPECT_EQ(mark(kMultiple, {"a"}).verdict, Verdict::partly);
    EXPECT_EQ(parts_of(mark(kMultiple, {"d", "a"})), "a+ b c! d- ");
}

TEST(MarkingRules, EarnsNothingByChoosingEverythingWhenHalfOfItIsWrong) {
    EXPECT_EQ(score(kMultiple, {"a", "b", "c", "d"}), 0);
}

TEST(MarkingRules, GivesHalfForHalfTheStatements) {
    EXPECT_EQ(score(kStatements, {"true", "false", "false", "true"}), 500);
    EXPECT_EQ(score(kStatements, {"true", "false", "true", "false"}), 1000);
    EXPECT_EQ(score(kStatements, {"true", "", "", ""}), 250);
    EXPECT_EQ(parts_of(mark(kStatements, {"true", "true", "", "false"})), "a+ b- c! d+ ");
}

TEST(MarkingRules, RoundsDownSoThatOnlyWhollyRightIsAThousand) {
    EXPECT_EQ(score(kPairs, {"a", "b", "x"}), 666);
    EXPECT_EQ(score(kPairs, {"a", "b", "c"}), 1000);
}

TEST(MarkingRules, CostsOneStepForOneStepOutOfPlace) {
    EXPECT_EQ(score(kSteps, {"a", "b", "c", "d", "e"}), 1000);
    EXPECT_EQ(score(kSteps, {"b", "c", "d", "e", "a"}), 750);
    EXPECT_EQ(score(kSteps, {"a", "c", "b", "d", "e"}), 750);
    EXPECT_EQ(parts_of(mark(kSteps, {"b", "c", "d", "e", "a"})), "b+ c+ d+ e+ a- ");
}

TEST(MarkingRules, GivesNothingForTheOrderReversed) {
    EXPECT_EQ(score(kSteps, {"e", "d", "c", "b", "a"}), 0);
    EXPECT_EQ(parts_of(mark(kSteps, {"e", "d", "c", "b", "a"})), "e- d- c- b- a- ");
}

TEST(MarkingRules, MarksEachPairByItsOwnRightSide) {
    EXPECT_EQ(parts_of(mark(kPairs, {"a", "c", ""})), "a+ b- c! ");
    EXPECT_EQ(score(kPairs, {"a", "a", "a"}), 333);
}

TEST(MarkingRules, MarksEachThingByItsCategory) {
    EXPECT_EQ(score(kThings, {"so", "so", "chu"}), 1000);
    EXPECT_EQ(parts_of(mark(kThings, {"so", "chu", ""})), "1+ 2- a! ");
}

TEST(MarkingRules, MarksAHighlightLikeAMultipleChoice) {
    EXPECT_EQ(score(kParts, {"c", "b"}), 1000);
    EXPECT_EQ(score(kParts, {"c"}), 500);
    EXPECT_EQ(score(kParts, {"a", "b", "c"}), 500);
}

TEST(MarkingRules, CountsRememberingWithEffortAsRemembering) {
    EXPECT_EQ(score(RecallCard{}, {"1"}), 0);
    EXPECT_EQ(score(RecallCard{}, {"2"}), 1000);
    EXPECT_EQ(score(RecallCard{}, {"3"}), 1000);
    EXPECT_EQ(mark(RecallCard{}, {"4"}).verdict, Verdict::right);
}

TEST(MarkingRules, RefusesKeysThatWereNotOffered) {
    EXPECT_EQ(refuse_response(kSingle, {"z"}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(kMultiple, {"a", ""}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(kStatements, {"true", "yes", "", ""}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(kPairs, {"a", "b", "y"}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(kThings, {"so", "so", "1"}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(kSteps, {"a", "b", "c", "d", ""}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(RecallCard{}, {"5"}), Refusal::response_unknown_key);
    EXPECT_EQ(refuse_response(RecallCard{}, {""}), Refusal::response_unknown_key);
}

TEST(MarkingRules, RefusesResponsesOfTheWrongLength) {
    EXPECT_EQ(refuse_response(kSingle, {}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kSingle, {"a", "b"}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kSteps, {"a", "b"}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kStatements, {"true"}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kPairs, {"a"}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kThings, {}), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(kParts, Response(100000, "a")), Refusal::response_wrong_length);
    EXPECT_EQ(refuse_response(RecallCard{}, {}), Refusal::response_wrong_length);
}

TEST(MarkingRules, RefusesTheSameKeyTwice) {
    EXPECT_EQ(refuse_response(kMultiple, {"a", "a"}), Refusal::response_duplicate_key);
    EXPECT_EQ(refuse_response(kSteps, {"a", "b", "c", "d", "d"}), Refusal::response_duplicate_key);
    EXPECT_EQ(refuse_response(kParts, {"b", "b"}), Refusal::response_duplicate_key);
}

TEST(MarkingRules, AllowsPartsLeftUnanswered) {
    EXPECT_EQ(refuse_response(kSingle, {""}), std::nullopt);
    EXPECT_EQ(refuse_response(kMultiple, {}), std::nullopt);
    EXPECT_EQ(refuse_response(kStatements, {"", "", "", ""}), std::nullopt);
    EXPECT_EQ(refuse_response(kPairs, {"", "", ""}), std::nullopt);
    EXPECT_EQ(refuse_response(kThings, {"", "", ""}), std::nullopt);
}
