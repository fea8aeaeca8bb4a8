// Finding the level to begin at with few questions. Pure.
//
// A person is taken to master the levels up to some m, 0 to the number of levels. Whoever masters a level answers its items
// right with probability kKnows, else with kGuesses; each answer shifts the belief about m (Bayes' rule). The next question
// comes from the level about which there is most doubt.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace learning::placement {

inline constexpr int kItemsMax = 12;
inline constexpr int kItemsMin = 4;  // nobody is placed by fewer
inline constexpr double kKnows = 0.88;
inline constexpr double kGuesses = 0.30;
inline constexpr double kSure = 0.80;

struct Answered {
    int level = 1;  // 1 to levels
    std::int64_t score_permille = 0;
};

// The belief about m: levels + 1 numbers that add up to 1. Before any answer, beginners are likelier.
std::vector<double> belief(const std::vector<Answered>& answers, int levels);

// The level the next question should come from; null when it is sure enough or enough was asked.
std::optional<int> next_level(const std::vector<Answered>& answers, int levels);

// Where to begin: the level after the last one mastered; the last one for who masters all.
int proposed_level(const std::vector<Answered>& answers, int levels);

}  // namespace learning::placement
