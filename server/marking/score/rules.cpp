#include "score/rules.h"

#include <algorithm>
#include <utility>

namespace marking {
namespace {

Verdict verdict_of(int score_permille) {
    if (score_permille == 1000) return Verdict::right;
    return score_permille == 0 ? Verdict::wrong : Verdict::partly;
}

}  // namespace

int to_permille(int right, int total) { return right <= 0 || total <= 0 ? 0 : std::min(1000, right * 1000 / total); }

Mark mark_score(int score_permille, std::vector<PartMark> parts) {
    return {score_permille, verdict_of(score_permille), std::move(parts)};
}

Mark mark_share(std::vector<PartMark> parts) {
    const auto right = std::count_if(parts.begin(), parts.end(), [](const PartMark& part) { return part.right; });
    const int score_permille = to_permille(static_cast<int>(right), static_cast<int>(parts.size()));
    return mark_score(score_permille, std::move(parts));
}

const std::string& answer_at(const Response& response, std::size_t index) {
    static const std::string kNoAnswer;
    return index < response.size() ? response[index] : kNoAnswer;
}

}  // namespace marking
