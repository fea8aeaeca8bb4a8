// From the questions of a file to the draft of one lesson's items.
#pragma once

#include <string>
#include <vector>

#include "public.h"
#include "questions/rules.h"

namespace curriculum {

struct Adoption {
    std::vector<Item> items;
    std::vector<Item> cards;
    std::vector<ExchangedItem> report;  // one entry for each question of the file, in its order
    std::vector<PackProblem> problems;
};

// A question that still says what we exported becomes the very item it was. One that was changed since keeps its id, gets the
// next version and holds what the other program left. A foreign one gets a free letter, and what it lacks stays empty for
// the author and the pack check.
Adoption adopt(const Quiz& quiz, ExchangeFormat format, const std::string& lesson_id);

}  // namespace curriculum
