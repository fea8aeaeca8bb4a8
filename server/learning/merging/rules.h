// Answers of several devices in the order they were given: what is remembered is the same whichever arrived first. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "memory/rules.h"
#include "progress/rules.h"
#include "public.h"

namespace learning::merging {

// One answer of a person to one item.
struct Given {
    AnswerContext context = AnswerContext::lesson;
    recall::Rating rating = recall::Rating::again;
    std::int64_t score_permille = 0;
    Instant at;
    Day day;
    std::string response;
};
using History = std::map<std::string, std::vector<Given>>;

// By time; at the same instant by what was answered, since the number of a device depends on which came first.
void put_in_order(std::vector<Given>& given);

// What is remembered of an item that was answered at least once.
memory::ItemState replay(const std::string& item, const std::vector<Given>& in_order);

// A lesson is completed when the last of its items was answered for the first time. One completed otherwise before that (by a
// mastery check) stays as it is. False while none of its items was answered.
bool put_in_order(progress::LessonState& lesson, const std::vector<std::string>& items, const History& history);

}  // namespace learning::merging
