#include "hand_ins/rules.h"

namespace learning::hand_ins {

Outcome outcome_of(Instant handed_in_at, const std::optional<Seen>& seen, const std::optional<Seen>& standing) {
    if (!standing) return Outcome::takes_its_place;
    const bool knew_version = seen && seen->at == standing->at;
    // Who saw the version that stands goes on from it, whatever the clocks say.
    if (!knew_version && handed_in_at < standing->at) return Outcome::is_older;
    const bool knew_accepted = knew_version && seen->state == tasks::State::accepted;
    if (standing->state == tasks::State::accepted && !knew_accepted) return Outcome::accepted_unknowingly;
    return Outcome::takes_its_place;
}

}  // namespace learning::hand_ins
