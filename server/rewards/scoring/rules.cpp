#include "scoring/rules.h"

#include <algorithm>

namespace rewards::scoring {
namespace {

constexpr std::int64_t kFileFormat = 1;
constexpr std::int64_t kPointsMax = 100000;
constexpr std::size_t kVersionLengthMax = 60;

struct Number {
    const char* section;
    const char* name;
    std::int64_t Scoring::*field;
    std::int64_t min;
    std::int64_t max;
};

constexpr Number kNumbers[] = {
    {"points", "item_right", &Scoring::item_right, 0, kPointsMax},
    {"points", "review_on_time", &Scoring::review_on_time, 0, kPointsMax},
    {"points", "review_self_rated", &Scoring::review_self_rated, 0, kPointsMax},
    {"points", "lesson_completed", &Scoring::lesson_completed, 0, kPointsMax},
    {"points", "task_done", &Scoring::task_done, 0, kPointsMax},
    {"points", "daily_goal", &Scoring::daily_goal, 0, kPointsMax},
    {"points", "streak_week", &Scoring::streak_week, 0, kPointsMax},
    {"caps", "day", &Scoring::day_max, 1, kPointsMax},
    {"caps", "reviews_day", &Scoring::reviews_day_max, 0, kPointsMax},
    {"caps", "self_rated_day", &Scoring::self_rated_day_max, 0, kPointsMax},
    {"streak", "freeze_after_days", &Scoring::freeze_after_days, 1, 365},
    {"streak", "freezes_max", &Scoring::freezes_max, 0, 30},
    {"unit_ranking", "shrink_heads", &Scoring::shrink_heads, 0, 1000000},
};

void read_fields(const yaml::Node& root, yaml::Mistakes& mistakes, Scoring& scoring) {
    yaml::Fields fields(root, mistakes);
    fields.whole("scoring", kFileFormat, kFileFormat);
    scoring.version = fields.text("version", kVersionLengthMax);
    for (const std::string section : {"points", "caps", "streak", "unit_ranking"}) {
        yaml::Fields numbers(fields.map(section), mistakes);
        for (const auto& number : kNumbers) {
            if (number.section == section) scoring.*number.field = numbers.whole(number.name, number.min, number.max);
        }
        numbers.refuse_others();
    }
    fields.refuse_others();
}

// Shares are rounded down, so that a full score alone earns the full points.
std::optional<Claim> worth(Claim claim) {
    if (claim.points <= 0) return std::nullopt;
    return claim;
}

std::optional<Claim> claim_of_review(const Scoring& scoring, const learning::AnswerMarked& marked) {
    if (!marked.was_due) return std::nullopt;
    // One's own word earns the same whatever it says, so that there is nothing to gain by a kinder one.
    const auto points = marked.self_rated ? scoring.review_self_rated : scoring.review_on_time * marked.score_permille / 1000;
    return worth({Reason::review_on_time, marked.item, marked.day, marked.day, points, marked.self_rated});
}

}  // namespace

ScoringFile read_scoring(const std::string& name, const std::string& text) {
    ScoringFile file;
    yaml::Mistakes mistakes(name, file.mistakes);
    if (const auto root = yaml::parse(text, 1, mistakes)) read_fields(*root, mistakes, file.scoring);
    return file;
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::AnswerMarked& marked) {
    if (marked.context == learning::AnswerContext::review) return claim_of_review(scoring, marked);
    if (marked.self_rated || !marked.first_time) return std::nullopt;
    return worth({Reason::item_right, marked.item, marked.day, Day{}, scoring.item_right * marked.score_permille / 1000, false});
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::LessonCompleted& completed) {
    const auto percent = std::clamp<std::int64_t>(completed.score_percent, 0, 100);
    return worth({Reason::lesson_completed, completed.lesson, completed.day, Day{}, scoring.lesson_completed * percent / 100, false});
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::TaskHandedIn& handed_in) {
    if (!handed_in.first_time) return std::nullopt;
    return worth({Reason::task_done, handed_in.lesson, handed_in.day, Day{}, scoring.task_done, false});
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::DayStudied& studied) {
    return worth({Reason::daily_goal, "", studied.day, studied.day, scoring.daily_goal, false});
}

std::optional<Claim> claim_of_week(const Scoring& scoring, std::int64_t run_days, Day day) {
    return worth({Reason::streak_week, std::to_string(run_days), day, day, scoring.streak_week, false});
}

bool is_capped(Reason reason) {
    return reason != Reason::daily_goal && reason != Reason::streak_week;
}

std::int64_t granted(const Scoring& scoring, const Claim& claim, const DayPoints& so_far) {
    if (!is_capped(claim.reason)) return claim.points;
    auto points = std::min(claim.points, scoring.day_max - so_far.capped);
    if (claim.reason == Reason::review_on_time) points = std::min(points, scoring.reviews_day_max - so_far.reviews);
    if (claim.self_rated) points = std::min(points, scoring.self_rated_day_max - so_far.self_rated);
    return std::max<std::int64_t>(points, 0);
}

DayPoints count_of(const Claim& claim, std::int64_t points) {
    return {is_capped(claim.reason) ? points : 0, claim.reason == Reason::review_on_time ? points : 0, claim.self_rated ? points : 0};
}

DayPoints operator+(const DayPoints& one, const DayPoints& other) {
    return {one.capped + other.capped, one.reviews + other.reviews, one.self_rated + other.self_rated};
}

}  // namespace rewards::scoring
