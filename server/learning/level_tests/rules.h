// The level test: what a try draws, when one may be taken, what it says. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/time.h"

namespace learning::level_tests {

// Replies that were under way when the time ended still count.
inline constexpr std::int64_t kGraceMs = 60 * 1000;

struct Candidate {
    std::string id;
    std::string competence;
    int seen = 0;  // in how many earlier tries of this person
};
// The ids of one try, in the order asked: for each line of the blueprint as many as it says, those least seen first, chance
// deciding among equals. The same seed gives the same try.
std::vector<std::string> draw(const std::vector<curriculum::BlueprintLine>& blueprint, std::vector<Candidate> pool, std::uint64_t seed);

struct Try {
    std::int64_t number = 0;
    std::int64_t version = 1;  // of the test
    Instant started_at;
    Instant ends_at;
    std::optional<Instant> finished_at;
    std::int64_t score_percent = 0;
    bool passed = false;
};

// A try that nobody completed is over when its time is; what was saved by then counts.
bool is_open(const Try& each, Instant now);
Instant over_at(const Try& each);

enum class Refusal { test_passed_already, test_no_tries_left, test_too_soon };
// Null: a new try may begin. An open try is no refusal: it goes on.
std::optional<Refusal> refuse_try(const curriculum::LevelTest& test, const std::vector<Try>& tries, Instant now);
// When the next try may begin; in the past when it may begin now.
Instant next_try_at(const curriculum::LevelTest& test, const std::vector<Try>& tries);

struct Answered {
    std::string item;
    std::string competence;
    std::int64_t score_permille = 0;  // 0 when not answered
};
struct CompetenceScore {
    std::string competence;
    std::int64_t percent = 0;
};
struct Outcome {
    std::int64_t score_percent = 0;  // rounded down, so that 69.9 is not shown as a pass
    bool passed = false;
    std::vector<CompetenceScore> competences;  // weakest first
};
Outcome outcome_of(const std::vector<Answered>& answers, int pass_percent);

// Below this share of a competence its lessons are named for repeating.
inline constexpr std::int64_t kRepeatBelowPercent = 70;
// Lessons of the level that serve a weak competence, in learning order.
std::vector<std::string> lessons_to_repeat(const std::vector<const curriculum::Lesson*>& level, const Outcome& outcome);

}  // namespace learning::level_tests
