// When to ask a recall card or item again: FSRS-6, the free spaced repetition scheduler, with its default weights.
// Source: "The Algorithm" (FSRS-6), open-spaced-repetition, github.com/open-spaced-repetition/fsrs4anki/wiki.
// Pure: a memory follows from the ordered log of reviews alone. Compile without fast-math or -march=native, so that
// server and browser agree on every due day; compare stabilities to 1e-9, not bit for bit.
#pragma once

#include <optional>
#include <vector>

namespace learning::recall {

enum class Rating { again = 1, hard, good, easy };
std::optional<Rating> find_rating(int code);  // 1 to 4

struct Memory {
    double stability_days = 0;  // the days after which recall falls to 0.9; 0.001 to 36500
    double difficulty = 0;      // 1 to 10
};

struct Review {
    int elapsed_days = 0;  // whole days since the previous review, 0 on the same day; of no meaning for the first
    Rating rating = Rating::good;
};

inline constexpr double kDesiredRetention = 0.9;  // the usual wish; 0.70 to 0.99 are honoured
inline constexpr int kIntervalDaysMax = 36500;

Memory after_first(Rating);
Memory after_review(const Memory&, int elapsed_days, Rating);
std::optional<Memory> replay(const std::vector<Review>&);  // in the order they happened; nothing without reviews

// The chance of remembering, 0 to 1.
double retrievability(const Memory&, double elapsed_days);

// Whole days, at least 1, until retrievability falls to the desired retention.
int interval_days(const Memory&, double desired_retention = kDesiredRetention);

}  // namespace learning::recall
