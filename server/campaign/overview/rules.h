#pragma once
// The numbers of a unit, added up from counts by unit that the store brings. Pure.
#include "activity/rules.h"
#include "public.h"
#include "units/public.h"

#include <functional>

namespace campaign {

struct LevelCount {
    std::string level_id;
    std::int64_t number = 0;
    std::string title;
    std::int64_t learners_started = 0;
    std::int64_t learners_done = 0;
};
BOOST_DESCRIBE_STRUCT(LevelCount, (), (level_id, number, title, learners_started, learners_done))

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
    std::optional<std::int64_t> eligible;
    std::optional<std::string> eligible_source;
    std::vector<LevelCount> levels;
    std::vector<GroupCount> groups;
    std::vector<DayCount> daily;  // 28 days, today last
    std::vector<ChildCount> children;
};
BOOST_DESCRIBE_STRUCT(Overview, (), (unit, as_of, enrolled, enrolled_week_ago, active_today, active_week, active_week_before,
                                     lessons_done, lessons_done_week, eligible, eligible_source, levels, groups,
                                     daily, children))

// What is known of the people of one unit, without those below it.
struct UnitCount {
    units::UnitId unit;
    counters::ByGroup enrolled{};
    std::int64_t enrolled_week_ago = 0;
    struct Level {
        std::int64_t started = 0, done = 0;
    };
    std::vector<Level> levels;  // in the frame's order
    activity::Recent recent;
};

// What the numbers stand in.
struct Frame {
    units::UnitPath unit;
    Instant as_of;
    Day today;
    std::vector<LevelCount> levels;  // nobody counted yet
    std::vector<units::UnitRef> children;
    // Which child a unit of the subtree is within; nothing for the unit itself.
    std::function<std::optional<std::size_t>(units::UnitId)> child_of;
};

// Populations are still missing in what comes back.
Overview add_up(const std::vector<UnitCount>& counts, const Frame& frame);

std::string describe_source(const units::Population& population);

}  // namespace campaign
