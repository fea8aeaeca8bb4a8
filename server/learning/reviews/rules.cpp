#include "reviews/rules.h"

#include <charconv>

#include "foundation/text.h"

namespace learning::reviews {

std::optional<Refusal> refuse_review(const Standing& standing, const Review& review) {
    if (standing.learner == review.reviewer) return Refusal::review_own_work;
    if (standing.state != tasks::State::handed_in) return Refusal::task_already_reviewed;
    if (standing.handed_in_at != review.handed_in_at) return Refusal::task_changed;
    if (standing.criteria_count != review.checks_count) return Refusal::checks_wrong_count;
    if (review.decision == ReviewDecision::returned && text::squeeze(review.reason).empty()) return Refusal::reason_missing;
    return std::nullopt;
}

std::string write_cursor(const Cursor& cursor) {
    return std::to_string(cursor.handed_in_at.utc_ms) + "." + std::to_string(cursor.id.value);
}

std::optional<Cursor> read_cursor(const std::string& text) {
    Cursor cursor;
    const auto* end = text.data() + text.size();
    const auto instant = std::from_chars(text.data(), end, cursor.handed_in_at.utc_ms);
    if (instant.ec != std::errc{} || instant.ptr == end || *instant.ptr != '.') return std::nullopt;
    const auto id = std::from_chars(instant.ptr + 1, end, cursor.id.value);
    if (id.ec != std::errc{} || id.ptr != end || cursor.handed_in_at.utc_ms < 0 || cursor.id.value < 0) return std::nullopt;
    return cursor;
}

}  // namespace learning::reviews
