// The daily session: a few things to recall, one lesson, one task, never more than a quarter of an hour. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "marking/public.h"

namespace learning::planning {

inline constexpr int kSessionSecondsMax = 900;
inline constexpr int kReviewSecondsMax = 240;
inline constexpr int kTaskSecondsMax = 240;
// What a lesson should take. The planner takes the estimate it is given; the pack check may hold authors to this.
inline constexpr int kLessonSecondsMin = 360;
inline constexpr int kLessonSecondsMax = 480;

inline constexpr int kReadingSyllablesPerMinute = 220;
int item_seconds(marking::ItemType);
int reading_seconds(std::int64_t syllable_count);  // rounded up

struct DueReview {
    std::string item;
    int seconds = 0;
    double retrievability = 0;  // now; the lowest is the most at risk
    std::int64_t due_on = 0;    // day number
};

struct Task {
    std::string task;
    int seconds = 0;
};

struct Lesson {
    std::string lesson;
    int seconds = 0;  // reading and items
    std::optional<Task> task;
};

// What was done since the day began, in the same estimates as the plan, so that a slow reader is not cut short.
struct DoneToday {
    int review_seconds = 0;
    int lesson_seconds = 0;
    int task_seconds = 0;
    bool lesson_done = false;
    bool task_done = false;
};

struct Request {
    std::int64_t today = 0;  // day number
    std::vector<DueReview> reviews;
    DoneToday done;
    std::optional<Lesson> next_lesson;
    std::optional<Task> open_task;  // left from a lesson finished earlier
    bool go_on = false;             // the learner asks for another round: what was done before no longer counts
};

struct Pick {
    std::string id;
    int seconds = 0;
};

struct Session {
    std::vector<Pick> reviews;  // most at risk first
    std::optional<Pick> lesson;
    std::optional<Pick> task;
    int seconds_estimate = 0;
    int reviews_put_off = 0;  // due, and left for tomorrow
};

// Room is given to the lesson first, then the task, then reviews: those can wait a day, and what is read but not
// practised is lost. A session opens with the reviews all the same.
//   lesson    one a day. Longer than a whole session, it is counted as one: a pack's mistake must not stop a learner.
//   task      one a day, that of the planned lesson before the open one; never one above kTaskSecondsMax.
//   reviews   those due by today, most at risk first, ties by item, while they fit: what the day's
//             kReviewSecondsMax and the session leave. One that does not fit gives way to shorter ones behind it.
// With done in the plan's estimates, a day without go_on adds up to at most kSessionSecondsMax however often it is
// planned; each plan with go_on adds at most one session.
Session plan_session(const Request&);

}  // namespace learning::planning
