#pragma once
// Keeps the activity counters of units in the transaction of the event.
#include "activity/rules.h"
#include "foundation/context.h"
#include "learning/public.h"

namespace campaign {

void note_day_begun(Context& context, const learning::DayBegun& begun);
void count_lesson(Context& context, const learning::LessonCompleted& completed);
void count_mastered(Context& context, const learning::LessonMastered& mastered);

// All that a person did leaves the counters of one place for those of another; nothing: is counted nowhere.
void move_activity(Context& context, AccountId account, const std::optional<counters::Stay>& from,
                   const std::optional<counters::Stay>& to);

// Counts a unit anew; gives how many counters differed.
std::int64_t recount_activity(Context& context, units::UnitId unit);

}  // namespace campaign
