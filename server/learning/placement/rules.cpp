#include "placement/rules.h"

#include <algorithm>
#include <cmath>

namespace learning::placement {

std::vector<double> belief(const std::vector<Answered>& answers, int levels) {
    std::vector<double> weights;
    for (int mastered = 0; mastered <= levels; ++mastered) {
        double weight = 1.0 / (mastered + 1);
        for (const auto& answer : answers) {
            const double right = answer.level <= mastered ? kKnows : kGuesses;
            const double share = static_cast<double>(answer.score_permille) / 1000;
            weight *= std::pow(right, share) * std::pow(1 - right, 1 - share);
        }
        weights.push_back(weight);
    }
    double sum = 0;
    for (const double weight : weights) sum += weight;
    for (auto& weight : weights) weight /= sum;
    return weights;
}

std::optional<int> next_level(const std::vector<Answered>& answers, int levels) {
    const auto count = static_cast<int>(answers.size());
    const auto believed = belief(answers, levels);
    if (count >= kItemsMax) return std::nullopt;
    if (count >= kItemsMin && *std::max_element(believed.begin(), believed.end()) >= kSure) return std::nullopt;
    int best = 1;
    double least = 2;
    double masters = 1;  // the probability that this level is mastered
    for (int level = 1; level <= levels; ++level) {
        masters -= believed[static_cast<std::size_t>(level - 1)];
        if (const double certainty = std::abs(masters - 0.5); certainty < least) {
            least = certainty;
            best = level;
        }
    }
    return best;
}

int proposed_level(const std::vector<Answered>& answers, int levels) {
    const auto believed = belief(answers, levels);
    const auto mastered = std::max_element(believed.begin(), believed.end()) - believed.begin();
    return std::min(static_cast<int>(mastered) + 1, levels);
}

}  // namespace learning::placement
