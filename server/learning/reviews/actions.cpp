#include "reviews/actions.h"

#include "foundation/events/bus.h"
#include "identity/public.h"
#include "photos/store.h"
#include "reviews/store.h"
#include "tasks/store.h"

namespace learning {
namespace {

Problem no_such_submission() { return {ProblemKind::missing, "no_such_submission", "Không tìm thấy bài nộp này."}; }
Problem not_permitted() { return {ProblemKind::forbidden, "not_permitted", "Bạn không có quyền làm việc này ở đơn vị này."}; }

Problem to_problem(reviews::Refusal refusal) {
    switch (refusal) {
    case reviews::Refusal::review_own_work:
        return {ProblemKind::forbidden, "review_own_work", "Không ai tự xét bài của mình. Xin nhờ một huấn luyện viên khác."};
    case reviews::Refusal::task_already_reviewed:
        return {ProblemKind::conflict, "task_already_reviewed", "Bài này vừa có người xét rồi."};
    case reviews::Refusal::task_changed:
        return {ProblemKind::conflict, "task_changed", "Người học vừa nộp lại bài này. Xin xem bản mới trước khi xét."};
    case reviews::Refusal::reason_missing:
        return {ProblemKind::invalid, "reason_missing", "Xin viết vài lời cho người học biết cần sửa gì.", "/reason"};
    case reviews::Refusal::checks_wrong_count:
        return {ProblemKind::invalid, "checks_wrong_count", "Xin đánh dấu theo đúng các tiêu chí của việc này.", "/checks"};
    }
    return {};
}

units::UnitRef name_unit(const units::Tree& tree, units::UnitId id) {
    const auto* unit = tree.find(id);
    return unit ? units::ref(*unit) : units::UnitRef{};
}

struct Case {
    store::Submission submission;
    store::Learner learner;
};

// By where the learner is counted today: whoever moves takes their work along.
Result<Case> open_case(Context& context, SubmissionId id) {
    auto submission = store::find_submission(context.db, id);
    if (!submission) return no_such_submission();
    auto learner = store::find_learner(context.db, submission->account);
    if (!learner) return no_such_submission();
    if (!identity::may(context, identity::Permission::review_tasks, learner->unit)) return not_permitted();
    return Case{std::move(*submission), std::move(*learner)};
}

AssignmentSeen show_assignment(Context& context, const store::Submission& submission) {
    const auto assignment = tasks::find_assignment(*curriculum::library(context), submission.task);
    if (!assignment) return {submission.task, submission.task, false, "", "", {}};
    const auto place = identity::primary_place(context, submission.account);
    const auto variant = assignment->variants.find(place ? place->group : units::TargetGroup::citizen);
    return {assignment->id,
            assignment->title,
            assignment->is_work_sample,
            variant == assignment->variants.end() ? "" : variant->second,
            assignment->hand_in,
            assignment->criteria};
}

SubmissionSeen show_case(Context& context, const Case& opened) {
    const auto& submission = opened.submission;
    return {submission.account,
            opened.learner.full_name,
            name_unit(*units::current(context), opened.learner.unit),
            submission.account == context.actor.account,
            show_assignment(context, submission),
            *find_task_submission(context, submission.account, submission.task)};
}

tasks::State state_of(ReviewDecision decision) {
    switch (decision) {
    case ReviewDecision::accepted: return tasks::State::accepted;
    case ReviewDecision::returned: return tasks::State::returned;
    }
    throw std::logic_error("unknown decision");
}

}  // namespace

Result<SubmissionQueue> list_submissions(Context& context, const std::string& unit_code, tasks::State state,
                                         const std::optional<std::string>& after) {
    const auto tree = units::current(context);
    const auto library = curriculum::library(context);
    store::QueueAsked asked{tree->find(std::string_view(unit_code))->id, state, context.actor.account, {}};
    if (after) {
        const auto cursor = reviews::read_cursor(*after);
        if (!cursor) return Problem{ProblemKind::invalid, "cursor_malformed", "Không mở được trang tiếp theo.", "/after"};
        asked.after = *cursor;
    }
    SubmissionQueue queue{store::count_queue(context.db, asked), {}, std::nullopt};
    for (const auto& row : store::load_queue(context.db, asked)) {
        if (queue.submissions.size() == static_cast<std::size_t>(reviews::kPageSize)) {
            const auto& last = queue.submissions.back();
            queue.next = reviews::write_cursor({last.handed_in_at, last.id});
            break;
        }
        const auto assignment = tasks::find_assignment(*library, row.task);
        queue.submissions.push_back({row.id, row.full_name, name_unit(*tree, row.unit), row.task,
                                     assignment ? assignment->title : row.task, assignment && assignment->is_work_sample,
                                     row.handed_in_at, row.steps_count > 1, row.photos_count});
    }
    return queue;
}

Result<SubmissionSeen> submission_of(Context& context, SubmissionId id) {
    const auto opened = open_case(context, id);
    if (!opened) return opened.error();
    return show_case(context, *opened);
}

Result<std::string> submitted_photo(Context& context, PhotoId id) {
    const Problem no_such_photo{ProblemKind::missing, "no_such_photo", "Không tìm thấy ảnh này."};
    const auto photo = store::find_photo(context.db, id);
    if (!photo || !photo->handed_in) return no_such_photo;
    const auto submission = store::find_submission(context.db, photo->account, photo->task);
    if (!submission) return no_such_photo;
    if (const auto opened = open_case(context, submission->id); !opened) return opened.error();
    return store::load_jpeg(context.db, id);
}

Result<SubmissionSeen> review_submission(Context& context, SubmissionId id, const ReviewGiven& given) {
    if (const auto opened = open_case(context, id); !opened) return opened.error();
    context.db.lock("learner", store::find_submission(context.db, id)->account.value);
    const auto opened = open_case(context, id);  // as it stands now that nobody else can decide
    if (!opened) return opened.error();
    const auto& submission = opened->submission;
    const auto assignment = tasks::find_assignment(*curriculum::library(context), submission.task);
    const reviews::Standing standing{submission.account, submission.state, submission.submitted_at,
                                     assignment ? assignment->criteria.size() : 0};
    const auto reviewer = context.actor.account;
    if (const auto refusal = reviews::refuse_review(
            standing, {reviewer, given.decision, given.reason, given.checks.size(), given.handed_in_at}))
        return to_problem(*refusal);
    const auto state = state_of(given.decision);
    const auto number = submission.steps_count + 1;
    store::decide_submission(context.db, id, state, number, context.now);
    store::save_step(context.db, id, {number, state, reviewer, context.now, given.checks, given.reason});
    context.events.publish(context, TaskReviewed{submission.account, submission.task, assignment && assignment->is_work_sample,
                                                 state == tasks::State::accepted, reviewer, context.today()});
    return show_case(context, *opened);
}

}  // namespace learning
