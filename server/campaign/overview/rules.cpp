#include "overview/rules.h"

namespace campaign {
namespace {

Overview make_empty(const Frame& frame) {
    Overview overview;
    overview.unit = frame.unit;
    overview.as_of = frame.as_of;
    overview.levels = frame.levels;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<units::TargetGroup>>(
        [&](auto each) { overview.groups.push_back({each.value, 0, 0, std::nullopt}); });
    for (auto ago = activity::kTrendDays - 1; ago >= 0; --ago) overview.daily.push_back({frame.today - ago, 0, 0});
    for (const auto& child : frame.children) {
        ChildCount count;
        count.unit = child;
        count.trend.assign(activity::kTrendDays, 0);
        overview.children.push_back(std::move(count));
    }
    return overview;
}

void add_people(Overview& overview, const UnitCount& counts) {
    overview.enrolled += counters::count_of(counts.enrolled, std::nullopt);
    overview.enrolled_week_ago += counts.enrolled_week_ago;
    overview.active_week += counters::count_of(counts.recent.active_week, std::nullopt);
    overview.active_week_before += counters::count_of(counts.recent.active_week_before, std::nullopt);
    overview.lessons_done += counts.recent.lessons_total;
    for (std::size_t group = 0; group < counters::kGroups; ++group) {
        overview.groups.at(group).enrolled += counts.enrolled[group];
        overview.groups.at(group).active_week += counts.recent.active_week[group];
    }
    for (std::size_t place = 0; place < counts.levels.size(); ++place) {
        overview.levels.at(place).learners_started += counts.levels[place].started;
        overview.levels.at(place).learners_done += counts.levels[place].done;
    }
}

void add_days(Overview& overview, const UnitCount& counts) {
    constexpr std::size_t kFirstOfWeek = activity::kTrendDays - activity::kWeekDays;
    for (std::size_t place = 0; place < counts.recent.days.size(); ++place) {
        const auto& day = counts.recent.days[place];
        overview.daily[place].active += day.active;
        overview.daily[place].lessons += day.lessons;
        if (place >= kFirstOfWeek) overview.lessons_done_week += day.lessons;
    }
}

void add_to_child(ChildCount& child, const UnitCount& counts) {
    child.enrolled += counters::count_of(counts.enrolled, std::nullopt);
    child.active_week += counters::count_of(counts.recent.active_week, std::nullopt);
    child.lessons_done += counts.recent.lessons_total;
    for (std::size_t place = 0; place < counts.recent.days.size(); ++place)
        child.trend[place] += counts.recent.days[place].active;
}

}  // namespace

Overview add_up(const std::vector<UnitCount>& counts, const Frame& frame) {
    auto overview = make_empty(frame);
    for (const auto& each : counts) {
        add_people(overview, each);
        add_days(overview, each);
        if (const auto child = frame.child_of(each.unit)) add_to_child(overview.children.at(*child), each);
    }
    overview.active_today = overview.daily.back().active;
    for (auto& child : overview.children) child.active_today = child.trend.back();
    return overview;
}

std::string describe_source(const units::Population& population) {
    return population.source + " (" + std::to_string(population.year) + ")";
}

}  // namespace campaign
