#include "drafts/rules.h"
#include "exchange/store.h"
#include "exporting/rules.h"
#include "gift/rules.h"
#include "importing/rules.h"
#include "moodle_xml/rules.h"
#include "public.h"

namespace curriculum {
namespace {

std::string write(const Quiz& quiz, ExchangeFormat format) {
    return format == ExchangeFormat::gift ? write_gift(quiz) : write_moodle_xml(quiz);
}

Quiz read(const std::string& bytes, ExchangeFormat format) {
    return format == ExchangeFormat::gift ? read_gift(bytes) : read_moodle_xml(bytes);
}

void add_question(const Item& item, const std::string& category, ExchangeFormat format, Quiz& quiz, Exchange& exchange) {
    auto rendition = render(item, format);
    rendition.question.category = category;
    exchange.items.push_back({item.id, std::string(marking::code_of(marking::type_of(item.key))),
                              std::string(name_of(rendition.question.type)), 0, std::move(rendition.losses)});
    quiz.questions.push_back(std::move(rendition.question));
}

void add_level(const Library& library, const Pack& pack, const Level& level, ExchangeFormat format, const std::string& wanted,
               Quiz& quiz, Exchange& exchange) {
    for (const auto& id : level.lesson_ids) {
        if (!wanted.empty() && id != wanted) continue;
        const auto& lesson = library.lessons.at(id);
        const auto category = pack.name + "/" + id;
        for (const auto* ids : {&lesson.item_ids, &lesson.recall_ids}) {
            for (const auto& item_id : *ids)
                add_question(library.items.at(item_id), category, format, quiz, exchange);
        }
    }
    if (level.test && wanted.empty())
        exchange.notes.push_back("the " + std::to_string(level.test->pool.size()) + " items of " + level.test->id +
                                 " are left out: a test's pool stays in its pack");
}

void name_file(const std::string& file, std::vector<PackProblem>& problems) {
    for (auto& problem : problems) {
        if (problem.file.empty()) problem.file = file;
    }
}

}  // namespace

Exchange export_items(const std::string& pack_folder, const std::string& frameworks_folder, ExchangeFormat format,
                      const std::string& file, const std::string& lesson_id) {
    Exchange exchange;
    auto loaded = load_packs({{pack_folder}, frameworks_folder, {}});
    exchange.problems = std::move(loaded.problems);
    if (!exchange.problems.empty()) return exchange;
    Quiz quiz;
    for (const auto& pack : loaded.library.packs) {
        for (const auto& level : pack.levels)
            add_level(loaded.library, pack, level, format, lesson_id, quiz, exchange);
    }
    if (quiz.questions.empty()) {
        exchange.problems.push_back({pack_folder, 0, "has no lesson " + lesson_id});
        return exchange;
    }
    exchange.notes.push_back(
        "readings, tasks, ids, versions and keys are not in the questions; each whole item stands in a comment that other "
        "programs neither show nor keep");
    store::write_whole_file(file, write(quiz, format), store::Overwrite::yes, exchange.problems);
    return exchange;
}

Exchange import_items(const std::string& file, ExchangeFormat format, const std::string& lesson_id,
                      const std::string& items_file) {
    Exchange exchange;
    const auto bytes = store::read_exchange_file(file, exchange.problems);
    if (!bytes) return exchange;
    auto quiz = read(*bytes, format);
    exchange.problems = std::move(quiz.problems);
    if (exchange.problems.empty()) {
        auto adoption = adopt(quiz, format, lesson_id);
        exchange.problems = std::move(adoption.problems);
        exchange.items = std::move(adoption.report);
        if (adoption.cards.empty()) exchange.notes.push_back("a lesson needs three to five recall cards: write them");
        if (exchange.problems.empty())
            store::write_whole_file(items_file, write_items_file(adoption.items, adoption.cards), store::Overwrite::no,
                                    exchange.problems);
    }
    name_file(file, exchange.problems);
    return exchange;
}

}  // namespace curriculum
