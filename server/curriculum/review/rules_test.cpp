#include "review/rules.h"

#include <gtest/gtest.h>

namespace curriculum {
namespace {

std::string told(const std::vector<PackProblem>& warnings) {
    std::string lines;
    for (const auto& warning : warnings)
        lines += std::to_string(warning.line) + ": " + warning.message + "\n";
    return lines;
}

std::string repeated(const std::string& word, int times) {
    std::string text;
    for (int count = 0; count < times; ++count)
        text += word;
    return text;
}

Item numeric(const std::string& id) {
    Item item;
    item.id = id;
    item.key = marking::Numeric{};
    item.prompt = id;
    return item;
}

// One level, one lesson that has everything but items.
struct Course {
    Library library;
    Sources sources;
    Lesson& lesson;

    Course() : lesson(library.lessons["vi-du-1-01"]) {
        lesson.id = "vi-du-1-01";
        lesson.competences = {"ai.hieu"};
        library.packs.push_back({"vi-du", "Ví dụ", "2026.1.1", {}});
        Level level;
        level.id = "vi-du-1";
        level.lesson_ids = {lesson.id};
        level.test = LevelTest{};
        level.test->id = "vi-du-1-test";
        level.work_sample = WorkSample{};
        library.packs[0].levels.push_back(level);
        sources.places = {{"vi-du-1", {"level.yaml", 1}}, {lesson.id, {"01-a.md", 2}}};
        sources.competences[lesson.id] = {"01-a.md", 6};
    }
};

TEST(CurriculumReview, CountsTheSyllablesOfSentences) {
    using Lengths = std::vector<int>;
    EXPECT_EQ(sentence_lengths("Tôi hỏi máy. Máy trả lời: “Được.” Xong"), (Lengths{3, 4, 1}));
    EXPECT_EQ(sentence_lengths("Có 3 việc – làm lúc 6.000 giờ!"), (Lengths{7}));
    EXPECT_EQ(sentence_lengths("“Thế à?” – chị hỏi."), (Lengths{2, 2}));
    EXPECT_EQ(sentence_lengths(" … "), Lengths{});
}

TEST(CurriculumReview, WantsEnoughItemsOfSeveralTypesAndCompetencesTwice) {
    Course course;
    for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
        const auto id = "vi-du-1-01-" + std::string(1, letter);
        course.library.items[id] = numeric(id);
        course.lesson.item_ids.push_back(id);
    }
    EXPECT_EQ(told(check_coverage(course.library, course.sources)),
              "2: the lesson has 5 items, should have 6 to 8\n2: the items are of 1 types, should be of at least 4\n"
              "6: competence ai.hieu is served by this lesson only, should be by at least two\n");
}

TEST(CurriculumReview, WantsATestOfWhatIsTaughtAndAWorkSample) {
    Course course;
    course.library.packs[0].levels[0].test->blueprint = {{"ai.hieu", 2}, {"ai.nho", 2}};
    course.library.packs[0].levels[0].work_sample.reset();
    const auto warnings = told(check_coverage(course.library, course.sources));
    EXPECT_NE(warnings.find("the test asks for ai.nho, which no lesson of vi-du-1 serves"), std::string::npos) << warnings;
    EXPECT_NE(warnings.find("1: vi-du-1 has no work sample (work-sample.yaml)"), std::string::npos) << warnings;
    course.library.packs[0].levels[0].test.reset();
    EXPECT_NE(told(check_coverage(course.library, course.sources)).find("1: vi-du-1 has no level test (test.yaml)"),
              std::string::npos);
}

TEST(CurriculumReview, WantsVariantsThatDiffer) {
    Course course;
    course.lesson.task.variants = {{units::TargetGroup::official, "Nhờ trợ lý AI viết lời mời họp cơ quan."},
                                   {units::TargetGroup::student, "Nhờ trợ lý AI viết lời mời họp cơ quan"},
                                   {units::TargetGroup::citizen, "Nói vào máy lời thăm một người bạn cũ."}};
    EXPECT_NE(
        told(check_coverage(course.library, course.sources)).find("2: the variants for official and student are almost the same"),
        std::string::npos);
}

TEST(CurriculumReview, TellsOfLongSentencesAndHardReading) {
    Course course;
    course.sources.prose = {{{"01-a.md", 20}, "vi-du-1-01", ProseKind::reading, repeated("chữ ", 41) + "."},
                            {{"01-a.md", 21}, "vi-du-1-01", ProseKind::reading, "Ngắn thôi."},
                            {{"01-a.md", 3}, "vi-du-1-01", ProseKind::field, repeated("chữ ", 45)}};
    Spelling spelling;
    spelling.of_lesson["vi-du-1-01"] = {100, 12};
    EXPECT_EQ(told(check_readability(course.library, course.sources, spelling)),
              "20: a sentence of 41 syllables, should have at most 40\n3: a sentence of 45 syllables, should have at most 40\n"
              "2: sentences of the reading have 21.5 syllables on average, should have at most 20\n"
              "2: 12 % of the reading's words are in no dictionary, should be at most 10 %\n");
}

TEST(CurriculumReview, ReviewsThePacksOfTheRepository) {
    const std::string root = BDH_SOURCE_DIR;
    const auto loaded = review_packs({{root + "/packs/binh-dan-hoc-ai"}, root + "/packs/frameworks", {}}, root + "/packs/words.txt");
    EXPECT_EQ(told(loaded.problems), "");
    for (const auto& warning : loaded.warnings) {
        EXPECT_FALSE(warning.file.empty()) << warning.message;
        EXPECT_GT(warning.line, 0) << warning.message;
        EXPECT_EQ(warning.message.find("is in no dictionary"), std::string::npos)
            << warning.file << ":" << warning.line << ": " << warning.message << "\nmend it, or add the word to packs/words.txt";
    }
}

TEST(CurriculumReview, KeepsToTheProblemsOfABrokenPack) {
    const auto loaded = review_packs({{"/nonexistent/vi-du"}, {}, {}}, "");
    EXPECT_FALSE(loaded.problems.empty());
    EXPECT_TRUE(loaded.warnings.empty());
}

}  // namespace
}  // namespace curriculum
