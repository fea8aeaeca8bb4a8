#include "item_data/actions.h"

#include <cmath>
#include <map>

#include "foundation/text.h"

namespace learning {
namespace {

constexpr std::int64_t kDaysLookedBack = 180;
constexpr std::int64_t kOpenShownMax = 500;

std::string code_of(item_data::Concern concern) {
    switch (concern) {
        case item_data::Concern::none:
            return "none";
        case item_data::Concern::too_hard:
            return "too_hard";
        case item_data::Concern::too_easy:
            return "too_easy";
        case item_data::Concern::does_not_discriminate:
            return "does_not_discriminate";
    }
    return "none";
}

// "a, c" in the words of the choices where the response names choices, else as it was typed.
std::string in_words(const curriculum::Item& item, const std::string& stored) {
    const auto parsed = boost::json::parse(stored);
    std::map<std::string, std::string> texts;
    for (const auto* choices : {&item.choices, &item.others}) {
        for (const auto& choice : *choices)
            texts.emplace(choice.key, choice.text);
    }
    std::string words;
    for (const auto& part : parsed.as_array()) {
        const std::string text(part.as_string());
        const auto named = texts.find(text);
        if (!words.empty()) words += " · ";
        words += named == texts.end() ? text : named->second;
    }
    return words;
}

ItemDataRow show_item(const curriculum::Item& item, const store::ItemRecord* record, std::int64_t open) {
    ItemDataRow row;
    row.item = item.id;
    row.type = std::string(marking::code_of(marking::type_of(item.key)));
    row.prompt = item.prompt;
    row.open_mistakes = open;
    row.concern = code_of(item_data::Concern::none);
    if (!record) return row;
    row.people = record->people;
    row.mean_percent = std::llround(record->mean_permille / 10);
    if (record->discrimination) row.discrimination_percent = std::llround(*record->discrimination * 100);
    if (record->wrong_response) row.wrong_text = in_words(item, *record->wrong_response);
    row.wrong_count = record->wrong_count;
    row.concern = code_of(item_data::concern_of(record->people, record->mean_permille, record->discrimination));
    return row;
}

}  // namespace

CurriculumData curriculum_data(Context& context) {
    const auto library = curriculum::library(context);
    CurriculumData data;
    std::map<std::string, store::ItemRecord> records;
    for (auto& record : store::item_records(context.db)) {
        data.counted_at = record.counted_at;
        auto item = record.item;
        records.emplace(std::move(item), std::move(record));
    }
    std::map<std::string, std::int64_t> open;
    for (const auto& mistake : store::open_mistakes(context.db, kOpenShownMax)) {
        ++open[mistake.item];
        const auto* item = library->item(mistake.item);
        data.mistakes.push_back({mistake.id, mistake.item, mistake.item_version, item ? item->lesson_id : "",
                                 item ? item->prompt : "", mistake.body, mistake.reported_at});
    }
    for (const auto& pack : library->packs) {
        for (const auto& level : pack.levels) {
            for (const auto& id : level.lesson_ids) {
                const auto& lesson = *library->lesson(id);
                LessonData shown{lesson.id, lesson.title, lesson.level, lesson.number, pack.name, {}};
                for (const auto& item_id : lesson.item_ids) {
                    const auto record = records.find(item_id);
                    shown.items.push_back(
                        show_item(*library->item(item_id), record == records.end() ? nullptr : &record->second, open[item_id]));
                }
                data.lessons.push_back(std::move(shown));
            }
        }
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
    for (auto& each : store::wrong_responses(context.db, context.today() - kDaysLookedBack)) {
        auto item = each.item;
        wrong.emplace(std::move(item), std::move(each));
    }
    std::vector<store::ItemRecord> records;
    for (const auto& [item, sums] : store::count_first_scores(context.db)) {
        store::ItemRecord record{
            item, sums.people, sums.x / static_cast<double>(sums.people), item_data::discrimination(sums), {}, 0, context.now};
        if (const auto found = wrong.find(item); found != wrong.end() && found->second.people >= item_data::kSameResponseMin) {
            record.wrong_response = found->second.response;
            record.wrong_count = found->second.people;
        }
        records.push_back(std::move(record));
    }
    return records;
}

void keep_item_data(Context& context, const std::vector<store::ItemRecord>& records) {
    store::replace_item_records(context.db, records);
}

}  // namespace learning
