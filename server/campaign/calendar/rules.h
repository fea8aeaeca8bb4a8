#pragma once
// The report calendar as data: "the 15th of the last month of each quarter", "before 20 May".
#include "foundation/http/json.h"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace campaign {

enum class Every { quarter, year, once };
BOOST_DESCRIBE_ENUM(Every, quarter, year, once)

struct ReportRule {
    Every every = Every::year;
    std::optional<Whole<2000, 2200>> year;  // for once only
    Whole<1, 12> month;                     // of the quarter (1 to 3) or of the year
    Whole<1, 31> day;
    bool before = false;                 // that day is already too late
    std::int64_t cut_off_minute = 1020;  // minutes after midnight on the last good day; 1020 is 17:00
};
BOOST_DESCRIBE_STRUCT(ReportRule, (), (every, year, month, day, before, cut_off_minute))

namespace calendar {

inline constexpr std::int64_t kDraftDays = 7;  // a draft is ready so many days before

struct Due {
    std::string period;  // "2026-Q2", "2026", "2026-06-10": names the report among those of its rule
    Day on;              // the last day that is still in time
    Instant cut_off;     // what happened later is not in the report
    auto operator<=>(const Due&) const = default;
};

// The rule names days that exist, and a year when it needs one.
bool is_possible(const ReportRule& rule);
// All due reports whose last day is in [from, to], in order.
std::vector<Due> due_between(const ReportRule& rule, Day from, Day to);

enum class Timing { on_time, late, missing, open };
BOOST_DESCRIBE_ENUM(Timing, on_time, late, missing, open)
// submitted: when the report that was later approved, or is still looked at, was handed in.
Timing timing_of(Instant cut_off, std::optional<Instant> submitted, Instant now);

}  // namespace calendar
}  // namespace campaign
