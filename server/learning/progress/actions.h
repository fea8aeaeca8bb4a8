// What a person has learnt: the programme with their status, a lesson as they see it, their figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foundation/http/kept.h"
#include "foundation/result.h"
#include "identity/public.h"
#include "progress/rules.h"
#include "public.h"
#include "tasks/actions.h"

namespace learning {

struct LessonRow {
    std::string id;
    std::string title;
    std::string goal;
    progress::LessonStatus status = progress::LessonStatus::locked;
    std::optional<std::int64_t> score_percent;  // of a completed lesson
    std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(LessonRow, (), (id, title, goal, status, score_percent, seconds))

struct WorkSampleRow {
    std::string id;
    std::string title;
    std::optional<tasks::State> state;  // null: not handed in yet
};
BOOST_DESCRIBE_STRUCT(WorkSampleRow, (), (id, title, state))

struct LevelSeen {
    std::string id;
    std::int64_t number = 1;
    std::string title;
    std::string outcome;
    std::vector<std::string> skills;
    std::vector<LessonRow> lessons;
    std::optional<std::string> test_id;  // null: the level has no test
    std::optional<WorkSampleRow> work_sample;
};
BOOST_DESCRIBE_STRUCT(LevelSeen, (), (id, number, title, outcome, skills, lessons, test_id, work_sample))

struct Programme {
    std::string pack;
    std::string title;
    std::string version;
    std::vector<LevelSeen> levels;
};
BOOST_DESCRIBE_STRUCT(Programme, (), (pack, title, version, levels))
struct Programmes {
    std::vector<Programme> programmes;  // the one being learnt first
    std::optional<std::string> chosen_level_id;
};
BOOST_DESCRIBE_STRUCT(Programmes, (), (programmes, chosen_level_id))
Programmes programmes_of(Context& context, AccountId account);

struct LevelRef {
    std::int64_t number = 1;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(LevelRef, (), (number, title))

struct TaskSeen {
    std::string title;
    std::int64_t minutes = 0;
    std::string text;  // the variant of the person's own target group
    std::string hand_in;
    http::Kept<std::vector<curriculum::Criterion>> criteria;
    std::optional<TaskSubmission> submission;
};
BOOST_DESCRIBE_STRUCT(TaskSeen, (), (title, minutes, text, hand_in, criteria, submission))

struct LessonPage {
    std::string id;
    std::int64_t version = 1;
    std::string title;
    std::string goal;
    LevelRef level;
    std::int64_t seconds = 0;
    http::Kept<std::vector<curriculum::Card>> cards;
    std::optional<std::string> safe_use;
    std::vector<http::Written<curriculum::ItemView>> items;
    std::vector<std::string> items_answered;
    std::int64_t recall_count = 0;
    TaskSeen task;
    std::string teach_back;
    progress::LessonStatus status = progress::LessonStatus::locked;
};
BOOST_DESCRIBE_STRUCT(LessonPage, (),
                      (id, version, title, goal, level, seconds, cards, safe_use, items, items_answered, recall_count, task,
                       teach_back, status))
// A locked lesson is shown too: devices fetch ahead for days without network.
Result<LessonPage> lesson_page(Context& context, AccountId account, const std::string& id);

struct LevelProgress {
    std::int64_t number = 1;
    std::string title;
    std::int64_t lessons_done = 0;
    std::int64_t lessons_total = 0;
};
BOOST_DESCRIBE_STRUCT(LevelProgress, (), (number, title, lessons_done, lessons_total))
LevelProgress progress_in(const curriculum::Level& level, const progress::LessonStates& states);

struct Progress {
    std::int64_t days_active = 0;
    std::int64_t lessons_done = 0;
    std::int64_t answers = 0;
    std::int64_t minutes_total = 0;
    std::vector<LevelProgress> levels;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (days_active, lessons_done, answers, minutes_total, levels))
Progress progress_of(Context& context, AccountId account);

// Each person sees an item's choices in an order of their own, which changes from day to day.
std::uint64_t view_seed(AccountId account, Day day);

void erase_person(Context& context, const identity::AccountErased& erased);
void add_my_data(Context& context, const identity::DataRequested& requested);

}  // namespace learning
