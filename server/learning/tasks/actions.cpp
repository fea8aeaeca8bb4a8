#include "tasks/actions.h"

#include "curriculum/public.h"
#include "foundation/events/bus.h"
#include "progress/store.h"
#include "tasks/store.h"

namespace learning {

Result<TaskHandIn> hand_in_task(Context& context, AccountId account, const std::string& lesson_id, const std::string& text,
                                const std::vector<bool>& checks) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(lesson_id);
    if (!lesson) return Problem{ProblemKind::missing, "no_such_lesson", "Không tìm thấy bài học này."};
    if (checks.size() != lesson->task.criteria.size()) {
        return Problem{ProblemKind::invalid, "checks_wrong_count", "Xin tự đánh giá đủ từng tiêu chí của việc này.", "/checks"};
    }
    context.db.lock("learner", account.value);
    const auto earlier = store::find_submission(context.db, account, lesson_id);
    const auto today = context.today();
    store::save_submission(context.db, account, {lesson_id, text, checks, context.now, earlier ? earlier->day : today});
    if (!earlier) {
        progress::DayState change;
        change.task_seconds = lesson->task.minutes * 60;
        change.tasks_done = 1;
        store::add_to_day(context.db, account, today, change);
    }
    context.events.publish(context, TaskHandedIn{account, lesson_id, !earlier, today});
    return TaskHandIn{context.now, context.effects};
}

std::optional<TaskSubmission> find_task_submission(Context& context, AccountId account, const std::string& lesson) {
    const auto found = store::find_submission(context.db, account, lesson);
    if (!found) return std::nullopt;
    return TaskSubmission{found->body, found->checks, found->submitted_at};
}

}  // namespace learning
