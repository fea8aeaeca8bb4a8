#include "mastery/rules.h"

#include <algorithm>
#include <numeric>

namespace learning::mastery {

std::vector<std::string> pick(const std::vector<std::string>& item_ids, std::uint64_t seed) {
    auto left = item_ids;
    std::vector<std::string> picked;
    while (picked.size() < kItems && !left.empty()) {
        // Knuth's linear congruential step; only the spread matters here.
        seed = seed * 6364136223846793005 + 1442695040888963407;
        const auto at = left.begin() + static_cast<std::ptrdiff_t>((seed >> 33) % left.size());
        picked.push_back(*at);
        left.erase(at);
    }
    return picked;
}

bool is_passed(const std::vector<std::int64_t>& scores_permille) {
    if (scores_permille.size() < kItems) return false;
    const auto sum = std::accumulate(scores_permille.begin(), scores_permille.end(), std::int64_t{0});
    return sum >= kPassPermille * static_cast<std::int64_t>(scores_permille.size());
}

}  // namespace learning::mastery
