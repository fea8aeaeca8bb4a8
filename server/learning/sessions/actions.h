// Today: what a person finds when they open the app.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "progress/actions.h"

namespace learning {

struct LessonPlanned {
    std::string id;
    std::string title;
    std::string goal;
    std::int64_t seconds = 0;
    std::string status;  // new or started
    std::int64_t items_answered = 0;
    std::int64_t items_total = 0;
};
BOOST_DESCRIBE_STRUCT(LessonPlanned, (), (id, title, goal, seconds, status, items_answered, items_total))

struct TaskPlanned {
    std::string lesson_id;
    std::string title;
    std::int64_t seconds = 0;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(TaskPlanned, (), (lesson_id, title, seconds, done))

// A coach looked at it and asks for something to be mended.
struct TaskReturned {
    std::string task_id;
    std::string title;
    bool work_sample = false;
};
BOOST_DESCRIBE_STRUCT(TaskReturned, (), (task_id, title, work_sample))

struct Today {
    Day day;
    std::string greeting_name;
    LevelProgress level;
    std::int64_t minutes_estimate = 0;  // of what is left to do
    std::int64_t minutes_done = 0;
    bool done = false;
    std::vector<http::Written<curriculum::ItemView>> reviews;
    std::int64_t reviews_put_off = 0;
    std::optional<LessonPlanned> lesson;
    std::optional<TaskPlanned> task;
    std::vector<TaskReturned> tasks_returned;
    std::vector<progress::WeekDay> week;
    std::optional<Day> next_return_on;
    std::int64_t reviews_due_tomorrow = 0;  // those put off among them
};
BOOST_DESCRIBE_STRUCT(Today, (),
                      (day, greeting_name, level, minutes_estimate, minutes_done, done, reviews, reviews_put_off, lesson, task,
                       tasks_returned, week, next_return_on, reviews_due_tomorrow))

// go_on: another round, whatever was done before.
Today today_of(Context& context, AccountId account, bool go_on);

}  // namespace learning
