// How far a person has come: lessons in their order, days that count. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/time.h"
#include "paths/rules.h"

namespace learning::progress {

struct LessonState {
    std::string lesson;
    std::int64_t level = 1;
    std::int64_t items_answered = 0;
    std::int64_t score_percent = 0;  // of first answers; of those given so far while the lesson is not completed
    Instant started_at;
    std::optional<Instant> completed_at;
};
using LessonStates = std::map<std::string, LessonState, std::less<>>;

enum class LessonStatus { locked, next, open, started, done };
BOOST_DESCRIBE_ENUM(LessonStatus, locked, next, open, started, done)

// The first lesson of the path not yet completed is next (or started). Each further stretch has a first lesson that is open,
// too; what stands behind those is locked. One begun out of turn, on a device that had no network, stays open to be finished.
std::map<std::string, LessonStatus> statuses_of(const std::vector<paths::Stretch>& path, const LessonStates& states);
// Of one lesson of the path.
LessonStatus status_of(const std::vector<paths::Stretch>& path, const LessonStates& states, const std::string& lesson);

std::int64_t percent_of(const std::vector<std::int64_t>& scores_permille);

// What makes a day one of study.
inline constexpr std::int64_t kAnswersForADay = 5;
bool is_day_of_study(std::int64_t answers_count, std::int64_t lessons_done);

// What a person did on one day; also what one request adds to it.
struct DayState {
    std::int64_t answers_count = 0;
    std::int64_t took_ms = 0;
    std::int64_t review_seconds = 0;
    std::int64_t lesson_seconds = 0;
    std::int64_t task_seconds = 0;
    std::int64_t lessons_done = 0;
    std::int64_t tasks_done = 0;
    bool studied = false;
    std::int64_t seconds() const { return review_seconds + lesson_seconds + task_seconds; }
};
using Days = std::map<Day, DayState>;

// Whether a change was the first thing of its day, which now stands so.
bool is_begun_by(const DayState& change, const DayState& now);

enum class WeekDayState { done, partial, missed, frozen, today, future };
BOOST_DESCRIBE_ENUM(WeekDayState, done, partial, missed, frozen, today, future)

struct WeekDay {
    Day day;
    WeekDayState state = WeekDayState::future;
};
BOOST_DESCRIBE_STRUCT(WeekDay, (), (day, state))

Day monday_of(Day day);
// Monday to Sunday of the week that today stands in.
std::vector<WeekDay> week_of(Day today, const Days& days, const std::set<Day>& frozen);

}  // namespace learning::progress
