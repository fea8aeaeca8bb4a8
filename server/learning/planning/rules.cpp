#include "planning/rules.h"

#include <algorithm>

namespace learning::planning {
namespace {

int bounded(int seconds, int most) { return std::clamp(seconds, 0, most); }

// Nothing takes no time, or the caps would not hold back an endless list.
int counted(int seconds) { return std::max(seconds, 1); }

// NaN compares with nothing and would break the sort; a review of unknown state is the most at risk.
double risk_order(const DueReview& review) { return review.retrievability >= 0 ? review.retrievability : -1; }

std::vector<const DueReview*> due_by_risk(const Request& request) {
    std::vector<const DueReview*> due;
    for (const auto& review : request.reviews) {
        if (review.due_on <= request.today) due.push_back(&review);
    }
    std::sort(due.begin(), due.end(), [](const DueReview* a, const DueReview* b) {
        if (risk_order(*a) != risk_order(*b)) return risk_order(*a) < risk_order(*b);
        return a->item != b->item ? a->item < b->item : a->seconds < b->seconds;
    });
    return due;
}

std::optional<Pick> pick_lesson(const Request& request, const DoneToday& done, int room_seconds) {
    if (!request.next_lesson || done.lesson_done) return std::nullopt;
    const int seconds = std::min(counted(request.next_lesson->seconds), kSessionSecondsMax);
    if (seconds > room_seconds) return std::nullopt;
    return Pick{request.next_lesson->lesson, seconds};
}

std::optional<Pick> pick_task(const Request& request, const DoneToday& done, bool with_lesson, int room_seconds) {
    if (done.task_done) return std::nullopt;
    const auto& task = with_lesson && request.next_lesson->task ? request.next_lesson->task : request.open_task;
    if (!task) return std::nullopt;
    const int seconds = counted(task->seconds);
    if (seconds > std::min(kTaskSecondsMax, room_seconds)) return std::nullopt;
    return Pick{task->task, seconds};
}

}  // namespace

int item_seconds(marking::ItemType type) {
    switch (type) {
        case marking::ItemType::recall_card: return 15;
        case marking::ItemType::single_choice: return 20;
        case marking::ItemType::multiple_choice:
        case marking::ItemType::true_false_set:
        case marking::ItemType::fill_in:
        case marking::ItemType::short_answer:
        case marking::ItemType::numeric: return 30;
        case marking::ItemType::order:
        case marking::ItemType::match:
        case marking::ItemType::categorise:
        case marking::ItemType::highlight: return 40;
    }
    return 0;
}

int reading_seconds(std::int64_t syllable_count) {
    // A day's reading is beyond any lesson; the bound keeps the product within range.
    const auto syllables = std::clamp<std::int64_t>(syllable_count, 0, 24 * 60 * kReadingSyllablesPerMinute);
    return static_cast<int>((syllables * 60 + kReadingSyllablesPerMinute - 1) / kReadingSyllablesPerMinute);
}

Session plan_session(const Request& request) {
    const DoneToday done = request.go_on ? DoneToday{} : request.done;
    const int done_review_seconds = bounded(done.review_seconds, kSessionSecondsMax);
    const int done_seconds = done_review_seconds + bounded(done.lesson_seconds, kSessionSecondsMax) +
                             bounded(done.task_seconds, kSessionSecondsMax);
    int room_seconds = std::max(0, kSessionSecondsMax - done_seconds);

    Session session;
    const auto take = [&](const Pick& pick) {
        room_seconds -= pick.seconds;
        session.seconds_estimate += pick.seconds;
    };
    session.lesson = pick_lesson(request, done, room_seconds);
    if (session.lesson) take(*session.lesson);
    session.task = pick_task(request, done, session.lesson.has_value(), room_seconds);
    if (session.task) take(*session.task);

    room_seconds = std::min(room_seconds, std::max(0, kReviewSecondsMax - done_review_seconds));
    for (const DueReview* review : due_by_risk(request)) {
        const Pick pick{review->item, counted(review->seconds)};
        if (pick.seconds > room_seconds) {
            ++session.reviews_put_off;
            continue;
        }
        take(pick);
        session.reviews.push_back(pick);
    }
    return session;
}

}  // namespace learning::planning
