// A question as Moodle's formats can say it: what the readers and writers of GIFT and Moodle XML have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "public.h"

namespace curriculum {

enum class QuestionType { description, multichoice, truefalse, matching, shortanswer, numerical, cloze, essay, unknown };

inline constexpr std::int64_t kWholeShare = 10'000'000;  // 100 %, as Moodle writes its 33.33333 exactly

struct Answer {
    std::string text;        // of a truefalse "true" or "false"; "*" is any other answer
    std::int64_t share = 0;  // of the marks; below 0 costs some
    double tolerance = 0;    // of a numerical
    std::string feedback;
};

struct MatchingPair {
    std::string left, right;  // without a left it is one more right to choose from
};

struct Question {
    QuestionType type = QuestionType::unknown;
    std::string name;
    std::string text;  // of a cloze with ___ for each blank
    std::string general_feedback;
    bool single = true;  // of a multichoice: one answer may be chosen
    std::vector<Answer> answers;
    std::vector<MatchingPair> pairs;
    std::vector<std::vector<Answer>> blanks;
    std::string unit;
    std::string item_line;  // the whole item as we exported it, in a comment of our own
    int line = 0;           // of the file it was read from
    std::string category;
    std::vector<std::string> losses;  // what the reader saw and could not take
};

struct Quiz {
    std::vector<Question> questions;
    std::vector<PackProblem> problems;  // with any, nothing of the file is used
};

inline constexpr std::string_view kItemComment = "bdh-item: ";
inline constexpr std::string_view kGap = "___";
inline constexpr std::size_t kQuestionsMax = 5000;

std::string_view name_of(QuestionType type);

// The same to a learner, whatever became of white space, line breaks and the name on the way.
bool says_the_same(const Question& left, const Question& right);

// "33.33333" for a third; nothing when it is no number from -100 to 100.
std::string share_text(std::int64_t share);
std::optional<std::int64_t> read_share(std::string_view text);
std::string number_text(double number);
std::optional<double> read_number(std::string_view text);

// UTF-8 in NFC without byte order mark and control characters, line ends as \n; otherwise a problem with its line.
std::optional<std::string> clean_text(std::string_view bytes, std::vector<PackProblem>& problems);

}  // namespace curriculum
