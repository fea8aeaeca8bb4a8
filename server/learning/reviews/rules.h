// When a coach may decide on a submission, and how the queue is paged. Pure.
#pragma once

#include <optional>
#include <string>

#include "tasks/rules.h"
#include "foundation/time.h"

namespace learning {

enum class ReviewDecision { accepted, returned };
BOOST_DESCRIBE_ENUM(ReviewDecision, accepted, returned)

namespace reviews {

inline constexpr std::size_t kReasonMax = 1000;
inline constexpr std::int64_t kPageSize = 20;

struct Standing {
    AccountId learner;
    tasks::State state = tasks::State::handed_in;
    Instant handed_in_at;
    std::size_t criteria_count = 0;
};

struct Review {
    AccountId reviewer;
    ReviewDecision decision = ReviewDecision::accepted;
    std::string reason;
    std::size_t checks_count = 0;
    Instant handed_in_at;  // of the version the coach was looking at
};

enum class Refusal { review_own_work, task_already_reviewed, task_changed, reason_missing, checks_wrong_count };
std::optional<Refusal> refuse_review(const Standing& standing, const Review& review);

// The queue is ordered by when work was handed in, then by id; a page goes on after the last row of the one before.
struct Cursor {
    Instant handed_in_at;
    SubmissionId id;
    auto operator<=>(const Cursor&) const = default;
};
std::string write_cursor(const Cursor& cursor);
std::optional<Cursor> read_cursor(const std::string& text);

}  // namespace reviews
}  // namespace learning
