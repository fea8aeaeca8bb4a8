#include "overview/rules.h"

namespace campaign {
namespace {

// How long ago a day of the trend was: 0 today, at most 27; nothing outside of it.
std::optional<std::int64_t> days_ago(Day day, Day today) {
    const auto ago = today - day;
    if (ago < 0 || ago >= kTrendDays) return std::nullopt;
    return ago;
}

template <class Row>
ChildCount* child_of(Overview& overview, const Frame& frame, const Row& row) {
    const auto child = frame.child_of(row.unit);
    return child ? &overview.children.at(*child) : nullptr;
}

GroupCount& group_of(Overview& overview, units::TargetGroup group) { return overview.groups.at(static_cast<std::size_t>(group)); }

Overview make_empty(const Frame& frame) {
    Overview overview;
    overview.unit = frame.unit;
    overview.as_of = frame.as_of;
    for (const auto& [level, lessons] : frame.lessons_by_level) overview.levels.push_back({level, 0, 0});
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<units::TargetGroup>>(
        [&](auto each) { overview.groups.push_back({each.value, 0, 0, std::nullopt}); });
    for (auto ago = kTrendDays - 1; ago >= 0; --ago) overview.daily.push_back({frame.today - ago, 0, 0});
    for (const auto& child : frame.children) {
        ChildCount count;
        count.unit = child;
        count.trend.assign(kTrendDays, 0);
        overview.children.push_back(std::move(count));
    }
    return overview;
}

void add_people(Overview& overview, const Counts& counts, const Frame& frame) {
    for (const auto& row : counts.enrolled) {
        overview.enrolled += row.people;
        overview.enrolled_week_ago += row.people_week_ago;
        group_of(overview, row.group).enrolled += row.people;
        if (auto* child = child_of(overview, frame, row)) child->enrolled += row.people;
    }
    for (const auto& row : counts.active) {
        overview.active_week += row.week;
        overview.active_week_before += row.week_before;
        group_of(overview, row.group).active_week += row.week;
        if (auto* child = child_of(overview, frame, row)) child->active_week += row.week;
    }
}

void add_days(Overview& overview, const Counts& counts, const Frame& frame) {
    for (const auto& row : counts.days) {
        const auto ago = days_ago(row.day, frame.today);
        if (!ago) continue;
        const auto place = static_cast<std::size_t>(kTrendDays - 1 - *ago);
        overview.daily[place].active += row.active;
        overview.daily[place].lessons += row.lessons;
        if (*ago < kWeekDays) overview.lessons_done_week += row.lessons;
        if (*ago == 0) overview.active_today += row.active;
        if (*ago == 0) overview.answers_today += row.answers;
        auto* child = child_of(overview, frame, row);
        if (!child) continue;
        child->trend[place] += row.active;
        if (*ago == 0) child->active_today += row.active;
    }
}

void add_lessons(Overview& overview, const Counts& counts, const Frame& frame) {
    for (const auto& row : counts.lessons) {
        overview.lessons_done += row.lessons * row.learners;
        if (auto* child = child_of(overview, frame, row)) child->lessons_done += row.lessons * row.learners;
        for (auto& level : overview.levels) {
            const bool done = level.number == row.level && row.lessons >= frame.lessons_by_level.at(row.level);
            if (done) level.learners_done += row.learners;
        }
    }
    for (const auto& row : counts.started) {
        for (auto& level : overview.levels) {
            if (level.number == row.level) level.learners_started += row.learners;
        }
    }
}

}  // namespace

Overview add_up(const Counts& counts, const Frame& frame) {
    auto overview = make_empty(frame);
    add_people(overview, counts, frame);
    add_days(overview, counts, frame);
    add_lessons(overview, counts, frame);
    return overview;
}

bool is_fresh(const Overview& kept, Instant now) {
    return kept.enrolled >= kKeptFromPeople && kept.as_of <= now && now - kept.as_of < kept.enrolled;
}

std::string describe_source(const units::Population& population) {
    return population.source + " (" + std::to_string(population.year) + ")";
}

}  // namespace campaign
