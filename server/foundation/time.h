#pragma once
// Instants are UTC milliseconds. A day is a calendar day in Asia/Ho_Chi_Minh, which has been UTC+7 without daylight
// saving since 1975 (IANA tz database), so the conversion needs no table.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct Instant {
    std::int64_t utc_ms = 0;
    auto operator<=>(const Instant&) const = default;
};

// Days since 1970-01-01 in Asia/Ho_Chi_Minh; stored as BIGINT.
struct Day {
    std::int64_t number = 0;
    auto operator<=>(const Day&) const = default;
    Day operator+(std::int64_t days) const { return {number + days}; }
    Day operator-(std::int64_t days) const { return {number - days}; }
    std::int64_t operator-(Day other) const { return number - other.number; }
};

inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

inline Instant operator+(Instant at, std::int64_t ms) { return {at.utc_ms + ms}; }
inline std::int64_t operator-(Instant later, Instant earlier) { return later.utc_ms - earlier.utc_ms; }

Day day_of(Instant at);
Instant start_of(Day day);
int year_of(Day day);
// Monday is 0.
int weekday_of(Day day);

// "2026-11-22"; parsing refuses anything else, including days that do not exist.
std::string to_text(Day day);
std::optional<Day> parse_day(std::string_view text);

// Clocks are handed in, so that a test can turn the day.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
};

class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }
    void advance_ms(std::int64_t ms) { at_.utc_ms += ms; }

private:
    Instant at_;
};
