#pragma once
// What earns points and how many. The numbers come from a scoring file (plans/scoring.yaml explains each of them).
// Outcomes count, not clicks: each claim can be granted once, and a day's points are capped.
#include "foundation/yaml.h"
#include "learning/public.h"
#include "public.h"

#include <optional>
#include <string>
#include <vector>

namespace rewards::scoring {

struct Scoring {
    std::string version = "2026.1";
    std::int64_t item_right = 5;
    std::int64_t review_on_time = 3;
    std::int64_t review_self_rated = 1;
    std::int64_t lesson_completed = 20;
    std::int64_t task_done = 15;
    std::int64_t daily_goal = 10;
    std::int64_t streak_week = 20;
    std::int64_t day_max = 120;
    std::int64_t reviews_day_max = 30;
    std::int64_t self_rated_day_max = 5;
    std::int64_t freeze_after_days = 7;
    std::int64_t freezes_max = 2;
    std::int64_t shrink_heads = 50;
    bool operator==(const Scoring&) const = default;
};

struct ScoringFile {
    Scoring scoring;
    std::vector<yaml::Mistake> mistakes;  // with any of them the scoring must not be used
};
ScoringFile read_scoring(const std::string& name, const std::string& text);

// Points asked for. The ledger grants one claim per (account, reason, subject, once_on), so a repeat earns nothing.
struct Claim {
    Reason reason = Reason::item_right;
    std::string subject;  // an item, a lesson, or a number of days
    Day day;              // the day it counts for
    Day once_on;          // that day when it may be earned again on another day, else 0
    std::int64_t points = 0;
    bool self_rated = false;
};

// A lesson's item earns by its first answer, since the solution is shown after it; what was missed then comes back as a
// review and earns there, on the day it is due.
std::optional<Claim> claim_of(const Scoring&, const learning::AnswerMarked&);
std::optional<Claim> claim_of(const Scoring&, const learning::LessonCompleted&);
std::optional<Claim> claim_of(const Scoring&, const learning::TaskHandedIn&);
std::optional<Claim> claim_of(const Scoring&, const learning::DayStudied&);
// run_days: studied days without a gap, a multiple of seven; day: the day that completed them.
std::optional<Claim> claim_of_week(const Scoring&, std::int64_t run_days, Day day);

// What one day has brought so far, by the caps that watch it.
struct DayPoints {
    std::int64_t capped = 0;      // all that is_capped
    std::int64_t reviews = 0;     // of these, for reviews
    std::int64_t self_rated = 0;  // of these, for recall cards
};
// The daily goal and the streak's week come at most once a day anyway and stand outside of the day's cap.
bool is_capped(Reason);
// How much of the claim the day's caps leave.
std::int64_t granted(const Scoring&, const Claim&, const DayPoints&);
// What this many points for the claim add to its day.
DayPoints count_of(const Claim&, std::int64_t points);
DayPoints operator+(const DayPoints&, const DayPoints&);

}  // namespace rewards::scoring
