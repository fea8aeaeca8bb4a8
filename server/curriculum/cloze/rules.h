// The answers Moodle writes into the text of a cloze question: "AI viết {1:SHORTANSWER:%100%nháp~%0%*#Xem lại}."
#pragma once

#include <string>
#include <string_view>

#include "questions/rules.h"

namespace curriculum {

// The text with its last gaps filled; there are at least as many gaps as blanks.
std::string write_cloze(const Question& question);

// Puts text, blanks and losses into the question.
void read_cloze(std::string_view text, Question& question);

}  // namespace curriculum
