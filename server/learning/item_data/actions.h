// For authors: what answers say about each item, and what learners report as wrong.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/result.h"
#include "item_data/store.h"
#include "public.h"

namespace learning {

struct ItemDataRow {
    std::string item;
    std::string type;
    std::string prompt;
    std::int64_t people = 0;
    std::optional<std::int64_t> mean_percent;            // null: nobody has answered it yet
    std::optional<std::int64_t> discrimination_percent;  // -100 to 100
    std::optional<std::string> wrong_text;               // the most frequent response that is not right, in words
    std::int64_t wrong_count = 0;
    std::string concern;  // none, too_hard, too_easy, does_not_discriminate
    std::int64_t open_mistakes = 0;
};
BOOST_DESCRIBE_STRUCT(ItemDataRow, (),
                      (item, type, prompt, people, mean_percent, discrimination_percent, wrong_text, wrong_count, concern,
                       open_mistakes))

struct LessonData {
    std::string id;
    std::string title;
    std::int64_t level = 1;
    std::int64_t number = 1;
    std::string pack;
    std::vector<ItemDataRow> items;
};
BOOST_DESCRIBE_STRUCT(LessonData, (), (id, title, level, number, pack, items))

struct MistakeSeen {
    std::int64_t id = 0;
    std::string item;
    std::int64_t item_version = 1;
    std::string lesson_id;
    std::string prompt;
    std::string text;
    Instant reported_at;
};
BOOST_DESCRIBE_STRUCT(MistakeSeen, (), (id, item, item_version, lesson_id, prompt, text, reported_at))

struct CurriculumData {
    std::optional<Instant> counted_at;  // null: not counted yet
    std::vector<LessonData> lessons;
    std::vector<MistakeSeen> mistakes;  // open ones, oldest first
};
BOOST_DESCRIBE_STRUCT(CurriculumData, (), (counted_at, lessons, mistakes))
CurriculumData curriculum_data(Context& context);

inline constexpr std::size_t kMistakeTextMax = 1000;
inline constexpr std::int64_t kMistakesADay = 20;
struct MistakeReported {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(MistakeReported, (), (id))
Result<MistakeReported> report_mistake(Context& context, AccountId account, const std::string& item, std::int64_t item_version,
                                       const std::string& text);
std::optional<Problem> close_mistake(Context& context, std::int64_t id);

// Work by the clock, once a night: counting only reads and may take long; keeping is short.
std::vector<store::ItemRecord> count_item_data(Context& context);
void keep_item_data(Context& context, const std::vector<store::ItemRecord>& records);

}  // namespace learning
