#include "progress/actions.h"

#include <algorithm>

#include "answers/store.h"
#include "archives/actions.h"
#include "item_data/store.h"
#include "level_tests/store.h"
#include "paths/actions.h"
#include "parcels/store.h"
#include "paths/store.h"
#include "progress/store.h"

namespace learning {

std::vector<Day> days_studied(Context& context, AccountId account, Day from, Day to) {
    return store::days_studied(context.db, account, from, to);
}

std::uint64_t view_seed(AccountId account, Day day) {
    return static_cast<std::uint64_t>(account.value) * 0x9E3779B97F4A7C15 ^ static_cast<std::uint64_t>(day.number);
}

namespace {

LevelSeen show_level(const curriculum::Library& library, const curriculum::Level& level, const progress::LessonStates& states,
                     const std::map<std::string, progress::LessonStatus>& statuses,
                     const std::map<std::string, tasks::State>& tasks) {
    LevelSeen seen{level.id, level.number, level.title, level.outcome, level.skills, {}, std::nullopt, std::nullopt};
    if (level.test) seen.test_id = level.test->id;
    if (level.work_sample) {
        const auto standing = tasks.find(level.work_sample->id);
        seen.work_sample = WorkSampleRow{level.work_sample->id, level.work_sample->title,
                                         standing == tasks.end() ? std::nullopt : std::optional(standing->second)};
    }
    for (const auto& id : level.lesson_ids) {
        const auto& lesson = *library.lesson(id);
        LessonRow row{id, lesson.title, lesson.goal, statuses.at(id), std::nullopt, lesson.seconds};
        if (row.status == progress::LessonStatus::done) row.score_percent = states.find(id)->second.score_percent;
        seen.lessons.push_back(std::move(row));
    }
    return seen;
}

}  // namespace

Programmes programmes_of(Context& context, AccountId account) {
    const auto library = curriculum::library(context);
    const auto states = store::load_lessons(context.db, account);
    const auto statuses = progress::statuses_of(path_of(context, account, library)->stretches, states);
    const auto tasks = task_states_of(context, account);
    Programmes shown{{}, store::chosen_level(context.db, account)};
    for (const auto& pack : library->packs) {
        Programme programme{pack.name, pack.title, pack.version, {}};
        bool is_chosen = false;
        for (const auto& level : pack.levels) {
            is_chosen = is_chosen || level.id == shown.chosen_level_id;
            programme.levels.push_back(show_level(*library, level, states, statuses, tasks));
        }
        shown.programmes.insert(is_chosen ? shown.programmes.begin() : shown.programmes.end(), std::move(programme));
    }
    return shown;
}

Result<LessonPage> lesson_page(Context& context, AccountId account, const std::string& id) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(id);
    if (!lesson) return Problem{ProblemKind::missing, "no_such_lesson", "Không tìm thấy bài học này."};
    LessonPage page;
    page.id = lesson->id;
    page.version = lesson->version;
    page.title = lesson->title;
    page.goal = lesson->goal;
    if (const auto* level = library->level_of(*lesson)) page.level = {level->number, level->title};
    page.seconds = lesson->seconds;
    page.cards = {library, lesson->cards};
    page.safe_use = lesson->safe_use;
    const auto seed = view_seed(account, context.today());
    const auto states = store::load_items(context.db, account, lesson->item_ids);
    for (const auto& item : lesson->item_ids) {
        page.items.push_back(curriculum::written_view(*library->item(item), seed));
        if (const auto state = states.find(item); state != states.end() && state->second.answers_count > 0)
            page.items_answered.push_back(item);
    }
    page.recall_count = static_cast<std::int64_t>(lesson->recall_ids.size());
    const auto place = identity::primary_place(context, account);
    const auto group = place ? place->group : units::TargetGroup::citizen;
    page.task = {lesson->task.title,   lesson->task.minutes,  lesson->task.variants.at(group),
                 lesson->task.hand_in, {library, lesson->task.criteria}, find_task_submission(context, account, id)};
    page.teach_back = lesson->teach_back;
    page.status = progress::status_of(path_of(context, account, library)->stretches, store::load_lessons(context.db, account), id);
    return page;
}

LevelProgress progress_in(const curriculum::Level& level, const progress::LessonStates& states) {
    LevelProgress progress{level.number, level.title, 0, static_cast<std::int64_t>(level.lesson_ids.size())};
    for (const auto& id : level.lesson_ids) {
        const auto state = states.find(id);
        if (state != states.end() && state->second.completed_at) ++progress.lessons_done;
    }
    return progress;
}

Progress progress_of(Context& context, AccountId account) {
    const auto library = curriculum::library(context);
    const auto totals = store::load_totals(context.db, account);
    const auto states = store::load_lessons(context.db, account);
    Progress progress{totals.days_active, 0, totals.answers, totals.seconds / 60, {}};
    for (const auto& [id, state] : states)
        progress.lessons_done += state.completed_at.has_value();
    for (const auto& pack : library->packs) {
        for (const auto& level : pack.levels)
            progress.levels.push_back(progress_in(level, states));
    }
    return progress;
}

namespace {

// All that the person ever answered, the archived too, by device and number.
std::vector<store::Answer> all_answers_of(Context& context, AccountId account) {
    auto answers = store::answers_of(context.db, account);
    auto archived = archived_answers(context, account);
    answers.insert(answers.end(), std::make_move_iterator(archived.begin()), std::make_move_iterator(archived.end()));
    std::sort(answers.begin(), answers.end(), answers::by_number);
    return answers;
}

}  // namespace

void erase_person(Context& context, const identity::AccountErased& erased) {
    context.db.lock("learner", erased.account.value);  // as archiving does, which gives out the key
    store::destroy_seal_key(context.db, erased.account);
    store::erase_responses(context.db, erased.account);
    erase_tasks(context, erased.account);
    store::erase_test_responses(context.db, erased.account);
    store::erase_mistakes(context.db, erased.account);
    store::forget_devices(context.db, erased.account);
    store::forget_device_keys(context.db, erased.account);
}

void add_my_data(Context& context, const identity::DataRequested& requested) {
    boost::json::array answers, lessons, tests, days, mistakes;
    for (const auto& answer : all_answers_of(context, requested.account)) {
        answers.push_back({{"item", answer.item},
                           {"item_version", answer.item_version},
                           {"context", http::to_json(answer.context)},
                           {"response", boost::json::parse(answer.response)},
                           {"score_permille", answer.score_permille},
                           {"answered_at", answer.answered_at.utc_ms},
                           {"received_at", answer.received_at.utc_ms},
                           {"took_ms", answer.took_ms}});
    }
    for (const auto& [id, state] : store::load_lessons(context.db, requested.account)) {
        lessons.push_back({{"lesson", id},
                           {"items_answered", state.items_answered},
                           {"score_percent", state.score_percent},
                           {"started_at", state.started_at.utc_ms},
                           {"completed_at",
                            state.completed_at ? boost::json::value(state.completed_at->utc_ms) : boost::json::value(nullptr)}});
    }
    for (const auto& [day, state] : store::load_days(context.db, requested.account, {0}, context.today())) {
        days.push_back({{"day", to_text(day)},
                        {"answers", state.answers_count},
                        {"seconds", state.seconds()},
                        {"lessons_done", state.lessons_done},
                        {"tasks_done", state.tasks_done},
                        {"studied", state.studied}});
    }
    for (const auto& [test, each] : store::test_records_of(context.db, requested.account)) {
        tests.push_back({{"test", test},
                         {"try", each.number},
                         {"started_at", each.started_at.utc_ms},
                         {"score_percent", each.score_percent},
                         {"passed", each.passed}});
    }
    for (const auto& each : store::mistakes_of(context.db, requested.account)) {
        mistakes.push_back({{"item", each.item}, {"text", each.body}, {"reported_at", each.reported_at.utc_ms}});
    }
    context.effects["learning"] = {{"answers", std::move(answers)},
                                   {"lessons", std::move(lessons)},
                                   {"tasks", my_task_data(context, requested.account)},
                                   {"task_reviews_given", my_decision_data(context, requested.account)},
                                   {"tests", std::move(tests)},
                                   {"mistakes_reported", std::move(mistakes)},
                                   {"days", std::move(days)}};
}

}  // namespace learning
