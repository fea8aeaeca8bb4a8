#include "foundation/events/bus.h"

#include "activity/actions.h"
#include "facts/actions.h"
#include "reminders/actions.h"

namespace campaign {

// All in the transaction: a figure is never behind what it counts.
void subscribe(events::Bus& bus) {
    bus.in_transaction<identity::AccountJoined>(count_joined);
    bus.in_transaction<identity::PlaceChanged>(count_moved);
    bus.in_transaction<identity::AccountErased>(count_erased);
    bus.in_transaction<identity::AccountErased>(forget_reminders);
    bus.in_transaction<identity::DataRequested>(add_my_reminders);
    bus.in_transaction<learning::DayBegun>(note_day_begun);
    bus.in_transaction<learning::DayStudied>(note_day);
    bus.in_transaction<learning::LessonBegun>(note_begun);
    bus.in_transaction<learning::LessonCompleted>(note_lesson);
    bus.in_transaction<learning::LessonCompleted>(count_lesson);
    bus.in_transaction<learning::LessonMastered>(note_mastered);
    bus.in_transaction<learning::LessonMastered>(count_mastered);
    bus.in_transaction<learning::LevelTestTaken>(note_level_test);
    bus.in_transaction<learning::TaskHandedIn>(note_task);
    bus.in_transaction<learning::TaskReviewed>(note_review);
}

}  // namespace campaign
