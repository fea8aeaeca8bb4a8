// Handing in the task of a lesson or the work sample of a level, and seeing where it stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foundation/result.h"
#include "photos/actions.h"
#include "public.h"
#include "tasks/rules.h"
#include "tasks/store.h"

namespace learning {

inline constexpr std::size_t kTaskTextMax = 4000;

struct HistoryStep {
    tasks::State step = tasks::State::handed_in;
    Instant at;
    std::optional<std::string> by;  // how a coach may be shown; null: the learner, or somebody who was erased
    std::string words;              // what was handed in, or the coach's reason
    std::vector<bool> checks;
};
BOOST_DESCRIBE_STRUCT(HistoryStep, (), (step, at, by, words, checks))

struct TaskSubmission {
    SubmissionId id;
    tasks::State state = tasks::State::handed_in;
    std::string text;
    std::vector<bool> checks;
    Instant at;
    std::vector<PhotoSeen> photos;
    std::vector<HistoryStep> history;  // oldest first
};
BOOST_DESCRIBE_STRUCT(TaskSubmission, (), (id, state, text, checks, at, photos, history))

struct HandIn {
    std::string task;
    std::string text;
    std::vector<bool> checks;
    std::optional<std::vector<PhotoId>> photos;  // nothing: all that were uploaded
    std::optional<Instant> at;                   // nothing: now
};
struct TaskHandIn {
    Instant at;
    tasks::State state = tasks::State::handed_in;
    boost::json::object effects;
};
BOOST_DESCRIBE_STRUCT(TaskHandIn, (), (at, state, effects))
// Handing in the same once more changes nothing, so that a queue of a device may repeat itself.
Result<TaskHandIn> hand_in_task(Context& context, AccountId account, const HandIn& hand_in);

// The same text, ticks and photos as what stands.
bool would_change_nothing(Context& context, AccountId account, const HandIn& hand_in, const store::Submission& standing);

std::optional<TaskSubmission> find_task_submission(Context& context, AccountId account, const std::string& task);
std::vector<HistoryStep> history_of(Context& context, SubmissionId submission);
std::vector<PhotoSeen> handed_in_photos(Context& context, AccountId account, const std::string& task);

struct WorkSamplePage {
    std::string id;
    std::string title;
    std::int64_t level_number = 1;
    std::string level_title;
    std::string brief;
    std::string text;  // the variant of the person's own target group
    std::string hand_in;
    std::vector<curriculum::RubricLine> criteria;
    std::optional<TaskSubmission> submission;
};
BOOST_DESCRIBE_STRUCT(WorkSamplePage, (), (id, title, level_number, level_title, brief, text, hand_in, criteria, submission))
Result<WorkSamplePage> work_sample_page(Context& context, AccountId account, const std::string& id);

// Where the person's work samples stand, for the programme.
std::map<std::string, tasks::State> task_states_of(Context& context, AccountId account);

boost::json::array my_task_data(Context& context, AccountId account);
boost::json::array my_decision_data(Context& context, AccountId account);
void erase_tasks(Context& context, AccountId account);

}  // namespace learning
