// What every type shares: scores, verdicts and safe access to a response.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "public.h"

namespace marking {

// Rounded down; `right` may be negative, `total` may be 0.
int to_permille(int right, int total);

Mark mark_score(int score_permille, std::vector<PartMark> parts);
Mark mark_share(std::vector<PartMark> parts);  // of right parts

// "" past the end, so that marking is total.
const std::string& answer_at(const Response&, std::size_t index);

}  // namespace marking
