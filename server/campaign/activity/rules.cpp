#include "activity/rules.h"

#include <charconv>

namespace campaign::activity {
namespace {

constexpr std::string_view kActive = "active", kBegan = "began", kLessons = "lessons", kStopped = "stopped";

void add(std::string_view measure, std::string_view detail, units::TargetGroup group, std::int64_t count, counters::Counts& counts) {
    counts[counters::name_of(measure, detail)][static_cast<std::size_t>(group)] += count;
}

// The measure and the day of a counter's name; day 0: of no day.
std::pair<std::string_view, Day> take_apart(std::string_view name) {
    const auto bar = name.find('|');
    ensure(bar != std::string_view::npos, "a counter's name has two parts");
    Day day{0};
    std::from_chars(name.data() + bar + 1, name.data() + name.size(), day.number);
    return {name.substr(0, bar), day};
}

void add_to(counters::ByGroup& sums, const counters::ByGroup& counts, std::int64_t times) {
    for (std::size_t group = 0; group < counters::kGroups; ++group)
        sums[group] += times * counts[group];
}

}  // namespace

void add_up(const Done& done, units::TargetGroup group, std::int64_t times, counters::Counts& counts) {
    for (std::size_t place = 0; place < done.days.size(); ++place) {
        const auto day = done.days[place];
        const auto name = std::to_string(day.number);
        add(kActive, name, group, times, counts);
        if (place == 0 || day - done.days[place - 1] >= kWeekDays) add(kBegan, name, group, times, counts);
        if (place + 1 == done.days.size() || done.days[place + 1] - day >= kWeekDays) add(kStopped, name, group, times, counts);
    }
    for (const auto& [day, lessons] : done.lessons)
        add(kLessons, std::to_string(day.number), group, times * lessons, counts);
    if (done.lessons_total != 0) add(kLessons, "", group, times * done.lessons_total, counts);
}

void add_day(Day day, const Beside& beside, units::TargetGroup group, counters::Counts& counts) {
    Done before, after;
    if (beside.before) before.days.push_back(*beside.before);
    after.days = before.days;
    after.days.push_back(day);
    for (auto* done : {&before, &after}) {
        if (beside.after) done->days.push_back(*beside.after);
    }
    add_up(before, group, -1, counts);
    add_up(after, group, 1, counts);
}

void drop_old(Day today, counters::Counts& counts) {
    std::erase_if(counts, [&](const auto& counter) {
        const auto [measure, day] = take_apart(counter.first);
        const bool is_of_weeks = measure == kBegan || measure == kStopped;
        return day.number != 0 && today - day >= (is_of_weeks ? 2 * kWeekDays : kTrendDays);
    });
}

Recent read(std::string_view text, Day today) {
    Recent recent;
    counters::for_each(text, [&](std::string_view name, const counters::ByGroup& counts) {
        const auto [measure, day] = take_apart(name);
        if (measure == kLessons && day.number == 0) recent.lessons_total = counters::count_of(counts, std::nullopt);
        const auto ago = today - day;
        if (day.number == 0 || ago < 0 || ago >= kTrendDays) return;
        auto& then = recent.days[static_cast<std::size_t>(kTrendDays - 1 - ago)];
        if (measure == kActive) then.active = counters::count_of(counts, std::nullopt);
        if (measure == kLessons) then.lessons = counters::count_of(counts, std::nullopt);
        // Who was active in the week before is who is active in this one, without those who only began in it, and with those
        // who stopped then.
        if (measure == kStopped && ago < 2 * kWeekDays) add_to(recent.active_week_before, counts, 1);
        if (ago >= kWeekDays) return;
        if (measure == kStopped) add_to(recent.active_week, counts, 1);
        if (measure == kBegan) add_to(recent.active_week_before, counts, -1);
    });
    return recent;
}

}  // namespace campaign::activity
