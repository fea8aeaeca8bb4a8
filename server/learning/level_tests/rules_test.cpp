#include "level_tests/rules.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace {

using namespace learning::level_tests;
using testing::ElementsAre;

const std::vector<curriculum::BlueprintLine> kBlueprint{{"ai.nho", 3}, {"ai.hieu", 2}};

std::vector<Candidate> pool() {
    std::vector<Candidate> candidates;
    for (int number = 0; number < 9; ++number) candidates.push_back({"nho-" + std::to_string(number), "ai.nho", 0});
    for (int number = 0; number < 6; ++number) candidates.push_back({"hieu-" + std::to_string(number), "ai.hieu", 0});
    return candidates;
}

int count_of(const std::vector<std::string>& drawn, std::string_view prefix) {
    return static_cast<int>(std::count_if(drawn.begin(), drawn.end(), [&](const auto& id) { return id.starts_with(prefix); }));
}

RC_GTEST_PROP(LevelTestRules, DrawsByTheBlueprintAndTheSameForTheSameSeed, (std::uint64_t seed)) {
    const auto drawn = draw(kBlueprint, pool(), seed);
    RC_ASSERT(count_of(drawn, "nho-") == 3);
    RC_ASSERT(count_of(drawn, "hieu-") == 2);
    RC_ASSERT(std::set<std::string>(drawn.begin(), drawn.end()).size() == drawn.size());
    RC_ASSERT(draw(kBlueprint, pool(), seed) == drawn);
}

RC_GTEST_PROP(LevelTestRules, DrawsNothingTwiceWhileThePoolHasSomethingNew, (std::uint64_t seed)) {
    std::map<std::string, int> seen;
    std::set<std::string> before;
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto candidates = pool();
        for (auto& candidate : candidates) candidate.seen = seen[candidate.id];
        for (const auto& id : draw(kBlueprint, candidates, seed + static_cast<std::uint64_t>(attempt))) {
            RC_ASSERT(before.insert(id).second);
            ++seen[id];
        }
    }
}

TEST(LevelTestRules, MixesTheCompetencesInTheOrderAsked) {
    std::set<bool> first_is_nho;
    for (std::uint64_t seed = 0; seed < 50; ++seed) first_is_nho.insert(draw(kBlueprint, pool(), seed).front().starts_with("nho"));
    EXPECT_EQ(first_is_nho.size(), 2u);
}

curriculum::LevelTest terms() {
    curriculum::LevelTest test;
    test.minutes = 25;
    test.pass_percent = 70;
    test.wait_hours = 24;
    test.tries = 2;
    return test;
}

Try taken(std::int64_t number, Instant at, bool passed = false) {
    Try each;
    each.number = number;
    each.started_at = at;
    each.ends_at = at + 25 * kMinuteMs;
    each.finished_at = at + 10 * kMinuteMs;
    each.passed = passed;
    return each;
}

TEST(LevelTestRules, HoldsTheWaitAndTheNumberOfTries) {
    const Instant noon{1'795'000'000'000};
    EXPECT_EQ(refuse_try(terms(), {}, noon), std::nullopt);
    const auto first = taken(1, noon);
    const auto over = *first.finished_at;
    EXPECT_EQ(refuse_try(terms(), {first}, over + (24 * kHourMs - 1)), Refusal::test_too_soon);
    EXPECT_EQ(refuse_try(terms(), {first}, over + 24 * kHourMs), std::nullopt);
    EXPECT_EQ(refuse_try(terms(), {first, taken(2, over + 24 * kHourMs)}, over + 90 * kDayMs), Refusal::test_no_tries_left);
    EXPECT_EQ(refuse_try(terms(), {taken(1, noon, true)}, noon + 90 * kDayMs), Refusal::test_passed_already);
}

TEST(LevelTestRules, KeepsATryOpenUntilItsTimeAndAMinuteMore) {
    auto each = taken(1, Instant{0});
    each.finished_at.reset();
    EXPECT_TRUE(is_open(each, each.ends_at + kGraceMs));
    EXPECT_FALSE(is_open(each, each.ends_at + kGraceMs + 1));
    EXPECT_EQ(over_at(each), each.ends_at);
}

TEST(LevelTestRules, PassesExactlyAtTheMark) {
    const auto with = [](std::int64_t last) {
        std::vector<Answered> answers(9, {"", "ai.nho", 700});
        answers.push_back({"", "ai.nho", last});
        return outcome_of(answers, 70);
    };
    EXPECT_TRUE(with(700).passed);
    EXPECT_EQ(with(700).score_percent, 70);
    EXPECT_FALSE(with(699).passed);
    EXPECT_EQ(with(699).score_percent, 69);
    EXPECT_FALSE(outcome_of({}, 70).passed);
}

TEST(LevelTestRules, NamesTheLessonsOfWeakCompetences) {
    const auto outcome = outcome_of({{"", "ai.nho", 1000}, {"", "ai.hieu", 200}, {"", "ai.hieu", 400}}, 70);
    ASSERT_EQ(outcome.competences.size(), 2u);
    EXPECT_EQ(outcome.competences[0].competence, "ai.hieu");
    EXPECT_EQ(outcome.competences[0].percent, 30);
    curriculum::Lesson one, two;
    one.id = "bai-1";
    one.competences = {"ai.nho"};
    two.id = "bai-2";
    two.competences = {"ai.nho", "ai.hieu"};
    EXPECT_THAT(lessons_to_repeat({&one, &two}, outcome), ElementsAre("bai-2"));
}

}  // namespace
