#include "ledger/actions.h"

#include "curriculum/public.h"
#include "ledger/store.h"
#include "ranking/actions.h"
#include "scoring/rules.h"
#include "streak/actions.h"

#include <map>

namespace rewards {
namespace {

constexpr std::int64_t kFrozenShownDays = 28;

const scoring::Scoring& scoring_of(const Context& context) {
    return context.services.get<scoring::Scoring>();
}

// What one person earns by one request: read once, decided claim by claim, saved once. Learning publishes while it holds the
// learner's lock, so nobody else changes it meanwhile.
class Purse {
public:
    Purse(Context& context, AccountId account, Day day) : context_(context) {
        const auto stored = store::load_purse(context.db, account, day).value_or(store::Purse{{account, 0, context.now, {}}, {}});
        before_ = totals_ = stored.totals;
        so_far_[day] = stored.day;
    }

    const store::Totals& totals() const { return totals_; }

    void earn(const std::optional<scoring::Claim>& claim) {
        if (!claim) return;
        auto& so_far = so_far_of(claim->day);
        const auto points = scoring::granted(scoring_of(context_), *claim, so_far);
        const ledger::Entry entry{context_.fresh_id(), totals_.account, context_.now, claim->day, claim->reason,
                                  claim->subject, claim->once_on, points, claim->points - points};
        if (!store::add_entry_once(context_.db, entry) || points == 0) return;
        begin();
        const auto count = scoring::count_of(*claim, points);
        so_far = so_far + count;
        auto& gain = gained_[claim->day];
        gain.points += points;
        gain.counts = gain.counts + count;
        totals_.points += points;
        totals_.reached_at = context_.now;
    }

    void study(Day day) {
        begin();
        for (const auto& week : extend_streak(context_, totals_, day)) {
            earn(scoring::claim_of_week(scoring_of(context_), week.run_days, week.completed_on));
        }
    }

    // Saves, tells the rankings after the commit, and the reply what this request brought and where the person stands now.
    void close() {
        for (const auto& [day, gain] : gained_) store::add_to_day(context_.db, totals_.account, day, gain);
        if (totals_.points != before_.points) {
            store::save_points(context_.db, totals_.account, totals_.points, totals_.reached_at);
            raise_in_rankings(context_, totals_.account, totals_.points, totals_.reached_at);
        }
        const auto streak = streak::carry_to(totals_.streak, context_.today());
        auto& effects = context_.effects;
        effects["points_gained"] = totals_.points - before_.points;
        effects["streak_grew"] = streak.days > streak::carry_to(before_.streak, context_.today()).days;
        effects["points_total"] = totals_.points;
        effects["streak_days"] = streak.days;
        effects["freezes"] = streak.freezes;
        effects["rank"] = http::to_json(rank_with(context_, totals_.account, totals_.points, totals_.reached_at));
    }

private:
    // Only who earned something has totals.
    void begin() {
        if (std::exchange(is_begun_, true)) return;
        if (before_.points == 0) store::add_totals_once(context_.db, before_);
    }

    scoring::DayPoints& so_far_of(Day day) {
        const auto known = so_far_.find(day);
        if (known != so_far_.end()) return known->second;
        const auto stored = store::load_purse(context_.db, totals_.account, day);
        return so_far_[day] = stored ? stored->day : scoring::DayPoints{};
    }

    Context& context_;
    store::Totals before_, totals_;
    std::map<Day, scoring::DayPoints> so_far_;
    std::map<Day, store::DayGain> gained_;
    bool is_begun_ = false;
};

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

Reckoning reckoning_of(Context& context, AccountId account, Day today) {
    const auto& rules = scoring_of(context);
    const auto purse = store::load_purse(context.db, account, today);
    const auto used = purse ? purse->day : scoring::DayPoints{};
    return {today,
            used.capped,
            used.reviews,
            used.self_rated,
            rules.item_right,
            rules.review_on_time,
            rules.review_self_rated,
            rules.lesson_completed,
            rules.task_done,
            rules.daily_goal,
            rules.streak_week,
            rules.day_max,
            rules.reviews_day_max,
            rules.self_rated_day_max,
            rules.freeze_after_days,
            rules.freezes_max};
}

}  // namespace

void reward_answers(Context& context, const learning::AnswersTaken& taken) {
    const auto& scoring = scoring_of(context);
    Purse purse(context, taken.account, taken.answers.empty() ? taken.day : taken.answers.front().day);
    for (const auto& answer : taken.answers) purse.earn(scoring::claim_of(scoring, answer));
    for (const auto& lesson : taken.lessons) purse.earn(scoring::claim_of(scoring, lesson));
    for (const auto& day : taken.days) {
        purse.earn(scoring::claim_of(scoring, day));
        purse.study(day.day);
    }
    purse.close();
    // Nothing new: most likely a retry, perhaps of a commit whose reply was lost with the connection to the database, and
    // with it the hook that tells the rankings.
    const auto& totals = purse.totals();
    if (taken.answers.empty() && totals.points > 0) raise_in_rankings(context, totals.account, totals.points, totals.reached_at);
}

void reward_task(Context& context, const learning::TaskHandedIn& handed_in) {
    Purse purse(context, handed_in.account, handed_in.day);
    purse.earn(scoring::claim_of(scoring_of(context), handed_in));
    purse.close();
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
                   streak::next_freeze_in_days(streak, freeze_rule_of(context)), frozen_days(context, totals, today - kFrozenShownDays, today),
                   streak.run, streak.studied_on.number > 0 ? std::optional(streak.studied_on) : std::nullopt};
    seen.reckoning = reckoning_of(context, account, today);
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
