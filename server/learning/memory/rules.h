// What a person remembers of an item, and when to ask it again. Pure and standard library only, as recall and planning
// are: the server and the marker on the device (web/marker) are compiled from this same source.
#pragma once

#include <cstdint>
#include <string>

#include "foundation/time.h"
#include "marking/public.h"
#include "recall/rules.h"

namespace learning::memory {

// Partly right is remembered with effort; a recall card says it itself.
recall::Rating rating_of(const marking::Key& key, const marking::Response& response, int score_permille);

struct ItemState {
    std::string item;
    recall::Memory memory;
    Day last_day;
    Day due_day;
    std::int64_t answers_count = 0;  // 0: never answered
    std::int64_t first_score_permille = 0;
    std::int64_t lapses = 0;
    Instant last_at;  // of the answer last_day is of; 0 where only the day was kept, as on a device
};
// An answer from before the last known day is counted, but changes no memory: later knowledge stands until the server has
// put the person's log in order (merging/rules.h).
ItemState after_answer(const ItemState& state, recall::Rating rating, std::int64_t score_permille, Day day);
// A card that a completed lesson hands over to reviews.
ItemState introduce(const std::string& item, Day day);
bool was_due(const ItemState& state, Day day);
// The chance that the person still knows it, 0 to 1.
double retrievability(const ItemState& state, Day today);

}  // namespace learning::memory
