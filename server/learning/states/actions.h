// Where a person stands, for a device that will go on without network: what they remember, what they did, their path.
#pragma once

#include <string>
#include <vector>

#include "progress/actions.h"
#include "public.h"

namespace learning {

// As memory::ItemState; days are numbers, counted from 1970-01-01 in Asia/Ho_Chi_Minh.
struct ItemRemembered {
    std::string item;
    double stability_days = 0;
    double difficulty = 0;
    std::int64_t last_day = 0;
    std::int64_t due_day = 0;
    std::int64_t answers_count = 0;
    std::int64_t first_score_permille = 0;
    std::int64_t lapses = 0;
};
BOOST_DESCRIBE_STRUCT(ItemRemembered, (),
                      (item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses))

struct DoneToday {
    std::int64_t answers_count = 0;
    std::int64_t review_seconds = 0;
    std::int64_t lesson_seconds = 0;
    std::int64_t task_seconds = 0;
    std::int64_t lessons_done = 0;
    std::int64_t tasks_done = 0;
};
BOOST_DESCRIBE_STRUCT(DoneToday, (), (answers_count, review_seconds, lesson_seconds, task_seconds, lessons_done, tasks_done))

struct LearningState {
    Day day;
    std::int64_t day_number = 0;
    std::string greeting_name;
    std::vector<std::string> path;  // lessons in the person's own order
    std::vector<std::string> lessons_begun;
    std::vector<std::string> lessons_completed;
    std::vector<std::string> tasks_handed_in;
    std::vector<ItemRemembered> items;
    DoneToday done;
    std::vector<Day> days_studied;  // of the last two weeks, today among them
};
BOOST_DESCRIBE_STRUCT(LearningState, (),
                      (day, day_number, greeting_name, path, lessons_begun, lessons_completed, tasks_handed_in, items, done,
                       days_studied))
LearningState learning_state_of(Context& context, AccountId account);

}  // namespace learning
