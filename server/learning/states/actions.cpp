#include "states/actions.h"

#include "answers/store.h"
#include "identity/public.h"
#include "paths/actions.h"
#include "progress/store.h"
#include "tasks/store.h"

namespace learning {
namespace {

constexpr std::int64_t kDaysTold = 14;
constexpr std::int64_t kDaysEver = 400000;  // beyond every due day

ItemRemembered tell(const answers::ItemState& state) {
    return {state.item,           state.memory.stability_days, state.memory.difficulty,    state.last_day.number,
            state.due_day.number, state.answers_count,         state.first_score_permille, state.lapses};
}

}  // namespace

LearningState learning_state_of(Context& context, AccountId account) {
    const auto today = context.today();
    const auto library = curriculum::library(context);
    LearningState state;
    state.day = today;
    state.day_number = today.number;
    state.greeting_name = identity::greeting_name(context, account);
    const auto path = path_of(context, account, library);
    for (const auto* lesson : path->lessons)
        state.path.push_back(lesson->id);
    for (const auto& [id, lesson] : store::load_lessons(context.db, account)) {
        (lesson.completed_at ? state.lessons_completed : state.lessons_begun).push_back(id);
    }
    for (const auto& [id, handed_in] : store::handed_in_tasks(context.db, account))
        state.tasks_handed_in.push_back(id);
    for (const auto& item : store::items_due_until(context.db, account, today + kDaysEver)) {
        if (library->item(item.item)) state.items.push_back(tell(item));
    }
    const auto days = store::load_days(context.db, account, today - kDaysTold, today);
    if (const auto found = days.find(today); found != days.end()) {
        const auto& done = found->second;
        state.done = {done.answers_count, done.review_seconds, done.lesson_seconds,
                      done.task_seconds,  done.lessons_done,   done.tasks_done};
    }
    for (const auto& [day, done] : days) {
        if (done.studied) state.days_studied.push_back(day);
    }
    return state;
}

}  // namespace learning
