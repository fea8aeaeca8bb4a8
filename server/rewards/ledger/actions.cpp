#include "ledger/actions.h"

#include "curriculum/public.h"
#include "ledger/store.h"
#include "ranking/actions.h"
#include "scoring/rules.h"
#include "streak/actions.h"

#include <algorithm>

namespace rewards {
namespace {

constexpr std::int64_t kFrozenShownDays = 28;

const scoring::Scoring& scoring_of(const Context& context) {
    return context.services.get<scoring::Scoring>();
}

// Learning publishes while it holds the learner's lock, so nobody else changes this purse now.
store::Purse open_purse(Context& context, AccountId account, Day day) {
    if (const auto purse = store::load_purse(context.db, account, day)) return *purse;
    const store::Totals nothing{account, 0, context.now, {}};
    store::add_totals_once(context.db, nothing);
    return {nothing, {}};
}

void earn(Context& context, store::Purse& purse, const std::optional<scoring::Claim>& claim) {
    if (!claim) return;
    const auto points = scoring::granted(scoring_of(context), *claim, purse.day);
    const ledger::Entry entry{context.fresh_id(), purse.totals.account, context.now, claim->day, claim->reason,
                              claim->subject, claim->once_on, points, claim->points - points};
    if (!store::add_entry_once(context.db, entry) || points == 0) return;
    const auto count = scoring::count_of(*claim, points);
    store::add_to_day(context.db, entry, count);
    // A week completed on another day than the purse was opened for stands outside of the caps, so this never misleads.
    purse.day = purse.day + count;
    purse.totals.points += points;
    purse.totals.reached_at = context.now;
}

// Saves what was earned, tells the rankings after the commit, and adds up for the reply what this request brought.
void close_purse(Context& context, const store::Totals& before, const store::Totals& after) {
    if (after.points != before.points) {
        store::save_points(context.db, after.account, after.points, after.reached_at);
        raise_in_rankings(context, after.account, after.points, after.reached_at);
    }
    auto& effects = context.effects;
    // Read both before writing either: an insertion may move what the object holds.
    const auto* gained = effects.if_contains("points_gained");
    const auto gained_before = gained ? gained->as_int64() : 0;
    const auto* grew = effects.if_contains("streak_grew");
    const bool grew_before = grew && grew->as_bool();
    const auto today = context.today();
    effects["points_gained"] = gained_before + after.points - before.points;
    effects["streak_grew"] = grew_before || streak::carry_to(after.streak, today).days > streak::carry_to(before.streak, today).days;
}

void tell_standing(Context& context, const store::Totals& totals) {
    auto& effects = context.effects;
    const auto streak = streak::carry_to(totals.streak, context.today());
    effects["points_total"] = totals.points;
    effects["streak_days"] = streak.days;
    effects["freezes"] = streak.freezes;
    effects["rank"] = http::to_json(rank_with(context, totals.account, totals.points, totals.reached_at));
}

std::string lesson_title(const curriculum::Library& library, const ledger::Entry& entry) {
    auto lesson_id = entry.subject;
    if (entry.reason == Reason::item_right || entry.reason == Reason::review_on_time) {
        const auto* item = library.item(entry.subject);
        lesson_id = item ? item->lesson_id : std::string();
    }
    const auto* lesson = library.lesson(lesson_id);
    return lesson ? lesson->title : std::string();
}

std::vector<PointEntry> explain(Context& context, const std::vector<ledger::Entry>& entries) {
    const auto library = curriculum::library(context);
    std::vector<PointEntry> explained;
    for (const auto& entry : entries) {
        explained.push_back({entry.id, entry.at, entry.points, entry.reason,
                             ledger::sentence_of(entry, lesson_title(*library, entry))});
    }
    return explained;
}

}  // namespace

void reward_answer(Context& context, const learning::AnswerMarked& marked) {
    const auto claim = scoring::claim_of(scoring_of(context), marked);
    if (!claim) return;
    auto purse = open_purse(context, marked.account, marked.day);
    const auto before = purse.totals;
    earn(context, purse, claim);
    close_purse(context, before, purse.totals);
}

void reward_lesson(Context& context, const learning::LessonCompleted& completed) {
    auto purse = open_purse(context, completed.account, completed.day);
    const auto before = purse.totals;
    earn(context, purse, scoring::claim_of(scoring_of(context), completed));
    close_purse(context, before, purse.totals);
}

void reward_day(Context& context, const learning::DayStudied& studied) {
    auto purse = open_purse(context, studied.account, studied.day);
    const auto before = purse.totals;
    earn(context, purse, scoring::claim_of(scoring_of(context), studied));
    for (const auto& week : extend_streak(context, purse.totals, studied.day)) {
        earn(context, purse, scoring::claim_of_week(scoring_of(context), week.run_days, week.completed_on));
    }
    close_purse(context, before, purse.totals);
}

void reward_task(Context& context, const learning::TaskHandedIn& handed_in) {
    auto purse = open_purse(context, handed_in.account, handed_in.day);
    const auto before = purse.totals;
    earn(context, purse, scoring::claim_of(scoring_of(context), handed_in));
    close_purse(context, before, purse.totals);
    tell_standing(context, purse.totals);
}

void tell_after_answers(Context& context, const learning::AnswersTaken& taken) {
    const auto totals = store::load_totals(context.db, taken.account).value_or(store::Totals{taken.account, 0, context.now, {}});
    close_purse(context, totals, totals);
    // Nothing new: most likely a retry, perhaps of a commit whose reply was lost with the connection to the database, and
    // with it the hook that tells the rankings.
    if (taken.new_count == 0 && totals.points > 0) raise_in_rankings(context, taken.account, totals.points, totals.reached_at);
    tell_standing(context, totals);
}

PointsPage points_of(Context& context, AccountId account, std::int64_t before, std::int64_t limit) {
    auto entries = store::entries_of(context.db, account, before, limit + 1);
    PointsPage page;
    if (entries.size() > static_cast<std::size_t>(limit)) {
        entries.pop_back();
        page.next_before = entries.back().id;
    }
    page.entries = explain(context, entries);
    return page;
}

RewardsSeen rewards_of(Context& context, AccountId account) {
    RewardsSeen seen;
    const auto today = context.today();
    const auto totals = store::load_totals(context.db, account).value_or(store::Totals{account, 0, {}, {}});
    seen.points_total = totals.points;
    seen.points_week = store::points_since(context.db, account, today - weekday_of(today));
    const auto streak = streak::carry_to(totals.streak, today);
    seen.streak = {streak.days, streak.freezes, streak.longest, streak.studied_on == today,
                   streak::next_freeze_in_days(streak, freeze_rule_of(context)), frozen_days(context, totals, today - kFrozenShownDays, today)};
    return seen;
}

void tell_frozen_days(Context& context, const learning::WeekAsked& asked) {
    const auto totals = store::load_totals(context.db, asked.account);
    if (!totals) return;
    context.effects[learning::kFrozenOn] = http::to_json(frozen_days(context, *totals, asked.from, asked.to));
}

void add_my_data(Context& context, const identity::DataRequested& requested) {
    const auto seen = rewards_of(context, requested.account);
    const auto entries = store::entries_of(context.db, requested.account, 0, std::numeric_limits<std::int64_t>::max());
    context.effects["rewards"] = boost::json::object{
        {"points_total", seen.points_total}, {"streak", http::to_json(seen.streak)}, {"ledger", http::to_json(explain(context, entries))}};
}

}  // namespace rewards
