#pragma once
// Notes what people reach as events arrive, and keeps the counters of units in the same transaction.
#include "identity/public.h"
#include "learning/public.h"

namespace campaign {

void count_joined(Context& context, const identity::AccountJoined& joined);
void count_moved(Context& context, const identity::PlaceChanged& changed);
void count_erased(Context& context, const identity::AccountErased& erased);

void note_day(Context& context, const learning::DayStudied& studied);
void note_begun(Context& context, const learning::LessonBegun& begun);
void note_lesson(Context& context, const learning::LessonCompleted& completed);
void note_mastered(Context& context, const learning::LessonMastered& mastered);
void note_level_test(Context& context, const learning::LevelTestTaken& taken);
void note_task(Context& context, const learning::TaskHandedIn& handed_in);
void note_review(Context& context, const learning::TaskReviewed& reviewed);

// At the first start with counters: fills them from what happened before.
void count_once(Context& context);

}  // namespace campaign
