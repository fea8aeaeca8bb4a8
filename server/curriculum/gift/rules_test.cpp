#include "gift/rules.h"

#include <gtest/gtest.h>

namespace curriculum {
namespace {

std::string told(const std::string& bytes) {
    std::string lines;
    for (const auto& problem : read_gift(bytes).problems)
        lines += std::to_string(problem.line) + ": " + problem.message + "\n";
    return lines;
}

// After the examples of Moodle's own documentation.
constexpr const char* kExamples = R"(// một chú thích
$CATEGORY: tin-hoc/bai-1

::Q1:: 1+1=2 {T}

::Q2::What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

::Q3:: Two plus {=two =2} equals four.

::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food = -> hay }

::Q5:: What is a number from 1 to 5? {#3:2#ok}

::Q6:: What is a number from 1 to 5? {#1..5}

::Q7:: When was Ulysses S. Grant born? {#
  =1822:0 # Correct!
  =%50%1822:2 # Close
  ~ # No
}

::Q8:: How are you? {}

Read this first.

::Q9:: [html]<b>Two</b> colours {
  ~%50%red
  ~%50%blue
  ~%-100%white#no
  ####General: it\{is\}
}

::Q10:: Grant is {FALSE#wrong#right} here
)";

TEST(CurriculumGift, ReadsTheDocumentedForms) {
    const auto quiz = read_gift(kExamples);
    EXPECT_EQ(told(kExamples), "");
    std::string types;
    for (const auto& question : quiz.questions)
        types += std::to_string(question.line) + " " + question.name + " " + std::string(name_of(question.type)) + "\n";
    EXPECT_EQ(types,
              "4 Q1 truefalse\n6 Q2 multichoice\n9 Q3 cloze\n11 Q4 matching\n13 Q5 numerical\n15 Q6 numerical\n17 Q7 numerical\n"
              "23 Q8 essay\n25  description\n27 Q9 multichoice\n34 Q10 truefalse\n");
    const auto& questions = quiz.questions;
    EXPECT_EQ(questions[0].category, "tin-hoc/bai-1");
    EXPECT_EQ(questions[0].text, "1+1=2");
    EXPECT_EQ(questions[1].answers[1].feedback, "wrong, it's yellow");
    EXPECT_EQ(questions[2].text, "Two plus ___ equals four.");
    EXPECT_EQ(questions[2].blanks[0][1].text, "2");
    EXPECT_EQ(questions[3].pairs[2].left, "");
    EXPECT_EQ(questions[4].answers[0].tolerance, 2);
    EXPECT_EQ(questions[5].answers[0].text, "3");
    EXPECT_EQ(questions[6].answers[1].share, kWholeShare / 2);
    EXPECT_EQ(questions[6].answers[2].text, "*");
    EXPECT_FALSE(questions[9].single);
    EXPECT_EQ(questions[9].general_feedback, "General: it{is}");
    EXPECT_EQ(questions[9].losses.size(), 1u) << "markup is told about";
    EXPECT_EQ(questions[10].answers[1].feedback, "right");
}

TEST(CurriculumGift, TellsWhatIsBrokenWithItsLine) {
    EXPECT_EQ(told("a {=b\n\nc {T}\n"), "1: a { without its }\n");
    EXPECT_EQ(told("\n\na } b\n"), "3: a } without its {\n");
    EXPECT_EQ(told("::a {T}\n"), "1: a name without its closing ::\n");
    EXPECT_EQ(told("a {T} b {F}\n"), "1: more than one pair of braces in a question\n");
    EXPECT_EQ(told("a {perhaps}\n"), "1: the braces hold neither answers nor TRUE or FALSE\n");
    EXPECT_EQ(told("a {#ba}\n"), "1: 'ba' is no number\n");
    EXPECT_EQ(told("a {#1..x}\n"), "1: '1..x' is no range of numbers\n");
}

TEST(CurriculumGift, RefusesOtherEncodings) {
    EXPECT_EQ(told("\xEF\xBB\xBFMáy {T}\r\n"), "") << "a mark in front and Windows line ends are common";
    EXPECT_EQ(told("a {T}\n\n\xFF\xFE"), "3: is not valid UTF-8: save the file as UTF-8\n");
    EXPECT_EQ(told(std::string("a\0 {T}", 6)), "1: holds control characters\n");
    EXPECT_EQ(told("t\xF4i"), "1: is not valid UTF-8: save the file as UTF-8\n");
}

TEST(CurriculumGift, StandsLongLinesAndManyBraces) {
    EXPECT_NE(told("a " + std::string(5'000'000, '{')), "");
    EXPECT_EQ(told("a {" + std::string(2'000'000, '~') + "}"), "");
    EXPECT_EQ(told(std::string(3'000'000, '\\')), "");
    std::string many;
    for (int count = 0; count < 6000; ++count)
        many += "a {T}\n\n";
    EXPECT_NE(told(many).find("more than 5000 questions"), std::string::npos);
}

}  // namespace
}  // namespace curriculum
