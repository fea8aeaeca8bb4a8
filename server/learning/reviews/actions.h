// What coaches do with handed-in work: the queue of a unit, one submission, the decision on it.
#pragma once

#include "reviews/rules.h"
#include "tasks/actions.h"
#include "units/public.h"

namespace learning {

struct QueuedSubmission {
    SubmissionId id;
    std::string full_name;
    units::UnitRef unit;
    std::string task_id;
    std::string task_title;
    bool work_sample = false;
    Instant handed_in_at;
    bool again = false;  // a coach has looked at an earlier version
    std::int64_t photos_count = 0;
};
BOOST_DESCRIBE_STRUCT(QueuedSubmission, (),
                      (id, full_name, unit, task_id, task_title, work_sample, handed_in_at, again, photos_count))

struct SubmissionQueue {
    std::int64_t total = 0;
    std::vector<QueuedSubmission> submissions;  // oldest first
    std::optional<std::string> next;            // ask for the next page with after= this
};
BOOST_DESCRIBE_STRUCT(SubmissionQueue, (), (total, submissions, next))
// The gate has found the unit and admitted the actor.
Result<SubmissionQueue> list_submissions(Context& context, const std::string& unit_code, tasks::State state,
                                         const std::optional<std::string>& after);

struct AssignmentSeen {
    std::string id;
    std::string title;
    bool work_sample = false;
    std::string text;  // the variant of the learner's target group
    std::string hand_in;
    std::vector<curriculum::Criterion> criteria;  // empty when the pack no longer has it
};
BOOST_DESCRIBE_STRUCT(AssignmentSeen, (), (id, title, work_sample, text, hand_in, criteria))

struct SubmissionSeen {
    AccountId account_id;
    std::string full_name;
    units::UnitRef unit;
    bool own = false;  // the reader's: nobody reviews their own work
    AssignmentSeen task;
    TaskSubmission submission;
};
BOOST_DESCRIBE_STRUCT(SubmissionSeen, (), (account_id, full_name, unit, own, task, submission))
// These three check themselves that the actor may review the learner's work.
Result<SubmissionSeen> submission_of(Context& context, SubmissionId id);
Result<std::string> submitted_photo(Context& context, PhotoId id);

struct ReviewGiven {
    ReviewDecision decision = ReviewDecision::accepted;
    std::string reason;
    std::vector<bool> checks;
    Instant handed_in_at;
};
Result<SubmissionSeen> review_submission(Context& context, SubmissionId id, const ReviewGiven& given);

}  // namespace learning
