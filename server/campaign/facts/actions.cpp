#include "facts/actions.h"

#include "activity/actions.h"
#include "counters/store.h"
#include "curriculum/public.h"
#include "facts/store.h"
#include "measures/rules.h"
#include "public.h"

namespace campaign {
namespace {

// Counters of one unit are changed by one transaction at a time; several units in the order of their ids, so that two
// transactions never wait for each other crosswise.
void change(Context& context, const counters::Changes& changes) {
    for (auto at = changes.begin(); at != changes.end();) {
        const auto unit = at->first.first;
        std::map<Day, counters::Counts> days;
        for (; at != changes.end() && at->first.first == unit; ++at) {
            // Read again, which leaves out what came and went.
            auto counts = counters::read_counts(counters::write_counts(at->second));
            if (!counts.empty()) days.emplace(at->first.second, std::move(counts));
        }
        if (days.empty()) continue;
        context.db.lock("campaign_counters", unit.value);
        store::change_counters(context.db, unit, days);
    }
}

void note(Context& context, AccountId account, const store::Fact& fact, Day day) {
    if (!store::add_fact(context.db, account, fact, day)) return;
    counters::Changes changes;
    counters::add_person(store::load_stays(context.db, account), {{counters::name_of(fact.measure, fact.detail), day}}, 1, changes);
    change(context, changes);
}

// All that a person counts for; being enrolled holds from the first day of each stay.
std::vector<counters::Reached> reached_by(Context& context, AccountId account) {
    std::vector<counters::Reached> reached{{counters::kEnrolled, Day{0}}};
    for (const auto& [fact, on] : store::load_facts(context.db, account))
        reached.push_back({counters::name_of(fact.measure, fact.detail), on});
    return reached;
}

void place(Context& context, AccountId account, const std::vector<counters::Stay>& stays) {
    const auto before = store::load_stays(context.db, account);
    if (before == stays) return;
    const auto reached = reached_by(context, account);
    counters::Changes changes;
    counters::add_person(before, reached, -1, changes);
    counters::add_person(stays, reached, 1, changes);
    change(context, changes);
    store::save_stays(context.db, account, stays);
    const auto last = [](const auto& all) { return all.empty() ? std::nullopt : std::optional(all.back()); };
    move_activity(context, account, last(before), last(stays));
}

std::string lessons_of(const curriculum::Level& level) {
    std::string lessons = "|";
    for (const auto& id : level.lesson_ids)
        lessons += id + "|";
    return lessons;
}

void note_level_of(Context& context, AccountId account, const std::string& lesson, Day day) {
    const auto library = curriculum::library(context);
    const auto* known = library->lesson(lesson);
    const auto* level = known ? library->level_of(*known) : nullptr;
    if (!level) return;
    const auto count = store::count_lessons_completed(context.db, account, lessons_of(*level));
    if (count == static_cast<std::int64_t>(level->lesson_ids.size())) note(context, account, {"level_completed", level->id}, day);
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
    place(context, joined.account, store::load_places(context.db, joined.account));
}

void count_moved(Context& context, const identity::PlaceChanged& changed) {
    place(context, changed.account, store::load_places(context.db, changed.account));
}

void count_erased(Context& context, const identity::AccountErased& erased) {
    place(context, erased.account, {});
    store::delete_facts(context.db, erased.account);
}

void note_day(Context& context, const learning::DayStudied& studied) {
    const auto days = store::count_days_studied(context.db, studied.account);
    if (measures::is_noted_day_count(days)) note(context, studied.account, {"active_days", std::to_string(days)}, studied.day);
}

void note_begun(Context& context, const learning::LessonBegun& begun) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(begun.lesson);
    if (const auto* level = lesson ? library->level_of(*lesson) : nullptr)
        note(context, begun.account, {"level_started", level->id}, begun.day);
}

void note_lesson(Context& context, const learning::LessonCompleted& completed) {
    note_level_of(context, completed.account, completed.lesson, completed.day);
}

void note_mastered(Context& context, const learning::LessonMastered& mastered) {
    note_level_of(context, mastered.account, mastered.lesson, mastered.day);
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
    result.counts_differing = store::count_misplaced(context.db);
    if (result.counts_differing > 0) store::rebuild_stays(context.db);
    for (const auto unit : store::load_counted_units(context.db)) {
        result.counts_differing += recount_activity(context, unit);
        auto kept = store::load_days_of(context.db, unit), counted = store::count_days_of(context.db, unit);
        counters::drop_unchanged(kept);
        counters::drop_unchanged(counted);
        if (kept == counted) continue;
        result.counts_differing += counters::count_differing(kept, counted);
        store::save_days_of(context.db, unit, counted);
    }
    return result;
}

void count_once(Context& context) {
    if (store::is_counted(context.db)) return;
    recount(context);
    store::set_counted(context.db);
}

}  // namespace campaign
