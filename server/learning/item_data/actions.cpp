#include "item_data/actions.h"

#include <algorithm>
#include <boost/algorithm/string/join.hpp>
#include <cmath>
#include <map>

#include "foundation/text.h"

namespace learning {
namespace {

constexpr std::int64_t kOpenShownMax = 500;

std::string text_of(const std::vector<curriculum::Choice>& choices, const std::string& key) {
    const auto found =
        std::find_if(choices.begin(), choices.end(), [&](const curriculum::Choice& choice) { return choice.key == key; });
    return found == choices.end() ? key : found->text;
}

// What was chosen or typed, in words; of things that were each given something, those that were given the wrong one.
std::string in_words(const curriculum::Item& item, const std::string& stored) {
    const auto given = boost::json::value_to<marking::Response>(boost::json::parse(stored));
    const auto type = marking::type_of(item.key);
    const bool paired =
        type == marking::ItemType::categorise || type == marking::ItemType::match || type == marking::ItemType::true_false_set;
    const auto right = curriculum::solution(item);
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < given.size(); ++at) {
        if (!paired) {
            parts.push_back(text_of(item.choices, given[at]));
        } else if (at < item.choices.size() && at < right.size() && given[at] != right[at]) {
            const auto answer = given[at] == "true" ? "đúng" : given[at] == "false" ? "sai" : text_of(item.others, given[at]);
            parts.push_back(item.choices[at].text + " → " + answer);
        }
    }
    return boost::algorithm::join(parts, " · ");
}

using Records = std::map<std::string, store::ItemRecord>;

Records records_by_item(Context& context) {
    Records records;
    for (auto& record : store::item_records(context.db)) {
        auto item = record.item;
        records.emplace(std::move(item), std::move(record));
    }
    return records;
}

std::vector<MistakeSeen> open_mistakes(Context& context, const curriculum::Library& library) {
    std::vector<MistakeSeen> seen;
    for (const auto& mistake : store::open_mistakes(context.db, kOpenShownMax)) {
        const auto* item = library.item(mistake.item);
        const auto prompt = !item ? std::string() : item->prompt.empty() ? item->front : item->prompt;
        seen.push_back({mistake.id, mistake.item, mistake.item_version, item ? item->lesson_id : "", prompt, mistake.body,
                        mistake.reported_at});
    }
    return seen;
}

std::int64_t count_of(const std::vector<MistakeSeen>& mistakes, const std::string& item) {
    return std::count_if(mistakes.begin(), mistakes.end(), [&](const MistakeSeen& each) { return each.item == item; });
}

item_data::Concern concern_of(const store::ItemRecord& record) {
    return item_data::concern_of(record.people, record.mean_permille, record.discrimination);
}

ItemData show_item(const curriculum::Item& item, const store::ItemRecord* record, const std::vector<MistakeSeen>& mistakes) {
    ItemData shown;
    shown.id = item.id;
    shown.open_mistakes = count_of(mistakes, item.id);
    shown.solved = show_mark(item, marking::mark(item.key, curriculum::solution(item)));
    if (!record) return shown;
    shown.people = record->people;
    shown.mean_percent = std::llround(record->mean_permille / 10);
    if (record->discrimination) shown.discrimination_percent = std::llround(*record->discrimination * 100);
    if (record->wrong_response) shown.wrong_text = in_words(item, *record->wrong_response);
    shown.wrong_people = record->wrong_people;
    shown.concern = concern_of(*record);
    return shown;
}

LessonSummary sum_up(const curriculum::Lesson& lesson, const Records& records, const std::vector<MistakeSeen>& mistakes) {
    LessonSummary summary{lesson.id, lesson.title, lesson.number, std::ssize(lesson.item_ids), 0, {}, 0, 0};
    double sum = 0;
    int answered = 0;
    for (const auto& id : lesson.item_ids) {
        const auto found = records.find(id);
        if (found == records.end()) continue;
        const auto& record = found->second;
        ++answered;
        sum += record.mean_permille;
        summary.people = std::max(summary.people, record.people);
        summary.concerns += concern_of(record) != item_data::Concern::none;
    }
    if (answered) summary.mean_percent = std::llround(sum / answered / 10);
    for (const auto& mistake : mistakes)
        summary.open_mistakes += mistake.lesson_id == lesson.id;
    return summary;
}

}  // namespace

CurriculumData curriculum_data(Context& context) {
    const auto library = curriculum::library(context);
    const auto records = records_by_item(context);
    CurriculumData data;
    if (!records.empty()) data.counted_at = records.begin()->second.counted_at;
    data.mistakes = open_mistakes(context, *library);
    for (const auto& pack : library->packs) {
        for (const auto& level : pack.levels) {
            LevelSummary shown{level.id, pack.title, level.number, level.title, {}};
            for (const auto& id : level.lesson_ids)
                shown.lessons.push_back(sum_up(*library->lesson(id), records, data.mistakes));
            data.levels.push_back(std::move(shown));
        }
    }
    return data;
}

Result<LessonData> lesson_data(Context& context, const std::string& id) {
    const auto library = curriculum::library(context);
    const auto* lesson = library->lesson(id);
    if (!lesson) return Problem{ProblemKind::missing, "no_such_lesson", "Không tìm thấy bài học này."};
    const auto records = records_by_item(context);
    LessonData data{id, {}, {}};
    for (auto& mistake : open_mistakes(context, *library)) {
        if (mistake.lesson_id == id) data.mistakes.push_back(std::move(mistake));
    }
    for (const auto& item_id : lesson->item_ids) {
        const auto record = records.find(item_id);
        data.items.push_back(
            show_item(*library->item(item_id), record == records.end() ? nullptr : &record->second, data.mistakes));
    }
    return data;
}

Result<MistakeReported> report_mistake(Context& context, AccountId account, const std::string& item_id, std::int64_t item_version,
                                       const std::string& given) {
    const auto* item = curriculum::library(context)->item(item_id);
    if (!item) return Problem{ProblemKind::missing, "no_such_item", "Câu hỏi này không có trong chương trình."};
    const auto text = text::squeeze(given);
    if (text.empty()) return Problem{ProblemKind::invalid, "field_empty", "Xin viết vài chữ về chỗ chưa đúng.", "/text"};
    context.db.lock("learner", account.value);
    if (store::mistakes_since(context.db, account, context.now + -kDayMs) >= kMistakesADay) {
        return Problem{ProblemKind::too_many, "too_many_reports", "Hôm nay bạn đã góp ý rất nhiều. Mai góp ý tiếp nhé."};
    }
    const MistakeReported reported{context.fresh_id()};
    store::add_mistake(context.db, {reported.id, account, item_id, item_version, text, context.now});
    return reported;
}

std::optional<Problem> close_mistake(Context& context, std::int64_t id) {
    if (store::close_mistake(context.db, id, context.now)) return std::nullopt;
    return Problem{ProblemKind::missing, "no_such_report", "Góp ý này không còn chờ xem."};
}

std::vector<store::ItemRecord> count_item_data(Context& context) {
    std::map<std::string, store::WrongResponse> wrong;
    for (auto& each : store::wrong_responses(context.db, context.today() - answers::kDaysInLog)) {
        auto item = each.item;
        wrong.emplace(std::move(item), std::move(each));
    }
    std::vector<store::ItemRecord> records;
    for (const auto& [item, sums] : store::count_first_scores(context.db)) {
        store::ItemRecord record{
            item, sums.people, sums.x / static_cast<double>(sums.people), item_data::discrimination(sums), {}, 0, context.now};
        if (const auto found = wrong.find(item); found != wrong.end() && found->second.people >= item_data::kSameResponseMin) {
            record.wrong_response = found->second.response;
            record.wrong_people = found->second.people;
        }
        records.push_back(std::move(record));
    }
    return records;
}

void keep_item_data(Context& context, const std::vector<store::ItemRecord>& records) {
    store::replace_item_records(context.db, records);
}

}  // namespace learning
