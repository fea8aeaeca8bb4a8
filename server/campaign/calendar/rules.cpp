#include "calendar/rules.h"

#include <algorithm>
#include <cstdio>

namespace campaign::calendar {
namespace {

std::optional<Day> make_day(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(year), static_cast<int>(month), static_cast<int>(day));
    return parse_day(text);
}

Due make_due(const ReportRule& rule, std::string period, Day day) {
    const auto on = rule.before ? day - 1 : day;
    return {std::move(period), on, start_of(on) + rule.cut_off_minute * kMinuteMs};
}

void add_year(const ReportRule& rule, int year, std::vector<Due>& dues) {
    const auto year_text = std::to_string(year);
    if (rule.every == Every::quarter) {
        for (int quarter = 0; quarter < 4; ++quarter) {
            if (const auto day = make_day(year, quarter * 3 + rule.month, rule.day)) {
                dues.push_back(make_due(rule, year_text + "-Q" + std::to_string(quarter + 1), *day));
            }
        }
    } else if (const auto day = make_day(year, rule.month, rule.day)) {
        dues.push_back(make_due(rule, year_text, *day));
    }
}

}  // namespace

bool is_possible(const ReportRule& rule) {
    if (rule.cut_off_minute < 0 || rule.cut_off_minute >= 24 * 60) return false;
    if ((rule.every == Every::once) != rule.year.has_value()) return false;
    switch (rule.every) {
        case Every::quarter:
            // Every quarter must have the day: the shortest month at each place has 28 (February), 30 or 30 days.
            return rule.month >= 1 && rule.month <= 3 && rule.day >= 1 && rule.day <= (rule.month == 2 ? 28 : 30);
        case Every::year:
            return make_day(2026, rule.month, rule.day).has_value();  // not a leap year
        case Every::once:
            return make_day(rule.year->value, rule.month, rule.day).has_value();
    }
    return false;
}

std::vector<Due> due_between(const ReportRule& rule, Day from, Day to) {
    std::vector<Due> dues;
    if (!is_possible(rule) || to < from) return dues;
    if (rule.every == Every::once) {
        const auto day = *make_day(rule.year->value, rule.month, rule.day);
        dues.push_back(make_due(rule, to_text(day), day));
    } else {
        // "Before 1 January" ends in the year before, hence one more.
        for (int year = year_of(from); year <= year_of(to) + 1; ++year)
            add_year(rule, year, dues);
    }
    std::erase_if(dues, [&](const Due& due) { return due.on < from || to < due.on; });
    return dues;
}

Timing timing_of(Instant cut_off, std::optional<Instant> submitted, Instant now) {
    if (submitted) return *submitted <= cut_off ? Timing::on_time : Timing::late;
    return now <= cut_off ? Timing::open : Timing::missing;
}

}  // namespace campaign::calendar
