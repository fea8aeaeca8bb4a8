#include "sessions/actions.h"

#include <algorithm>
#include <map>
#include <set>

#include "answers/store.h"
#include "foundation/events/bus.h"
#include "paths/actions.h"
#include "planning/rules.h"
#include "progress/store.h"
#include "sessions/store.h"
#include "tasks/store.h"

namespace learning {
namespace {

// Everything a plan needs to know about one person.
struct Desk {
    std::shared_ptr<const curriculum::Library> library;
    std::shared_ptr<const paths::Path> path;  // the person's own
    Day today;
    progress::LessonStates lessons;
    std::map<std::string, store::HandedIn> tasks_handed_in;
    struct Due {
        memory::ItemState state;
        const curriculum::Item* item = nullptr;
    };
    std::vector<Due> due;                 // until tomorrow
    progress::Days days;                  // of this week

    const progress::DayState& done() const {
        static const progress::DayState kNothing;
        const auto found = days.find(today);
        return found == days.end() ? kNothing : found->second;
    }
    bool is_completed(const std::string& lesson) const {
        const auto state = lessons.find(lesson);
        return state != lessons.end() && state->second.completed_at;
    }
};

Desk load_desk(Context& context, AccountId account) {
    const auto today = context.today();
    const auto monday = progress::monday_of(today);
    const auto library = curriculum::library(context);
    Desk desk{library,
              path_of(context, account, library),
              today,
              store::load_lessons(context.db, account),
              store::handed_in_tasks(context.db, account),
              {},
              store::load_days(context.db, account, monday, monday + 6)};
    for (auto& state : store::due_items(context.db, account, today + 1)) {
        // What a newer pack no longer holds cannot be asked any more.
        if (const auto* item = library->item(state.item)) desk.due.push_back({std::move(state), item});
    }
    return desk;
}

planning::Task plan_task(const curriculum::Lesson& lesson) { return {lesson.id, static_cast<int>(lesson.task.minutes * 60)}; }

const curriculum::Lesson* next_lesson(const Desk& desk) {
    for (const auto* lesson : desk.path->lessons) {
        if (!desk.is_completed(lesson->id)) return lesson;
    }
    return nullptr;
}

// Seconds that the items answered so far no longer need.
int answered_seconds(Context& context, AccountId account, const curriculum::Lesson& lesson, const curriculum::Library& library) {
    int seconds = 0;
    for (const auto& [id, state] : store::load_items(context.db, account, lesson.item_ids)) {
        if (state.answers_count > 0) seconds += library.item(id)->seconds;
    }
    return seconds;
}

planning::Request request_plan(Context& context, AccountId account, const Desk& desk, bool go_on) {
    planning::Request request;
    request.today = desk.today.number;
    request.go_on = go_on;
    const auto& done = desk.done();
    request.done = {static_cast<int>(done.review_seconds), static_cast<int>(done.lesson_seconds),
                    static_cast<int>(done.task_seconds), done.lessons_done > 0, done.tasks_done > 0};
    request.reviews.reserve(desk.due.size());
    for (const auto& [state, item] : desk.due)
        request.reviews.push_back({state.item, item->seconds, memory::retrievability(state, desk.today), state.due_day.number});
    if (const auto* lesson = next_lesson(desk)) {
        request.next_lesson = planning::Lesson{lesson->id, lesson->seconds, std::nullopt};
        if (desk.lessons.contains(lesson->id))
            request.next_lesson->seconds -= answered_seconds(context, account, *lesson, *desk.library);
        if (!desk.tasks_handed_in.contains(lesson->id)) request.next_lesson->task = plan_task(*lesson);
    }
    // The latest completed lesson whose task is still open: what was just read is the easiest to apply.
    for (const auto* lesson : desk.path->lessons) {
        if (desk.is_completed(lesson->id) && !desk.tasks_handed_in.contains(lesson->id)) request.open_task = plan_task(*lesson);
    }
    return request;
}

std::optional<LessonPlanned> show_lesson(const planning::Session& session, const Desk& desk) {
    if (!session.lesson) return std::nullopt;
    const auto& lesson = *desk.library->lesson(session.lesson->id);
    const auto state = desk.lessons.find(lesson.id);
    const bool started = state != desk.lessons.end();
    return LessonPlanned{lesson.id,
                         lesson.title,
                         lesson.goal,
                         session.lesson->seconds,
                         started ? "started" : "new",
                         started ? state->second.items_answered : 0,
                         static_cast<std::int64_t>(lesson.item_ids.size())};
}

std::optional<TaskPlanned> show_task(const planning::Session& session, const Desk& desk) {
    if (session.task) {
        const auto& lesson = *desk.library->lesson(session.task->id);
        return TaskPlanned{lesson.id, lesson.task.title, session.task->seconds, false};
    }
    for (const auto& [id, handed_in] : desk.tasks_handed_in) {
        const auto* lesson = desk.library->lesson(id);
        if (lesson && handed_in.day == desk.today) return TaskPlanned{id, lesson->task.title, lesson->task.minutes * 60, true};
    }
    return std::nullopt;
}

// Those a coach asks to be mended, oldest decision first.
std::vector<TaskReturned> returned_tasks(const Desk& desk) {
    std::multimap<Instant, TaskReturned> returned;
    for (const auto& [id, handed_in] : desk.tasks_handed_in) {
        if (handed_in.state != tasks::State::returned) continue;
        if (const auto task = tasks::find_assignment(*desk.library, id))
            returned.emplace(handed_in.decided_at, TaskReturned{id, task->title, task->is_work_sample});
    }
    std::vector<TaskReturned> in_order;
    for (auto& [at, task] : returned) in_order.push_back(std::move(task));
    return in_order;
}

LevelProgress level_of(const Desk& desk) {
    const auto* lesson = next_lesson(desk);
    if (!lesson && !desk.path->lessons.empty()) lesson = desk.path->lessons.back();
    const auto* level = lesson ? desk.library->level_of(*lesson) : nullptr;
    return level ? progress_in(*level, desk.lessons) : LevelProgress{};
}

std::set<Day> ask_frozen_days(Context& context, AccountId account, Day today) {
    const auto monday = progress::monday_of(today);
    context.events.publish(context, WeekAsked{account, monday, monday + 6});
    std::set<Day> frozen;
    if (const auto* days = context.effects.if_contains(kFrozenOn); days && days->is_array()) {
        for (const auto& day : days->get_array()) {
            if (const auto parsed = day.is_string() ? parse_day(std::string_view(day.get_string())) : std::nullopt)
                frozen.insert(*parsed);
        }
    }
    return frozen;
}

// When there is something to do again, once today's plan is done.
std::optional<Day> next_return(Context& context, AccountId account, const Desk& desk) {
    if (next_lesson(desk)) return desk.today + 1;
    const auto due = store::next_due_day(context.db, account);
    if (!due) return std::nullopt;
    return std::max(*due, desk.today + 1);
}

}  // namespace

Today today_of(Context& context, AccountId account, bool go_on) {
    const auto desk = load_desk(context, account);
    const auto session = planning::plan_session(request_plan(context, account, desk, go_on));
    Today shown;
    shown.day = desk.today;
    shown.greeting_name = identity::greeting_name(context, account);
    shown.level = level_of(desk);
    shown.minutes_estimate = (session.seconds_estimate + 59) / 60;
    shown.minutes_done = (desk.done().seconds() + 30) / 60;
    const bool nothing_left = session.reviews.empty() && !session.lesson && !session.task;
    shown.done = nothing_left && desk.done().seconds() > 0;
    const auto seed = view_seed(account, desk.today);
    for (const auto& review : session.reviews)
        shown.reviews.push_back(curriculum::written_view(*desk.library->item(review.id), seed));
    shown.reviews_put_off = session.reviews_put_off;
    shown.lesson = show_lesson(session, desk);
    shown.task = show_task(session, desk);
    shown.tasks_returned = returned_tasks(desk);
    shown.week = progress::week_of(desk.today, desk.days, ask_frozen_days(context, account, desk.today));
    shown.next_return_on = next_return(context, account, desk);
    shown.reviews_due_tomorrow = static_cast<std::int64_t>(desk.due.size() - session.reviews.size());
    return shown;
}

}  // namespace learning
