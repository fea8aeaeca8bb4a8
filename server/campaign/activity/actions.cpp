#include "activity/actions.h"

#include "activity/store.h"

namespace campaign {
namespace {

std::optional<counters::Stay> place_of(Context& context, AccountId account) {
    const auto stays = store::load_stays(context.db, account);
    return stays.empty() ? std::nullopt : std::optional(stays.back());
}

void change(Context& context, units::UnitId unit, counters::Counts change) {
    activity::drop_old(context.today(), change);
    if (change.empty()) return;
    // The same lock as of the unit's other counters: with two of them, two transactions could wait for each other crosswise.
    context.db.lock("campaign_counters", unit.value);
    auto counts = store::load_activity(context.db, unit);
    counters::add(change, counts);
    activity::drop_old(context.today(), counts);
    store::save_activity(context.db, unit, counts);
}

void add_lesson(Context& context, AccountId account, const std::map<Day, std::int64_t>& lessons) {
    const auto place = place_of(context, account);
    if (!place) return;
    counters::Counts counts;
    activity::add_up({{}, lessons, 1}, place->group, 1, counts);
    change(context, place->unit, std::move(counts));
}

}  // namespace

void note_day_begun(Context& context, const learning::DayBegun& begun) {
    const auto place = place_of(context, begun.account);
    if (!place) return;
    counters::Counts counts;
    activity::add_day(begun.day, store::load_days_beside(context.db, begun.account, begun.day), place->group, counts);
    change(context, place->unit, std::move(counts));
}

void count_lesson(Context& context, const learning::LessonCompleted& completed) {
    add_lesson(context, completed.account, {{completed.day, 1}});
}

void count_mastered(Context& context, const learning::LessonMastered& mastered) { add_lesson(context, mastered.account, {}); }

void move_activity(Context& context, AccountId account, const std::optional<counters::Stay>& from,
                   const std::optional<counters::Stay>& to) {
    if (from && to && from->unit == to->unit && from->group == to->group) return;
    const auto done = store::load_done(context.db, account);
    std::map<units::UnitId, counters::Counts> changes;
    if (from) activity::add_up(done, from->group, -1, changes[from->unit]);
    if (to) activity::add_up(done, to->group, 1, changes[to->unit]);
    for (auto& [unit, counts] : changes)
        change(context, unit, std::move(counts));
}

std::int64_t recount_activity(Context& context, units::UnitId unit) {
    const auto today = context.today();
    counters::Counts all, counted, kept;
    // A day within the window may be the next of one before it.
    for (const auto& [group, done] : store::load_done_in(context.db, unit, today - activity::kTrendDays - activity::kWeekDays))
        activity::add_up(done, group, 1, all);
    counters::add(all, counted);
    counters::add(store::load_activity(context.db, unit), kept);
    activity::drop_old(today, counted);
    activity::drop_old(today, kept);
    if (counted == kept) return 0;
    store::save_activity(context.db, unit, counted);
    std::int64_t differing = 0;
    for (const auto& [name, counts] : counted) {
        const auto found = kept.find(name);
        differing += found == kept.end() || found->second != counts;
    }
    for (const auto& [name, counts] : kept) differing += !counted.contains(name);
    return differing;
}

}  // namespace campaign
