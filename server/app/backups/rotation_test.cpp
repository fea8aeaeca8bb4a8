#include "app/backups/rotation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace {

using app::backup_name;
using app::Keep;
using app::surplus;

const Day kSunday = *parse_day("2026-11-22");

// One made each day up to the last, thinned out each day as the job does it.
std::vector<std::string> after_days(Day first, Day last, const Keep& keep) {
    std::vector<std::string> names;
    for (auto day = first; day <= last; day = day + 1) {
        names.push_back(backup_name(day));
        for (const auto& old : surplus(names, keep))
            std::erase(names, old);
    }
    return names;
}

TEST(BackupRotation, KeepsDaysThenTheLastOfEachWeekThenOfEachMonth) {
    const auto kept = after_days(kSunday - 200, kSunday, {3, 3, 3});
    EXPECT_THAT(kept, testing::UnorderedElementsAre("binhdanhoc-2026-11-22.sqlite", "binhdanhoc-2026-11-21.sqlite",
                                                    "binhdanhoc-2026-11-20.sqlite", "binhdanhoc-2026-11-15.sqlite",
                                                    "binhdanhoc-2026-11-08.sqlite", "binhdanhoc-2026-10-31.sqlite",
                                                    "binhdanhoc-2026-09-30.sqlite"));
}

TEST(BackupRotation, LeavesAloneWhatIsNotABackup) {
    EXPECT_THAT(surplus({"binhdanhoc-2026-11-22.sqlite", "binhdanhoc-2026-11-21.sqlite", "binhdanhoc-2026-13-01.sqlite",
                         "erasures.log", "day-1.sqlite", "binhdanhoc-2026-11-20.sqlite.part", "binhdanhoc-.sqlite"},
                        {1, 0, 0}),
                testing::ElementsAre("binhdanhoc-2026-11-21.sqlite"));
}

RC_GTEST_PROP(BackupRotation, NeverRemovesTheNewestNorKeepsMoreThanAsked, ()) {
    const Keep keep{*rc::gen::inRange(0, 10), *rc::gen::inRange(0, 6), *rc::gen::inRange(0, 13)};
    const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 40));
    std::vector<std::string> names;
    auto day = kSunday;
    for (const auto gap : gaps) {
        names.push_back(backup_name(day));
        day = day - gap;
    }
    const auto removed = surplus(names, keep);
    const std::set<std::string> gone(removed.begin(), removed.end());
    if (!names.empty()) RC_ASSERT(!gone.contains(names.front()));
    RC_ASSERT(std::ssize(names) - std::ssize(removed) <= std::max(keep.days, 1) + keep.weeks + keep.months);
    std::vector<std::string> rest;
    std::copy_if(names.begin(), names.end(), std::back_inserter(rest), [&](const auto& name) { return !gone.contains(name); });
    RC_ASSERT(surplus(rest, keep).empty());
}

}  // namespace
