#include "mastery/actions.h"

#include <numeric>

#include "answers/store.h"
#include "foundation/events/bus.h"
#include "mastery/store.h"
#include "progress/actions.h"
#include "progress/store.h"

namespace learning {
namespace {

Problem no_such_lesson() { return {ProblemKind::missing, "no_such_lesson", "Không tìm thấy bài học này."}; }

std::uint64_t seed_of(AccountId account, const curriculum::Lesson& lesson, Day day) {
    return view_seed(account, day) + static_cast<std::uint64_t>(lesson.level * 100 + lesson.number);
}

void complete(Context& context, AccountId account, const curriculum::Lesson& lesson, std::int64_t score_percent) {
    progress::LessonState state;
    const auto states = store::load_lessons(context.db, account, {lesson.id});
    if (const auto found = states.find(lesson.id); found != states.end()) state = found->second;
    if (state.completed_at) return;
    const bool is_begun = !state.lesson.empty();
    if (!is_begun) state = {lesson.id, lesson.level, 0, score_percent, context.now, {}};
    state.completed_at = context.now;
    store::save_lesson(context.db, account, state);
    std::vector<answers::ItemState> introduced;
    for (const auto& id : lesson.recall_ids) introduced.push_back(answers::introduce(id, context.today()));
    store::introduce_items(context.db, account, introduced);
    if (!is_begun) context.events.publish(context, LessonBegun{account, lesson.id, context.today()});
    context.events.publish(context, LessonMastered{account, lesson.id, context.today()});
}

}  // namespace

Result<MasteryCheck> mastery_check_of(Context& context, AccountId account, const std::string& id) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(id);
    if (!lesson) return no_such_lesson();
    MasteryCheck check{id, {}, store::has_checked(context.db, account, id, context.today())};
    const auto seed = seed_of(account, *lesson, context.today());
    for (const auto& item : mastery::pick(lesson->item_ids, seed)) check.items.push_back(curriculum::view(*library->item(item), seed));
    return check;
}

Result<MasteryResult> take_mastery_check(Context& context, AccountId account, const std::string& id,
                                         const std::vector<PlacementAnswer>& answers) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(id);
    if (!lesson) return no_such_lesson();
    context.db.lock("learner", account.value);
    if (store::has_checked(context.db, account, id, context.today())) {
        return Problem{ProblemKind::conflict, "mastery_checked_today", "Hôm nay bạn đã thử bỏ qua bài này rồi. Mai thử lại, hoặc học bài luôn nhé."};
    }
    const auto wanted = mastery::pick(lesson->item_ids, seed_of(account, *lesson, context.today()));
    std::vector<std::int64_t> scores;
    for (const auto& item_id : wanted) {
        const auto answer = std::find_if(answers.begin(), answers.end(), [&](const auto& each) { return each.item == item_id; });
        if (answer == answers.end() || answers.size() != wanted.size())
            return Problem{ProblemKind::invalid, "mastery_items_differ", "Xin trả lời đúng các câu vừa hiện ra.", "/answers"};
        const auto& item = *library->item(item_id);
        const auto field = "/answers/" + std::to_string(answer - answers.begin());
        if (item.version != answer->item_version)
            return Problem{ProblemKind::conflict, "item_version_unknown", "Câu hỏi này đã đổi nội dung. Xin mở lại bài để làm câu mới.",
                           field + "/item_version"};
        if (const auto refusal = marking::refuse_response(item.key, answer->response))
            return Problem{ProblemKind::invalid, std::string(marking::code_of(*refusal)), "Câu trả lời không đúng dạng của câu hỏi này.",
                           field + "/response"};
        scores.push_back(marking::mark(item.key, answer->response).score_permille);
    }
    const auto mean = std::accumulate(scores.begin(), scores.end(), std::int64_t{0}) / static_cast<std::int64_t>(scores.size());
    const bool passed = mastery::is_passed(scores);
    store::add_check(context.db, account, id, context.today(), mean, passed);
    if (passed) complete(context, account, *lesson, mean / 10);
    return MasteryResult{passed, mean / 10};
}

}  // namespace learning
