// The short check that lets somebody skip a lesson they already master. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace learning::mastery {

inline constexpr std::size_t kItems = 3;
inline constexpr std::int64_t kPassPermille = 900;  // of all three together: one small slip is forgiven

// Which items of a lesson are asked; another choice for each person and day.
std::vector<std::string> pick(const std::vector<std::string>& item_ids, std::uint64_t seed);
bool is_passed(const std::vector<std::int64_t>& scores_permille);

}  // namespace learning::mastery
