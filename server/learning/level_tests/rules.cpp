#include "level_tests/rules.h"

#include <algorithm>

namespace learning::level_tests {
namespace {

// SplitMix64 over the id's letters: the same on every machine, unlike std::hash.
std::uint64_t place_of(std::string_view id, std::uint64_t seed) {
    auto state = seed ^ 0x9E3779B97F4A7C15;
    for (const char letter : id) {
        state += static_cast<unsigned char>(letter) + 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        state ^= state >> 31;
    }
    return state;
}

}  // namespace

std::vector<std::string> draw(const std::vector<curriculum::BlueprintLine>& blueprint, std::vector<Candidate> pool,
                              std::uint64_t seed) {
    std::sort(pool.begin(), pool.end(), [&](const Candidate& one, const Candidate& other) {
        if (one.seen != other.seen) return one.seen < other.seen;
        return std::pair(place_of(one.id, seed), one.id) < std::pair(place_of(other.id, seed), other.id);
    });
    std::vector<std::string> drawn;
    for (const auto& line : blueprint) {
        int left = line.items;
        for (const auto& candidate : pool) {
            if (left == 0) break;
            if (candidate.competence != line.competence) continue;
            drawn.push_back(candidate.id);
            --left;
        }
    }
    // Another seed, or the least seen would always come first.
    std::sort(drawn.begin(), drawn.end(),
              [&](const auto& one, const auto& other) { return place_of(one, ~seed) < place_of(other, ~seed); });
    return drawn;
}

Instant over_at(const Try& each) { return each.finished_at.value_or(each.ends_at); }

bool is_open(const Try& each, Instant now) { return !each.finished_at && now.utc_ms <= each.ends_at.utc_ms + kGraceMs; }

Instant next_try_at(const curriculum::LevelTest& test, const std::vector<Try>& tries) {
    Instant last{0};
    for (const auto& each : tries)
        last = std::max(last, over_at(each));
    return tries.empty() ? Instant{0} : last + test.wait_hours * kHourMs;
}

std::optional<Refusal> refuse_try(const curriculum::LevelTest& test, const std::vector<Try>& tries, Instant now) {
    for (const auto& each : tries) {
        if (each.passed) return Refusal::test_passed_already;
    }
    if (tries.size() >= static_cast<std::size_t>(test.tries)) return Refusal::test_no_tries_left;
    if (now < next_try_at(test, tries)) return Refusal::test_too_soon;
    return std::nullopt;
}

Outcome outcome_of(const std::vector<Answered>& answers, int pass_percent) {
    struct Sum {
        std::int64_t permille = 0, count = 0;
    };
    Sum all;
    std::map<std::string, Sum> by_competence;
    for (const auto& answer : answers) {
        for (auto* sum : {&all, &by_competence[answer.competence]}) {
            sum->permille += answer.score_permille;
            ++sum->count;
        }
    }
    Outcome outcome;
    if (all.count == 0) return outcome;
    outcome.score_percent = all.permille / (all.count * 10);
    outcome.passed = all.permille >= all.count * 10 * pass_percent;
    for (const auto& [competence, sum] : by_competence)
        outcome.competences.push_back({competence, sum.permille / (sum.count * 10)});
    std::stable_sort(outcome.competences.begin(), outcome.competences.end(),
                     [](const auto& one, const auto& other) { return one.percent < other.percent; });
    return outcome;
}

std::vector<std::string> lessons_to_repeat(const std::vector<const curriculum::Lesson*>& level, const Outcome& outcome) {
    std::vector<std::string> lessons;
    for (const auto* lesson : level) {
        const bool weak = std::any_of(outcome.competences.begin(), outcome.competences.end(), [&](const auto& each) {
            return each.percent < kRepeatBelowPercent &&
                   std::find(lesson->competences.begin(), lesson->competences.end(), each.competence) != lesson->competences.end();
        });
        if (weak) lessons.push_back(lesson->id);
    }
    return lessons;
}

}  // namespace learning::level_tests
