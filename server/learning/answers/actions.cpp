#include "answers/actions.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <variant>

#include "answers/store.h"
#include "archives/actions.h"
#include "foundation/events/bus.h"
#include "merging/actions.h"
#include "progress/store.h"

namespace learning {
namespace {

using answers::Event;
using answers::Refusal;

Problem to_problem(Refusal refusal) {
    switch (refusal) {
        case Refusal::no_such_item:
            return {ProblemKind::missing, "no_such_item", "Câu hỏi này không có trong chương trình."};
        case Refusal::item_version_unknown:
            return {ProblemKind::conflict, "item_version_unknown", "Câu hỏi này đã đổi nội dung. Xin mở lại bài để làm câu mới."};
        case Refusal::clock_ahead:
            return {ProblemKind::invalid, "clock_ahead",
                    "Đồng hồ trên máy chạy trước hơn một ngày. Xin chỉnh lại ngày giờ rồi gửi lại."};
        case Refusal::sequence_taken:
            return {ProblemKind::conflict, "sequence_taken", "Số thứ tự này đã dùng cho một câu trả lời khác."};
        case Refusal::device_malformed:
            return {ProblemKind::invalid, "device_malformed", "Mã thiết bị không đúng dạng."};
        case Refusal::too_many_devices:
            return {ProblemKind::too_many, "too_many_devices", "Tài khoản này đã dùng quá nhiều thiết bị."};
    }
    return {};
}

Problem to_problem(marking::Refusal refusal) {
    return {ProblemKind::invalid, std::string(marking::code_of(refusal)), "Câu trả lời không đúng dạng của câu hỏi này."};
}

std::string to_log(const marking::Response& response) { return http::to_json_text(response); }

// One request's answers: loads what they all need at once, applies them one after another in memory, stores at once.
class Batch {
public:
    Batch(Context& context, AccountId account, const std::vector<Arrival>& arrivals, std::optional<Instant> sent_at)
        : context_(context), account_(account), arrivals_(arrivals), sent_at_(sent_at), library_(curriculum::library(context)), log_(context, account) {}

    std::vector<AnswerResult> take() {
        context_.db.lock("learner", account_.value);
        find_devices();
        load();
        date();
        std::vector<AnswerResult> results;
        for (std::size_t place = 0; place < arrivals_.size(); ++place)
            results.push_back(take_one(arrivals_[place], moments_[place]));
        if (!late_lessons_.empty()) put_in_order();
        save();
        announce();
        return results;
    }

private:
    using Known = std::map<std::pair<std::int64_t, std::int64_t>, store::Answer>;  // (device, sequence)

    void find_devices() {
        for (const auto& [event, problem] : arrivals_) {
            if (problem || !answers::is_device(event.device) || devices_.contains(event.device)) continue;
            devices_[event.device] = log_.take_device(event.device);
        }
    }

    void load() {
        std::map<std::int64_t, std::vector<std::int64_t>> sequences;
        std::set<std::string> items, lessons;
        for (const auto& [event, problem] : arrivals_) {
            const auto device = devices_.find(event.device);
            if (problem || device == devices_.end() || device->second == 0) continue;
            sequences[device->second].push_back(event.sequence);
            const auto* item = library_->item(event.item);
            if (!item) continue;
            items.insert(item->id);
            // Whether a lesson is completed depends on all of its items.
            if (const auto* lesson = library_->lesson(item->lesson_id); lesson && event.context == AnswerContext::lesson) {
                lessons.insert(lesson->id);
                items.insert(lesson->item_ids.begin(), lesson->item_ids.end());
            }
        }
        for (const auto& [device, numbers] : sequences) {
            for (auto& answer : log_.find_answers(device, numbers)) {
                known_.emplace(std::pair(device, answer.sequence), std::move(answer));
            }
        }
        states_ = store::load_items(context_.db, account_, {items.begin(), items.end()});
        lessons_ = store::load_lessons(context_.db, account_, {lessons.begin(), lessons.end()});
    }

    std::int64_t device_of(const Event& event) const {
        const auto device = devices_.find(event.device);
        return device == devices_.end() ? 0 : device->second;
    }

    void date() {
        const auto ahead_ms = answers::clock_ahead_ms(sent_at_, context_.now);
        std::map<std::int64_t, std::map<std::int64_t, std::size_t>> late_devices;  // device, sequence, place
        bool any_late = false;
        for (const auto& [event, problem] : arrivals_) {
            moments_.push_back(answers::date_answer(event.answered_at, ahead_ms, context_.now));
            any_late = any_late || answers::is_late(moments_.back().at, context_.now);
        }
        if (!any_late) return;
        for (std::size_t place = 0; place < arrivals_.size(); ++place) {
            const auto& [event, problem] = arrivals_[place];
            if (const auto device = problem ? 0 : device_of(event); device != 0) late_devices[device][event.sequence] = place;
        }
        for (const auto& [device, places] : late_devices) {
            std::vector<answers::Moment> in_sequence;
            for (const auto& [sequence, place] : places)
                in_sequence.push_back(moments_[place]);
            answers::keep_order(in_sequence, log_.last_given_before(device, places.begin()->first));
            auto moment = in_sequence.begin();
            for (const auto& [sequence, place] : places)
                moments_[place] = *moment++;
        }
    }

    static AnswerResult refuse(std::int64_t sequence, const Problem& problem) {
        AnswerResult result;
        result.sequence = sequence;
        result.code = problem.code;
        result.text = problem.text;
        return result;
    }

    AnswerResult take_one(const Arrival& arrival, const answers::Moment& moment) {
        const auto& event = arrival.event;
        if (arrival.problem) return refuse(event.sequence, *arrival.problem);
        const auto device = devices_.find(event.device);
        if (device == devices_.end()) return refuse(event.sequence, to_problem(Refusal::device_malformed));
        if (device->second == 0) return refuse(event.sequence, to_problem(Refusal::too_many_devices));
        if (const auto known = known_.find({device->second, event.sequence}); known != known_.end())
            return repeat(event, known->second);

        const auto* item = library_->item(event.item);
        if (!item) return refuse(event.sequence, to_problem(Refusal::no_such_item));
        if (event.item_version != item->version) return refuse(event.sequence, to_problem(Refusal::item_version_unknown));
        if (const auto refusal = marking::refuse_response(item->key, event.response))
            return refuse(event.sequence, to_problem(*refusal));
        if (answers::is_undatable(event.answered_at, sent_at_, context_.now))
            return refuse(event.sequence, to_problem(Refusal::clock_ahead));
        return apply(event, *item, device->second, moment);
    }

    // The same event again: the same receipt and mark, and nothing changes.
    AnswerResult repeat(const Event& event, const store::Answer& known) const {
        const bool same = known.item == event.item && known.item_version == event.item_version &&
                          known.context == event.context && known.response == to_log(event.response);
        if (!same) return refuse(event.sequence, to_problem(Refusal::sequence_taken));
        auto result = received(event.sequence, known.id);
        const auto* item = library_->item(known.item);
        if (!item) return result;
        if (item->version == known.item_version) result.mark = show_mark(*item, marking::mark(item->key, event.response));
        if (const auto state = states_.find(item->id); state != states_.end()) result.due_on = state->second.due_day;
        if (event.context == AnswerContext::lesson) result.lesson = lesson_seen(*item, false);
        return result;
    }

    static AnswerResult received(std::int64_t sequence, std::int64_t answer) {
        AnswerResult result;
        result.sequence = sequence;
        result.status = AnswerStatus::received;
        result.receipt = answers::receipt_of(answer);
        return result;
    }

    AnswerResult apply(const Event& event, const curriculum::Item& item, std::int64_t device_no, const answers::Moment& moment) {
        const auto mark = marking::mark(item.key, event.response);
        const auto day = day_of(moment.at);
        const auto took_ms = std::clamp<std::int64_t>(event.took_ms, 0, answers::kTookMsMax);
        const store::Answer answer{device_no,
                                   event.sequence,
                                   context_.fresh_id(),
                                   item.id,
                                   item.version,
                                   event.context,
                                   to_log(event.response),
                                   mark.score_permille,
                                   moment.at,
                                   context_.now,
                                   day,
                                   took_ms};
        auto& state = states_[item.id];
        const bool first_time = state.answers_count == 0;
        const bool due = event.context == AnswerContext::review && answers::was_due(state, day);
        const bool newest = answers::is_newest(state, moment.at, day);
        state.item = item.id;
        state = answers::after_answer(state, answers::rating_of(item.key, event.response, mark.score_permille),
                                      mark.score_permille, day);
        if (newest) state.last_at = moment.at;
        // A review that comes before the lesson itself can be its last missing item.
        const bool is_stranger = first_time && event.context == AnswerContext::review &&
                                 !std::holds_alternative<marking::RecallCard>(item.key);
        if (!newest || is_stranger) late_lessons_.insert(item.lesson_id);
        changed_items_.insert(item.id);

        auto& change = days_[day];
        ++change.answers_count;
        change.took_ms += took_ms;
        if (due) change.review_seconds += item.seconds;
        if (first_time && event.context == AnswerContext::lesson) change.lesson_seconds += item.seconds;
        taken_.answers.push_back({account_, answer.id, item.id, item.lesson_id, event.context, mark.score_permille,
                                     std::holds_alternative<marking::RecallCard>(item.key), first_time, due, day});
        known_.emplace(std::pair(device_no, event.sequence), answer);
        fresh_.push_back(answer);

        auto result = received(event.sequence, answer.id);
        if (moment.corrected) {
            result.code = "clock_corrected";
            result.text = "Đồng hồ trên máy chưa đúng; máy chủ đã tính lại giờ trả lời.";
        }
        result.mark = show_mark(item, mark);
        result.due_on = state.due_day;
        if (event.context == AnswerContext::lesson) result.lesson = lesson_seen(item, follow_lesson(item, moment.at, day));
        return result;
    }

    // True when this answer completed the lesson.
    bool follow_lesson(const curriculum::Item& item, Instant at, Day day) {
        const auto* lesson = library_->lesson(item.lesson_id);
        if (!lesson) return false;
        std::vector<std::int64_t> scores;
        for (const auto& id : lesson->item_ids) {
            if (const auto state = states_.find(id); state != states_.end() && state->second.answers_count > 0) {
                scores.push_back(state->second.first_score_permille);
                if (state->second.last_at > at) late_lessons_.insert(lesson->id);
            }
        }
        auto& progress = lessons_[lesson->id];
        if (scores.empty() || progress.completed_at) return false;
        if (progress.lesson.empty()) progress = begin(*lesson, at);
        progress.items_answered = static_cast<std::int64_t>(scores.size());
        progress.score_percent = progress::percent_of(scores);
        changed_lessons_.insert(lesson->id);
        if (scores.size() < lesson->item_ids.size() || late_lessons_.contains(lesson->id)) return false;
        complete(*lesson, progress, at, day);
        return true;
    }

    progress::LessonState begin(const curriculum::Lesson& lesson, Instant at) {
        begun_lessons_.insert(lesson.id);
        return {lesson.id, lesson.level, 0, 0, at, {}};
    }

    void complete(const curriculum::Lesson& lesson, progress::LessonState& progress, Instant at, Day day) {
        progress.completed_at = at;
        auto& change = days_[day];
        ++change.lessons_done;
        change.lesson_seconds += lesson.seconds;
        for (const auto& id : lesson.item_ids)
            change.lesson_seconds -= library_->item(id)->seconds;  // what is left is the reading
        for (const auto& id : lesson.recall_ids)
            introduced_.push_back(answers::introduce(id, day));
        taken_.lessons.push_back({account_, lesson.id, lesson.level, progress.score_percent, day});
    }

    // Something came out of its order: what is remembered of these lessons is reckoned anew from all that was ever answered.
    void put_in_order() {
        std::vector<std::string> items, cards, lessons;
        for (const auto& id : late_lessons_) {
            const auto* lesson = library_->lesson(id);
            if (!lesson) continue;
            lessons.push_back(id);
            items.insert(items.end(), lesson->item_ids.begin(), lesson->item_ids.end());
            cards.insert(cards.end(), lesson->recall_ids.begin(), lesson->recall_ids.end());
        }
        items.insert(items.end(), cards.begin(), cards.end());
        const auto history = history_of(context_, account_, *library_, items, fresh_);
        auto known = store::load_items(context_.db, account_, items);
        known.merge(std::map(states_));
        for (const auto& id : items) {
            const auto given = history.find(id);
            if (given == history.end()) continue;
            states_[id] = merging::replay(id, given->second);
            changed_items_.insert(id);
        }
        states_.merge(known);  // cards that wait for their first review
        auto progress = store::load_lessons(context_.db, account_, lessons);
        lessons_.merge(progress);
        for (const auto& id : lessons)
            put_lesson_in_order(*library_->lesson(id), history);
    }

    void put_lesson_in_order(const curriculum::Lesson& lesson, const merging::History& history) {
        auto& progress = lessons_[lesson.id];
        const auto before = progress.completed_at;
        if (progress.lesson.empty()) progress = begin(lesson, context_.now);
        const bool is_begun = merging::put_in_order(progress, lesson.item_ids, history);
        if (!is_begun && !before) {
            lessons_.erase(lesson.id);
            return;
        }
        changed_lessons_.insert(lesson.id);
        if (!progress.completed_at || before == progress.completed_at) return;
        const auto day = day_of(*progress.completed_at);
        if (!before) return complete(lesson, progress, *progress.completed_at, day);
        for (const auto& id : lesson.recall_ids) {
            const auto card = states_.find(id);
            if (card == states_.end() || card->second.answers_count > 0) continue;
            card->second = answers::introduce(id, day);
            changed_items_.insert(id);
        }
    }

    std::optional<LessonSeen> lesson_seen(const curriculum::Item& item, bool completed) const {
        const auto* lesson = library_->lesson(item.lesson_id);
        const auto progress = lessons_.find(item.lesson_id);
        if (!lesson || progress == lessons_.end() || progress->second.lesson.empty()) return std::nullopt;
        return LessonSeen{lesson->id, progress->second.items_answered, static_cast<std::int64_t>(lesson->item_ids.size()),
                          completed, progress->second.score_percent};
    }

    void save() {
        store::add_answers(context_.db, account_, fresh_);
        std::vector<answers::ItemState> states;
        for (const auto& id : changed_items_)
            states.push_back(states_.at(id));
        store::save_items(context_.db, account_, states);
        store::introduce_items(context_.db, account_, introduced_);
        for (const auto& id : changed_lessons_)
            store::save_lesson(context_.db, account_, lessons_.find(id)->second);
        for (const auto& [day, change] : days_) {
            store::add_to_day(context_.db, account_, day, change);
            // Read again instead of RETURNING, for which SQLite builds a throw-away table.
            const auto now = store::load_days(context_.db, account_, day, day).at(day);
            if (progress::is_begun_by(change, now)) begun_days_.push_back(day);
            if (now.studied || !progress::is_day_of_study(now.answers_count, now.lessons_done)) continue;
            store::mark_studied(context_.db, account_, day);
            taken_.days.push_back({account_, day});
        }
    }

    void announce() {
        for (const auto& day : begun_days_) context_.events.publish(context_, DayBegun{account_, day});
        for (const auto& id : begun_lessons_) {
            const auto lesson = lessons_.find(id);
            if (lesson == lessons_.end()) continue;
            context_.events.publish(context_, LessonBegun{account_, id, day_of(lesson->second.started_at)});
        }
        for (const auto& answer : taken_.answers) context_.events.publish(context_, answer);
        for (const auto& lesson : taken_.lessons) context_.events.publish(context_, lesson);
        for (const auto& day : taken_.days) context_.events.publish(context_, day);
        context_.events.publish(context_, taken_);
    }

    Context& context_;
    AccountId account_;
    const std::vector<Arrival>& arrivals_;
    std::optional<Instant> sent_at_;
    std::shared_ptr<const curriculum::Library> library_;
    WholeLog log_;
    std::unordered_map<std::string, std::int64_t> devices_;  // 0: one too many
    Known known_;
    std::map<std::string, answers::ItemState> states_;
    progress::LessonStates lessons_;
    progress::Days days_;
    std::vector<store::Answer> fresh_;
    std::vector<answers::ItemState> introduced_;
    std::set<std::string> changed_items_, changed_lessons_, begun_lessons_;
    std::vector<Day> begun_days_;
    std::set<std::string> late_lessons_;  // with an answer older than what is known
    std::vector<answers::Moment> moments_;  // of the arrivals
    AnswersTaken taken_{account_, {}, {}, {}, context_.today()};
};

}  // namespace

MarkSeen show_mark(const curriculum::Item& item, const marking::Mark& mark) {
    MarkSeen shown{mark.score_permille, VerdictSeen::wrong, {}, curriculum::solution(item), curriculum::solution_text(item),
                   item.explanation};
    if (mark.verdict == marking::Verdict::right) shown.verdict = VerdictSeen::right;
    if (mark.verdict == marking::Verdict::partly) shown.verdict = VerdictSeen::partly;
    bool wrong_seen = false;
    for (const auto& part : mark.parts) {
        shown.parts.push_back({part.key, part.right, answers::feedback_of(item, part, !part.right && !wrong_seen)});
        wrong_seen = wrong_seen || !part.right;
    }
    return shown;
}

std::vector<AnswerResult> take_answers(Context& context, AccountId account, const std::vector<Arrival>& arrivals,
                                       std::optional<Instant> sent_at) {
    return Batch(context, account, arrivals, sent_at).take();
}

}  // namespace learning
