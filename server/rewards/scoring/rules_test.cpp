#include "scoring/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

using namespace rewards;
using namespace rewards::scoring;

namespace {

constexpr AccountId kLan{1};
constexpr Day kDay{20000};

learning::AnswerMarked lesson_answer(std::int64_t permille, bool first_time = true) {
    return {kLan, 1, "bai-1.cau-1", "bai-1", learning::AnswerContext::lesson, permille, false, first_time, false, kDay};
}

learning::AnswerMarked review_answer(std::int64_t permille, bool was_due = true) {
    return {kLan, 1, "bai-1.cau-1", "bai-1", learning::AnswerContext::review, permille, false, false, was_due, kDay};
}

learning::AnswerMarked card_answer(std::int64_t permille) {
    return {kLan, 1, "bai-1.the-1", "bai-1", learning::AnswerContext::review, permille, true, false, true, kDay};
}

std::int64_t points_of(const std::optional<Claim>& claim) {
    return claim ? claim->points : 0;
}

ScoringFile read(const std::string& text) { return read_scoring("scoring.yaml", text); }

std::string shipped_file() {
    std::ifstream input(std::string(BDH_SOURCE_DIR) + "/plans/scoring.yaml");
    std::ostringstream text;
    text << input.rdbuf();
    return text.str();
}

std::string shipped_file_with(const std::string& from, const std::string& to) {
    auto text = shipped_file();
    text.replace(text.find(from), from.size(), to);
    return text;
}

}  // namespace

TEST(ScoringRules, ShippedFileHoldsTheBuiltInNumbers) {
    const auto file = read(shipped_file());
    EXPECT_TRUE(file.mistakes.empty());
    EXPECT_EQ(file.scoring, Scoring{});
}

TEST(ScoringRules, FileMistakesAreToldWithTheirLine) {
    const auto unknown = read(shipped_file_with("item_right:", "item_wrong:"));
    ASSERT_EQ(unknown.mistakes.size(), 2U);
    EXPECT_EQ(unknown.mistakes[0].message, "field 'item_right' is missing");
    EXPECT_EQ(unknown.mistakes[1].message, "unknown field 'item_wrong'");
    EXPECT_EQ(unknown.mistakes[1].line, 10);

    for (const auto* number : {"-5", "0.5", "năm", "100001", "", "99999999999999999999"}) {
        EXPECT_EQ(read(shipped_file_with("lesson_completed: 20", std::string("lesson_completed: ") + number)).mistakes.size(), 1U)
            << number;
    }
    EXPECT_FALSE(read(shipped_file_with("scoring: 1", "scoring: 2")).mistakes.empty());
    EXPECT_FALSE(read(shipped_file_with("day: 120", "day: 120\n  day: 15000")).mistakes.empty());
    for (const auto* broken : {"", "- 1", "a: [", "\"", "scoring: {"}) EXPECT_FALSE(read(broken).mistakes.empty()) << broken;
}

TEST(ScoringRules, FirstAnswerEarnsItsShare) {
    EXPECT_EQ(points_of(claim_of({}, lesson_answer(1000))), 5);
    EXPECT_EQ(points_of(claim_of({}, lesson_answer(500))), 2);
    EXPECT_EQ(points_of(claim_of({}, lesson_answer(0))), 0);
}

TEST(ScoringRules, RepeatingALessonsItemEarnsNothing) {
    EXPECT_FALSE(claim_of({}, lesson_answer(1000, false)));
}

TEST(ScoringRules, ReviewsEarnOnlyWhenDueAndOnceADay) {
    const auto due = claim_of({}, review_answer(1000));
    ASSERT_TRUE(due);
    EXPECT_EQ(due->points, 3);
    EXPECT_EQ(due->once_on, kDay);
    EXPECT_FALSE(claim_of({}, review_answer(1000, false)));
}

TEST(ScoringRules, ACardEarnsTheSameWhateverTheRating) {
    EXPECT_EQ(points_of(claim_of({}, card_answer(0))), 1);
    EXPECT_EQ(points_of(claim_of({}, card_answer(1000))), 1);
}

TEST(ScoringRules, LessonsEarnByScoreAndTasksOnce) {
    EXPECT_EQ(points_of(claim_of({}, learning::LessonCompleted{kLan, "bai-1", 1, 85, kDay})), 17);
    EXPECT_EQ(points_of(claim_of({}, learning::TaskHandedIn{kLan, "bai-1", true, kDay})), 15);
    EXPECT_FALSE(claim_of({}, learning::TaskHandedIn{kLan, "bai-1", false, kDay}));
}

TEST(ScoringRules, CapsLimitADay) {
    const auto card = *claim_of({}, card_answer(1000));
    const auto review = *claim_of({}, review_answer(1000));
    const auto lesson = *claim_of({}, learning::LessonCompleted{kLan, "bai-1", 1, 100, kDay});
    EXPECT_EQ(granted({}, card, {.capped = 20, .reviews = 4, .self_rated = 4}), 1);
    EXPECT_EQ(granted({}, card, {.capped = 20, .reviews = 5, .self_rated = 5}), 0);
    EXPECT_EQ(granted({}, review, {.capped = 40, .reviews = 28, .self_rated = 5}), 2);
    EXPECT_EQ(granted({}, lesson, {.capped = 110, .reviews = 30, .self_rated = 5}), 10);
    EXPECT_EQ(granted({}, lesson, {.capped = 120}), 0);
    EXPECT_EQ(granted({}, *claim_of({}, learning::DayStudied{kLan, kDay}), {.capped = 120}), 10);
}

RC_GTEST_PROP(ScoringRules, NeverGrantsMoreThanClaimedNorLessThanNothing, ()) {
    const Claim claim{Reason::item_right, "x", kDay, {}, *rc::gen::inRange<std::int64_t>(0, 500), *rc::gen::arbitrary<bool>()};
    const DayPoints so_far{*rc::gen::inRange<std::int64_t>(0, 400), *rc::gen::inRange<std::int64_t>(0, 40), *rc::gen::inRange<std::int64_t>(0, 40)};
    const auto points = granted({}, claim, so_far);
    RC_ASSERT(points >= 0);
    RC_ASSERT(points <= claim.points);
}

RC_GTEST_PROP(ScoringRules, ABetterAnswerNeverEarnsLess, ()) {
    const auto low = *rc::gen::inRange<std::int64_t>(0, 1001);
    const auto high = *rc::gen::inRange<std::int64_t>(low, 1001);
    RC_ASSERT(points_of(claim_of({}, lesson_answer(low))) <= points_of(claim_of({}, lesson_answer(high))));
    RC_ASSERT(points_of(claim_of({}, review_answer(low))) <= points_of(claim_of({}, review_answer(high))));
}
