// Items that ask the same again, within a lesson, between lessons and in the pools of the tests.
#pragma once

#include <vector>

#include "public.h"
#include "sources/rules.h"

namespace curriculum {

// Everything a learner reads of an item before answering; of a recall card, both sides.
std::string whole_text(const Item& item);

// 1000 for the same words in the same order, 0 for nothing in common: the share of common words and pairs of neighbours.
inline constexpr int kAlikePermille = 800;  // from here on two texts are taken for the same
int likeness_permille(const std::string& left, const std::string& right);

// Compares each with each: 1,500 items are a million comparisons of sorted numbers, about a second.
std::vector<PackProblem> check_likeness(const Library& library, const Sources& sources);

}  // namespace curriculum
