#include "facts/actions.h"

#include "curriculum/public.h"
#include "facts/store.h"
#include "measures/rules.h"
#include "public.h"

namespace campaign {
namespace {

const store::Fact kEnrolled{"enrolled", ""};

std::string group_word(units::TargetGroup group) { return boost::describe::enum_to_string(group, ""); }

// Counters of one unit are changed by one transaction at a time, so that two never wait for each other crosswise.
void lock_counts(Context& context, units::UnitId unit) { context.db.lock("campaign_counts", unit.value); }

void note(Context& context, AccountId account, const store::Fact& fact, Day day) {
    if (!store::add_fact(context.db, account, fact, day)) return;
    if (const auto place = store::find_place(context.db, account)) {
        lock_counts(context, place->unit);
        store::add_to_count(context.db, *place, fact, 1);
    }
}

void count_all(Context& context, AccountId account, const store::Place& place, std::int64_t people) {
    store::add_to_count(context.db, place, kEnrolled, people);
    for (const auto& fact : store::load_facts(context.db, account))
        store::add_to_count(context.db, place, fact, people);
}

void put(Context& context, AccountId account, const store::Place& place) {
    const auto before = store::find_place(context.db, account);
    if (before == place) return;
    lock_counts(context, before ? std::min(before->unit, place.unit) : place.unit);
    if (before && before->unit != place.unit) lock_counts(context, std::max(before->unit, place.unit));
    if (before) count_all(context, account, *before, -1);
    count_all(context, account, place, 1);
    store::save_place(context.db, account, place);
}

std::string lessons_of(const curriculum::Level& level) {
    std::string lessons = "|";
    for (const auto& id : level.lesson_ids)
        lessons += id + "|";
    return lessons;
}

std::vector<store::LevelLessons> levels_of(const curriculum::Library& library) {
    std::vector<store::LevelLessons> levels;
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels) {
            levels.push_back({level.id, lessons_of(level), static_cast<std::int64_t>(level.lesson_ids.size()),
                              level.test ? level.test->id : ""});
        }
    }
    return levels;
}

}  // namespace

void count_joined(Context& context, const identity::AccountJoined& joined) {
    put(context, joined.account, {joined.unit, group_word(joined.group)});
}

void count_moved(Context& context, const identity::PlaceChanged& changed) {
    if (const auto place = identity::primary_place(context, changed.account))
        put(context, changed.account, {place->unit, group_word(place->group)});
}

void count_erased(Context& context, const identity::AccountErased& erased) {
    if (const auto place = store::find_place(context.db, erased.account)) {
        lock_counts(context, place->unit);
        count_all(context, erased.account, *place, -1);
        store::delete_place(context.db, erased.account);
    }
    store::delete_facts(context.db, erased.account);
}

void note_day(Context& context, const learning::DayStudied& studied) {
    const auto days = store::count_days_studied(context.db, studied.account);
    if (measures::is_noted_day_count(days)) note(context, studied.account, {"active_days", std::to_string(days)}, studied.day);
}

void note_lesson(Context& context, const learning::LessonCompleted& completed) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(completed.lesson);
    const auto* level = lesson ? library->level_of(*lesson) : nullptr;
    if (!level) return;
    const auto count = store::count_lessons_completed(context.db, completed.account, lessons_of(*level));
    if (count == static_cast<std::int64_t>(level->lesson_ids.size()))
        note(context, completed.account, {"level_completed", level->id}, completed.day);
}

void note_level_test(Context& context, const learning::LevelTestTaken& taken) {
    if (taken.passed) note(context, taken.account, {"level_test_passed", taken.level_id}, taken.day);
}

void note_task(Context& context, const learning::TaskHandedIn& handed_in) {
    note(context, handed_in.account, {"applied_work_handed_in", ""}, handed_in.day);
}

void note_review(Context& context, const learning::TaskReviewed& reviewed) {
    if (reviewed.accepted) note(context, reviewed.account, {"applied_work_accepted", ""}, reviewed.day);
}

Recount recount(Context& context) {
    Recount result;
    result.facts_missing = store::add_missing_facts(context.db, levels_of(*curriculum::library(context)));
    result.counts_differing = store::count_differences(context.db);
    if (result.counts_differing > 0) store::rebuild_counts(context.db);
    return result;
}

void count_once(Context& context) {
    if (store::is_counted(context.db)) return;
    recount(context);
    store::set_counted(context.db);
}

}  // namespace campaign
