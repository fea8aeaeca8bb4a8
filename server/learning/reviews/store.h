#pragma once
// The queue of a unit, from the submissions and the view of people that identity publishes.
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/connection.h"
#include "reviews/rules.h"
#include "units/public.h"

namespace learning::store {

struct QueueRow {
    SubmissionId id;
    std::string task;
    Instant handed_in_at;
    std::int64_t steps_count = 1;
    std::int64_t photos_count = 0;
    units::UnitId unit;
    std::string full_name;
};
struct QueueAsked {
    units::UnitId unit;
    tasks::State state = tasks::State::handed_in;
    AccountId reviewer;  // whose own work is left out
    reviews::Cursor after;
};
// One more than a page when there is more.
std::vector<QueueRow> load_queue(db::Connection& db, const QueueAsked& asked);
std::int64_t count_queue(db::Connection& db, const QueueAsked& asked);

// Nothing when the person was erased.
struct Learner {
    std::string full_name;
    units::UnitId unit;
};
std::optional<Learner> find_learner(db::Connection& db, AccountId account);

}  // namespace learning::store
