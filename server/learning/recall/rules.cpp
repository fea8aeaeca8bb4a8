#include "recall/rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace learning::recall {
namespace {

// w0 to w20. The functions below name the weights they use by their number, as the source does.
constexpr std::array<double, 21> kWeights = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                             0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                             1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

constexpr double w(std::size_t number) { return kWeights[number]; }

constexpr double kStabilityDaysMin = 0.001;
constexpr double kStabilityDaysMax = 36500;

// Unlike std::clamp, gives the lower bound for NaN, so that a damaged memory heals.
double bounded(double value, double low, double high) { return value >= low ? std::min(value, high) : low; }

double bounded_stability(double days) { return bounded(days, kStabilityDaysMin, kStabilityDaysMax); }
double bounded_difficulty(double difficulty) { return bounded(difficulty, 1, 10); }

Memory bounded_memory(const Memory& memory) {
    return {bounded_stability(memory.stability_days), bounded_difficulty(memory.difficulty)};
}

double grade(Rating rating) { return static_cast<double>(static_cast<int>(rating)); }

// D0(G) = w4 - e^(w5 (G - 1)) + 1. Unbounded, because the mean reversion below aims at the unbounded D0(easy).
double first_difficulty(Rating rating) { return w(4) - std::exp(w(5) * (grade(rating) - 1)) + 1; }

// Linear damping: the nearer to 10, the smaller the step up. Mean reversion then draws a little towards D0(easy).
double next_difficulty(double difficulty, Rating rating) {
    const double step = -w(6) * (grade(rating) - 3);
    const double damped = difficulty + step * (10 - difficulty) / 9;
    return bounded_difficulty(w(7) * first_difficulty(Rating::easy) + (1 - w(7)) * damped);
}

// R = (1 + factor t / S)^-w20, with the factor that makes R = 0.9 at t = S.
double curve_factor() { return std::pow(0.9, -1 / w(20)) - 1; }

double stability_when_recalled(const Memory& memory, double recall_chance, Rating rating) {
    const double hard_penalty = rating == Rating::hard ? w(15) : 1;
    const double easy_bonus = rating == Rating::easy ? w(16) : 1;
    const double growth = std::exp(w(8)) * (11 - memory.difficulty) * std::pow(memory.stability_days, -w(9)) *
                          (std::exp((1 - recall_chance) * w(10)) - 1) * hard_penalty * easy_bonus;
    return memory.stability_days * (1 + growth);
}

// Forgetting never leaves more than a failure on the same day would: S / e^(w17 w18).
double stability_when_forgotten(const Memory& memory, double recall_chance) {
    const double relearnt = w(11) * std::pow(memory.difficulty, -w(12)) *
                            (std::pow(memory.stability_days + 1, w(13)) - 1) * std::exp((1 - recall_chance) * w(14));
    return std::min(relearnt, memory.stability_days / std::exp(w(17) * w(18)));
}

double stability_same_day(const Memory& memory, Rating rating) {
    const double increase =
        std::exp(w(17) * (grade(rating) - 3 + w(18))) * std::pow(memory.stability_days, -w(19));
    const bool remembered_well = rating == Rating::good || rating == Rating::easy;
    return memory.stability_days * (remembered_well ? std::max(increase, 1.0) : increase);
}

double next_stability(const Memory& memory, int elapsed_days, Rating rating) {
    if (elapsed_days <= 0) return stability_same_day(memory, rating);
    const double recall_chance = retrievability(memory, elapsed_days);
    if (rating == Rating::again) return stability_when_forgotten(memory, recall_chance);
    return stability_when_recalled(memory, recall_chance, rating);
}

}  // namespace

std::optional<Rating> find_rating(int code) {
    if (code < static_cast<int>(Rating::again) || code > static_cast<int>(Rating::easy)) return std::nullopt;
    return static_cast<Rating>(code);
}

Memory after_first(Rating rating) {
    const auto first = static_cast<std::size_t>(rating) - 1;
    return {bounded_stability(w(first)), bounded_difficulty(first_difficulty(rating))};
}

Memory after_review(const Memory& before, int elapsed_days, Rating rating) {
    const auto memory = bounded_memory(before);
    return {bounded_stability(next_stability(memory, elapsed_days, rating)),
            next_difficulty(memory.difficulty, rating)};
}

std::optional<Memory> replay(const std::vector<Review>& reviews) {
    std::optional<Memory> memory;
    for (const auto& review : reviews) {
        memory = memory ? after_review(*memory, review.elapsed_days, review.rating) : after_first(review.rating);
    }
    return memory;
}

double retrievability(const Memory& memory, double elapsed_days) {
    const double days = elapsed_days > 0 ? elapsed_days : 0;
    return std::pow(1 + curve_factor() * days / bounded_stability(memory.stability_days), -w(20));
}

int interval_days(const Memory& memory, double desired_retention) {
    const double retention = bounded(desired_retention, 0.70, 0.99);
    const double days = bounded_stability(memory.stability_days) / curve_factor() * (std::pow(retention, -1 / w(20)) - 1);
    return static_cast<int>(std::lround(bounded(days, 1, kIntervalDaysMax)));
}

}  // namespace learning::recall
