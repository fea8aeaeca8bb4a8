#include "foundation/time.h"

#include <fmt/format.h>

#include <chrono>

namespace {

constexpr std::int64_t kOffsetMs = 7 * kHourMs;

std::chrono::year_month_day calendar(Day day) {
    return std::chrono::sys_days(std::chrono::days(day.number));
}

}  // namespace

Day day_of(Instant at) {
    const auto local_ms = at.utc_ms + kOffsetMs;
    return {(local_ms >= 0 ? local_ms : local_ms - kDayMs + 1) / kDayMs};
}

Instant start_of(Day day) { return {day.number * kDayMs - kOffsetMs}; }

int year_of(Day day) { return static_cast<int>(calendar(day).year()); }

int weekday_of(Day day) {
    const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(day.number))};
    return static_cast<int>(weekday.iso_encoding()) - 1;
}

std::string to_text(Day day) {
    const auto date = calendar(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t count) -> int {
        int value = 0;
        for (const char digit : text.substr(from, count)) {
            if (digit < '0' || digit > '9') return -1;
            value = value * 10 + (digit - '0');
        }
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return Day{std::chrono::sys_days(date).time_since_epoch().count()};
}

Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}
