// For authors: what answers say about each item, and what learners report as wrong.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answers/actions.h"
#include "foundation/result.h"
#include "item_data/store.h"
#include "public.h"

namespace learning {

struct ItemData {
    std::string id;
    std::int64_t people = 0;
    std::optional<std::int64_t> mean_percent;            // null: nobody has answered it yet
    std::optional<std::int64_t> discrimination_percent;  // -100 to 100
    std::optional<std::string> wrong_text;               // the response that is not right given by most people, in words
    std::int64_t wrong_people = 0;
    item_data::Concern concern = item_data::Concern::none;
    std::int64_t open_mistakes = 0;
    MarkSeen solved;  // as after the right response
};
BOOST_DESCRIBE_STRUCT(ItemData, (),
                      (id, people, mean_percent, discrimination_percent, wrong_text, wrong_people, concern, open_mistakes,
                       solved))

struct MistakeSeen {
    std::int64_t id = 0;
    std::string item;
    std::int64_t item_version = 1;
    std::string lesson_id;  // "" when the item is no longer in any lesson
    std::string prompt;
    std::string text;
    Instant reported_at;
};
BOOST_DESCRIBE_STRUCT(MistakeSeen, (), (id, item, item_version, lesson_id, prompt, text, reported_at))

struct LessonData {
    std::string id;
    std::vector<ItemData> items;
    std::vector<MistakeSeen> mistakes;  // open ones on its items and recall cards, oldest first
};
BOOST_DESCRIBE_STRUCT(LessonData, (), (id, items, mistakes))
Result<LessonData> lesson_data(Context& context, const std::string& lesson);

struct LessonSummary {
    std::string id;
    std::string title;
    std::int64_t number = 1;
    std::int64_t items = 0;
    std::int64_t people = 0;                   // who have answered the item answered by most
    std::optional<std::int64_t> mean_percent;  // of its items that were answered
    std::int64_t concerns = 0;
    std::int64_t open_mistakes = 0;
};
BOOST_DESCRIBE_STRUCT(LessonSummary, (), (id, title, number, items, people, mean_percent, concerns, open_mistakes))

struct LevelSummary {
    std::string id;
    std::string pack_title;
    std::int64_t number = 1;
    std::string title;
    std::vector<LessonSummary> lessons;
};
BOOST_DESCRIBE_STRUCT(LevelSummary, (), (id, pack_title, number, title, lessons))

struct CurriculumData {
    std::optional<Instant> counted_at;  // null: not counted yet
    std::vector<LevelSummary> levels;
    std::vector<MistakeSeen> mistakes;  // open ones, oldest first
};
BOOST_DESCRIBE_STRUCT(CurriculumData, (), (counted_at, levels, mistakes))
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
