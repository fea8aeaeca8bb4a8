#pragma once
// The numbers of a unit, added up from counts by unit that the store brings. Pure.
#include "public.h"
#include "units/public.h"

#include <functional>

namespace campaign {

inline constexpr int kTrendDays = 28;
inline constexpr int kWeekDays = 7;

struct LevelCount {
    std::int64_t number = 0;
    std::int64_t learners_started = 0;
    std::int64_t learners_done = 0;
};
BOOST_DESCRIBE_STRUCT(LevelCount, (), (number, learners_started, learners_done))

struct GroupCount {
    units::TargetGroup target_group = units::TargetGroup::citizen;
    std::int64_t enrolled = 0;
    std::int64_t active_week = 0;
    std::optional<std::int64_t> eligible;
};
BOOST_DESCRIBE_STRUCT(GroupCount, (), (target_group, enrolled, active_week, eligible))

struct DayCount {
    Day day;
    std::int64_t active = 0;
    std::int64_t lessons = 0;
};
BOOST_DESCRIBE_STRUCT(DayCount, (), (day, active, lessons))

struct ChildCount {
    units::UnitRef unit;
    std::int64_t enrolled = 0;
    std::optional<std::int64_t> eligible;
    std::int64_t active_today = 0;
    std::int64_t active_week = 0;
    std::int64_t lessons_done = 0;
    std::vector<std::int64_t> trend;  // active people on each of the last 28 days, today last
};
BOOST_DESCRIBE_STRUCT(ChildCount, (), (unit, enrolled, eligible, active_today, active_week, lessons_done, trend))

struct Overview {
    units::UnitPath unit;
    Instant as_of;
    std::int64_t enrolled = 0, enrolled_week_ago = 0;
    std::int64_t active_today = 0, active_week = 0, active_week_before = 0;
    std::int64_t lessons_done = 0, lessons_done_week = 0;
    std::int64_t answers_today = 0;
    std::optional<std::int64_t> eligible;
    std::optional<std::string> eligible_source;
    std::vector<LevelCount> levels;
    std::vector<GroupCount> groups;
    std::vector<DayCount> daily;  // 28 days, today last
    std::vector<ChildCount> children;
};
BOOST_DESCRIBE_STRUCT(Overview, (), (unit, as_of, enrolled, enrolled_week_ago, active_today, active_week, active_week_before,
                                     lessons_done, lessons_done_week, answers_today, eligible, eligible_source, levels, groups,
                                     daily, children))

// Counts within a subtree, by the unit people belong to.
struct EnrolledRow {
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::int64_t people = 0;
    std::int64_t people_week_ago = 0;
};
struct ActiveRow {
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::int64_t week = 0;
    std::int64_t week_before = 0;
};
struct DayRow {
    units::UnitId unit;
    Day day;
    std::int64_t active = 0;
    std::int64_t lessons = 0;
    std::int64_t answers = 0;
};
// How many learners have completed so many lessons of a level.
struct LessonsRow {
    units::UnitId unit;
    std::int64_t level = 0;
    std::int64_t lessons = 0;
    std::int64_t learners = 0;
};
struct StartedRow {
    std::int64_t level = 0;
    std::int64_t learners = 0;
};
struct Counts {
    std::vector<EnrolledRow> enrolled;
    std::vector<ActiveRow> active;
    std::vector<DayRow> days;  // of the last 28
    std::vector<LessonsRow> lessons;
    std::vector<StartedRow> started;
};

// What the numbers stand in.
struct Frame {
    units::UnitPath unit;
    Instant as_of;
    Day today;
    std::map<std::int64_t, std::int64_t> lessons_by_level;
    std::vector<units::UnitRef> children;
    // Which child a unit of the subtree is within; nothing for the unit itself.
    std::function<std::optional<std::size_t>(units::UnitId)> child_of;
};

// Populations are still missing in what comes back.
Overview add_up(const Counts& counts, const Frame& frame);

// Bringing the numbers takes some 40 µs of a processor for each person. Those of large units are kept as many
// milliseconds as they have people, so that an open page costs a few percent of one core at any size; as_of tells.
inline constexpr std::int64_t kKeptFromPeople = 5'000;
bool is_fresh(const Overview& kept, Instant now);

std::string describe_source(const units::Population& population);

}  // namespace campaign
