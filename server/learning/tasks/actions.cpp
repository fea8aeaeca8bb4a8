#include "tasks/actions.h"

#include <algorithm>
#include <set>

#include "foundation/events/bus.h"
#include "foundation/text.h"
#include "identity/public.h"
#include "photos/store.h"
#include "progress/store.h"
#include "tasks/store.h"

namespace learning {
namespace {

Problem no_such_task() { return {ProblemKind::missing, "no_such_lesson", "Không tìm thấy bài học này."}; }

std::set<std::int64_t> ids_of(const std::vector<store::StoredPhoto>& photos, bool only_handed_in) {
    std::set<std::int64_t> ids;
    for (const auto& photo : photos) {
        if (photo.handed_in || !only_handed_in) ids.insert(photo.id.value);
    }
    return ids;
}

Result<std::set<std::int64_t>> choose_photos(const HandIn& hand_in, const std::vector<store::StoredPhoto>& kept) {
    const auto known = ids_of(kept, false);
    auto chosen = known;
    if (hand_in.photos) {
        chosen.clear();
        for (const auto id : *hand_in.photos) chosen.insert(id.value);
    }
    if (!std::includes(known.begin(), known.end(), chosen.begin(), chosen.end()))
        return Problem{ProblemKind::invalid, "no_such_photo", "Không tìm thấy ảnh này. Xin chọn lại ảnh.", "/photos"};
    if (chosen.size() > photos::kPhotosMax)
        return Problem{ProblemKind::invalid, "too_many_photos", "Mỗi việc nộp tối đa ba ảnh.", "/photos"};
    return chosen;
}

void keep_photos(Context& context, const std::vector<store::StoredPhoto>& kept, const std::set<std::int64_t>& chosen) {
    for (const auto& photo : kept) {
        if (!chosen.contains(photo.id.value)) store::remove_photo(context.db, photo.id);
        else if (!photo.handed_in) store::hand_in_photo(context.db, photo.id);
    }
}

void count_first_time(Context& context, AccountId account, const tasks::Assignment& assignment, Day day) {
    progress::DayState change;
    change.task_seconds = assignment.minutes * 60;
    change.tasks_done = 1;
    store::add_to_day(context.db, account, day, change);
    const auto now = store::load_days(context.db, account, day, day).at(day);
    if (progress::is_begun_by(change, now)) context.events.publish(context, DayBegun{account, day});
}

store::Submission save(Context& context, AccountId account, const HandIn& hand_in, const std::optional<store::Submission>& earlier) {
    const auto at = hand_in.at.value_or(context.now);
    store::Submission fresh{{}, account, hand_in.task, hand_in.text, hand_in.checks, at, day_of(at), {}, 1};
    if (earlier) {
        fresh.id = earlier->id;
        fresh.day = earlier->day;
        fresh.submitted_at = std::max(at, earlier->submitted_at + 1);  // no two versions bear one instant
        fresh.steps_count = earlier->steps_count + (earlier->state == tasks::State::handed_in ? 0 : 1);
        store::change_submission(context.db, fresh);
    } else {
        fresh.id = {context.fresh_id()};
        store::add_submission(context.db, fresh);
        if (const auto assignment = tasks::find_assignment(*curriculum::library(context), hand_in.task))
            count_first_time(context, account, *assignment, fresh.day);
    }
    store::save_step(context.db, fresh.id,
                     {fresh.steps_count, tasks::State::handed_in, account, fresh.submitted_at, fresh.checks, fresh.body});
    return fresh;
}

}  // namespace

Result<TaskHandIn> hand_in_task(Context& context, AccountId account, const HandIn& hand_in) {
    const auto assignment = tasks::find_assignment(*curriculum::library(context), hand_in.task);
    if (!assignment) return no_such_task();
    if (hand_in.checks.size() != assignment->criteria.size())
        return Problem{ProblemKind::invalid, "checks_wrong_count", "Xin tự đánh giá đủ từng tiêu chí của việc này.", "/checks"};
    context.db.lock("learner", account.value);
    const auto kept = store::photos_of(context.db, account, hand_in.task);
    const auto chosen = choose_photos(hand_in, kept);
    if (!chosen) return chosen.error();
    if (text::squeeze(hand_in.text).empty() && chosen->empty())
        return Problem{ProblemKind::invalid, "field_empty", "Xin viết vài dòng hoặc thêm ảnh về việc đã làm.", "/text"};
    auto standing = store::find_submission(context.db, account, hand_in.task);
    const bool first_time = !standing;
    const tasks::Contents contents{hand_in.text, hand_in.checks, *chosen};
    if (first_time || contents != tasks::Contents{standing->body, standing->checks, ids_of(kept, true)})
        standing = save(context, account, hand_in, standing);
    keep_photos(context, kept, *chosen);
    const auto day = day_of(hand_in.at.value_or(context.now));
    context.events.publish(context, TaskHandedIn{account, hand_in.task, first_time, day});
    return TaskHandIn{standing->submitted_at, standing->state, context.effects};
}

bool would_change_nothing(Context& context, AccountId account, const HandIn& hand_in, const store::Submission& standing) {
    const auto kept = store::photos_of(context.db, account, hand_in.task);
    const auto chosen = choose_photos(hand_in, kept);
    return chosen && tasks::Contents{hand_in.text, hand_in.checks, *chosen} ==
                         tasks::Contents{standing.body, standing.checks, ids_of(kept, true)};
}

std::vector<PhotoSeen> handed_in_photos(Context& context, AccountId account, const std::string& task) {
    std::vector<PhotoSeen> seen;
    for (const auto& photo : store::photos_of(context.db, account, task)) {
        if (photo.handed_in) seen.push_back({photo.id, photo.width, photo.height});
    }
    return seen;
}

std::vector<HistoryStep> history_of(Context& context, SubmissionId submission) {
    const auto steps = store::steps_of(context.db, submission);
    std::vector<AccountId> coaches;
    for (const auto& step : steps) {
        if (step.step != tasks::State::handed_in) coaches.push_back(step.by);
    }
    std::map<AccountId, std::string> names;
    for (const auto& each : identity::public_names(context, coaches)) names[each.account] = each.name;
    std::vector<HistoryStep> history;
    for (const auto& step : steps) {
        HistoryStep shown{step.step, step.at, std::nullopt, step.words, step.checks};
        const auto name = names.find(step.by);
        if (step.step != tasks::State::handed_in && name != names.end()) shown.by = name->second;
        history.push_back(std::move(shown));
    }
    return history;
}

std::optional<TaskSubmission> find_task_submission(Context& context, AccountId account, const std::string& task) {
    const auto found = store::find_submission(context.db, account, task);
    if (!found) return std::nullopt;
    return TaskSubmission{found->id,           found->state, found->body, found->checks, found->submitted_at,
                          handed_in_photos(context, account, task), history_of(context, found->id)};
}

Result<WorkSamplePage> work_sample_page(Context& context, AccountId account, const std::string& id) {
    const auto library = curriculum::library(context);
    const auto found = tasks::find_work_sample(*library, id);
    if (!found) return Problem{ProblemKind::missing, "no_such_work_sample", "Không tìm thấy bài thực hành này."};
    const auto& work = *found->work;
    const auto place = identity::primary_place(context, account);
    const auto group = place ? place->group : units::TargetGroup::citizen;
    return WorkSamplePage{work.id,    work.title,   found->level->number, found->level->title, work.brief, work.variants.at(group),
                          work.hand_in, work.criteria, find_task_submission(context, account, id)};
}

std::map<std::string, tasks::State> task_states_of(Context& context, AccountId account) {
    std::map<std::string, tasks::State> states;
    for (const auto& submission : store::submissions_of(context.db, account)) states[submission.task] = submission.state;
    return states;
}

boost::json::array my_task_data(Context& context, AccountId account) {
    boost::json::array tasks;
    const auto kept = store::all_photos_of(context.db, account);
    for (const auto& task : store::submissions_of(context.db, account)) {
        boost::json::array photos;
        for (const auto& photo : kept) {
            if (photo.task == task.task) photos.emplace_back(boost::json::object{{"jpeg_base64", store::load_jpeg_base64(context.db, photo.id)}});
        }
        tasks.push_back({{"lesson", task.task},
                         {"text", task.body},
                         {"checks", http::to_json(task.checks)},
                         {"at", task.submitted_at.utc_ms},
                         {"state", http::to_json(task.state)},
                         {"photos", std::move(photos)},
                         {"history", http::to_json(history_of(context, task.id))}});
    }
    return tasks;
}

boost::json::array my_decision_data(Context& context, AccountId account) {
    boost::json::array decisions;
    for (const auto& decision : store::decisions_by(context.db, account)) {
        decisions.push_back({{"task", decision.task},
                             {"decision", http::to_json(decision.step.step)},
                             {"reason", decision.step.words},
                             {"checks", http::to_json(decision.step.checks)},
                             {"at", decision.step.at.utc_ms}});
    }
    return decisions;
}

void erase_tasks(Context& context, AccountId account) {
    store::erase_submissions(context.db, account);
    store::remove_photos_of(context.db, account);
}

}  // namespace learning
