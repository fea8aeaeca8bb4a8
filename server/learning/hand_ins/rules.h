// What becomes of a hand-in that was written down on a device and arrives later. Pure.
#pragma once

#include <optional>

#include "foundation/time.h"
#include "tasks/rules.h"

namespace learning::hand_ins {

// Where the task stood on the learner's screen when they handed in; nothing: not handed in before, as far as they knew.
struct Seen {
    Instant at;
    tasks::State state = tasks::State::handed_in;
};

enum class Outcome {
    takes_its_place,      // it is what a coach sees from now on
    is_older,             // what was handed in later, on another device, stays
    accepted_unknowingly  // a coach accepted the work meanwhile, and the learner could not know
};

// standing: what the server has of this task.
Outcome outcome_of(Instant handed_in_at, const std::optional<Seen>& seen, const std::optional<Seen>& standing);

}  // namespace learning::hand_ins
