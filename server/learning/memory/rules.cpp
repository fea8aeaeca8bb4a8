#include "memory/rules.h"

#include <algorithm>
#include <variant>

namespace learning::memory {

recall::Rating rating_of(const marking::Key& key, const marking::Response& response, int score_permille) {
    if (std::holds_alternative<marking::RecallCard>(key) && !response.empty() && response[0].size() == 1) {
        return recall::find_rating(response[0][0] - '0').value_or(recall::Rating::again);
    }
    if (score_permille >= 1000) return recall::Rating::good;
    return score_permille > 0 ? recall::Rating::hard : recall::Rating::again;
}

ItemState after_answer(const ItemState& state, recall::Rating rating, std::int64_t score_permille, Day day) {
    auto next = state;
    ++next.answers_count;
    if (state.answers_count == 0) {
        next.first_score_permille = score_permille;
        next.memory = recall::after_first(rating);
    } else if (day < state.last_day) {
        return next;
    } else {
        next.memory = recall::after_review(
            state.memory, static_cast<int>(std::min<std::int64_t>(day - state.last_day, recall::kIntervalDaysMax)), rating);
        if (rating == recall::Rating::again) ++next.lapses;
    }
    next.last_day = day;
    next.due_day = day + std::max(1, recall::interval_days(next.memory));
    return next;
}

ItemState introduce(const std::string& item, Day day) {
    ItemState state;
    state.item = item;
    state.last_day = day;
    state.due_day = day + 1;
    return state;
}

bool was_due(const ItemState& state, Day day) { return !state.item.empty() && state.due_day <= day; }

double retrievability(const ItemState& state, Day today) {
    // A card only read so far is held to fade within a day or two, as after a first answer with effort.
    const auto memory = state.answers_count > 0 ? state.memory : recall::after_first(recall::Rating::hard);
    return recall::retrievability(memory, static_cast<double>(std::max<std::int64_t>(today - state.last_day, 0)));
}

}  // namespace learning::memory
