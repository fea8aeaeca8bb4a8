#include "moodle_xml/rules.h"

#include <gtest/gtest.h>

namespace curriculum {
namespace {

std::string told(const std::string& bytes) {
    std::string lines;
    for (const auto& problem : read_moodle_xml(bytes).problems)
        lines += std::to_string(problem.line) + ": " + problem.message + "\n";
    return lines;
}

// As Moodle writes it.
constexpr const char* kExport = R"(<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 0  -->
  <question type="category"><category><text>$course$/tin-hoc</text></category></question>
  <question type="multichoice">
    <name><text>Câu 1</text></name>
    <questiontext format="html"><text><![CDATA[<p>Chọn <b>một</b>&nbsp;ý &amp; nghĩ.</p>]]></text><file name="hinh.png" path="/" encoding="base64">AAAA</file></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <single>true</single>
    <correctfeedback format="html"><text>Hay lắm.</text></correctfeedback>
    <answer fraction="100" format="html"><text><![CDATA[<p>Đúng</p>]]></text><feedback format="html"><text></text></feedback></answer>
    <answer fraction="0" format="html"><text>Sai</text><feedback format="html"><text>Không.</text></feedback></answer>
    <tags><tag><text>de</text></tag></tags>
  </question>
  <question type="cloze">
    <questiontext format="html"><text>AI viết {1:SHORTANSWER:=nháp~%50%bản#gần~*#Xem \} lại}, dễ {2:MULTICHOICE:=thôi~khó}.</text></questiontext>
  </question>
  <question type="numerical">
    <questiontext format="plain_text"><text>2 &lt; mấy?</text></questiontext>
    <answer fraction="100"><text>3</text><tolerance>0.5</tolerance></answer>
    <units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit></units>
  </question>
  <question type="ddwtos"><questiontext format="html"><text>Kéo [[1]]</text></questiontext></question>
</quiz>
)";

TEST(CurriculumMoodleXml, ReadsWhatMoodleWrites) {
    const auto quiz = read_moodle_xml(kExport);
    EXPECT_EQ(told(kExport), "");
    ASSERT_EQ(quiz.questions.size(), 4u);
    const auto& choice = quiz.questions[0];
    EXPECT_EQ(choice.line, 5);
    EXPECT_EQ(choice.category, "$course$/tin-hoc");
    EXPECT_EQ(choice.text, "Chọn một ý & nghĩ.");
    EXPECT_EQ(choice.answers[0].text, "Đúng");
    EXPECT_EQ(choice.answers[1].feedback, "Không.");
    EXPECT_EQ(choice.losses, (std::vector<std::string>{"the file 'hinh.png'", "the markup <b>", "its tags", "its correctfeedback",
                                                       "its weight of 2 marks"}));
    const auto& cloze = quiz.questions[1];
    EXPECT_EQ(cloze.text, "AI viết ___, dễ ___.");
    ASSERT_EQ(cloze.blanks.size(), 2u);
    EXPECT_EQ(cloze.blanks[0][1].share, kWholeShare / 2);
    EXPECT_EQ(cloze.blanks[0][2].feedback, "Xem } lại");
    EXPECT_EQ(cloze.losses.size(), 1u);
    EXPECT_EQ(quiz.questions[2].text, "2 < mấy?");
    EXPECT_EQ(quiz.questions[2].unit, "kg");
    EXPECT_EQ(quiz.questions[2].answers[0].tolerance, 0.5);
    EXPECT_EQ(quiz.questions[3].type, QuestionType::unknown);
    EXPECT_EQ(quiz.questions[3].losses[0], "questions of the type 'ddwtos'");
}

TEST(CurriculumMoodleXml, RefusesEntitiesBeforeTheyGrow) {
    const std::string bomb =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<quiz>&b;</quiz>";
    EXPECT_EQ(told(bomb), "2: <!DOCTYPE is not allowed: a question bank needs no entities of its own\n");
    EXPECT_NE(told("<quiz><!ENTITY x SYSTEM \"file:///etc/passwd\"></quiz>"), "");
    EXPECT_EQ(told("<quiz><question type=\"essay\"><name><text>&cycle;</text></name></question></quiz>"), "")
        << "an unknown entity stays as it stands";
}

TEST(CurriculumMoodleXml, RefusesWhatIsBrokenLargeOrStrange) {
    EXPECT_NE(told("<quiz>\n<question>\n</quiz>").find("XML: "), std::string::npos);
    EXPECT_EQ(told(""), "1: XML: No document element found\n");
    EXPECT_EQ(told("<html></html>"), "1: has no <quiz>: is it Moodle XML?\n");
    EXPECT_EQ(told("<?xml version=\"1.0\" encoding=\"windows-1258\"?><quiz/>"), "1: must be written in UTF-8\n");
    EXPECT_EQ(told("\xFF\xFE<\0q\0"), "1: is not valid UTF-8: save the file as UTF-8\n");
    EXPECT_EQ(told(std::string(21 * 1024 * 1024, ' ')), "0: is larger than 20 MB\n");
    std::string deep, wide = "<quiz>";
    for (int count = 0; count < 100'000; ++count)
        deep += "<quiz>";
    for (int count = 0; count < 100'000; ++count)
        deep += "</quiz>";
    EXPECT_EQ(told(deep), "0: nested more than 20 deep\n");
    for (int count = 0; count < 1'100'000; ++count)
        wide += "<a/>";
    EXPECT_EQ(told(wide + "</quiz>"), "0: holds more elements than a question bank needs\n");
    EXPECT_EQ(
        told("<quiz><question type=\"essay\"><name><text>" + std::string(10'000'000, 'x') + "</text></name></question></quiz>"),
        "");
}

}  // namespace
}  // namespace curriculum
