#include "merging/rules.h"

#include <algorithm>
#include <tuple>

namespace learning::merging {

void put_in_order(std::vector<Given>& given) {
    const auto order = [](const Given& one) {
        return std::tie(one.at, one.score_permille, one.rating, one.context, one.response);
    };
    std::sort(given.begin(), given.end(), [&](const Given& one, const Given& other) { return order(one) < order(other); });
}

memory::ItemState replay(const std::string& item, const std::vector<Given>& in_order) {
    memory::ItemState state;
    state.item = item;
    for (const auto& given : in_order) {
        state = memory::after_answer(state, given.rating, given.score_permille, given.day);
        state.last_at = given.at;
    }
    return state;
}

bool put_in_order(progress::LessonState& lesson, const std::vector<std::string>& items, const History& history) {
    std::vector<std::int64_t> scores;
    Instant first, last;
    for (const auto& item : items) {
        const auto found = history.find(item);
        if (found == history.end() || found->second.empty()) continue;
        const auto& given = found->second.front();
        first = scores.empty() ? given.at : std::min(first, given.at);
        last = std::max(last, given.at);
        scores.push_back(given.score_permille);
    }
    if (scores.empty()) return false;
    lesson.started_at = std::min(lesson.started_at, first);
    const bool all = scores.size() == items.size();
    if (lesson.completed_at && (!all || *lesson.completed_at < last)) return true;
    lesson.items_answered = static_cast<std::int64_t>(scores.size());
    lesson.score_percent = progress::percent_of(scores);
    if (all) lesson.completed_at = last;
    return true;
}

}  // namespace learning::merging
