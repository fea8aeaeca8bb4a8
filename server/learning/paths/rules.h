// Where a person begins and which lesson follows which. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "curriculum/public.h"

namespace learning::paths {

// Lessons learnt one after the other; each stretch has a first lesson of its own that may be begun.
using Stretch = std::vector<const curriculum::Lesson*>;

// From the chosen level to the end of its pack, then each other pack, and last the levels below the chosen one: what was
// skipped can be learnt, but is not pressed on anybody. Without a choice, or when the level is gone, every pack in its order.
std::vector<Stretch> path_from(const curriculum::Library& library, const std::optional<std::string>& level_id);

std::vector<const curriculum::Lesson*> in_order(const std::vector<Stretch>& path);

// Both, of one library, which must stay.
struct Path {
    std::vector<Stretch> stretches;
    std::vector<const curriculum::Lesson*> lessons;
};

}  // namespace learning::paths
