#include "levels/rules.h"

#include <gtest/gtest.h>

#include <array>

namespace curriculum {
namespace {

const CompetenceCodes kCodes{{"ai.hieu", "Hiểu"}, {"ai.nho", "Nhờ"}};

std::string pool_item(int number, const std::string& competence) {
    const auto text = std::to_string(number);
    return "  - {id: vi-du-1-t" + text + ", version: 1, competence: " + competence + ", type: numeric, prompt: \"Số " + text +
           "?\", explanation: \"Vì thế.\", answer: " + text + ", feedback: \"Xem lại.\"}\n";
}

std::string test_file(int for_hieu, int for_nho) {
    std::string text =
        "id: vi-du-1-test\nversion: 1\nsample: true\nminutes: 25\npass_percent: 70\nwait_hours: 24\ntries: 5\nblueprint:\n"
        "  - {competence: ai.hieu, items: 12}\n  - {competence: ai.nho, items: 8}\npool:\n";
    for (int number = 1; number <= for_hieu + for_nho; ++number)
        text += pool_item(number, number <= for_hieu ? "ai.hieu" : "ai.nho");
    return text;
}

struct Reading {
    std::vector<PackProblem> problems;
    Mistakes mistakes{"test.yaml", problems};

    std::string told() const {
        std::string lines;
        for (const auto& problem : problems)
            lines += std::to_string(problem.line) + ": " + problem.message + "\n";
        return lines;
    }
};

std::string test_problems(const std::string& text) {
    Reading reading;
    read_level_test(text, "vi-du-1", kCodes, reading.mistakes);
    return reading.told();
}

std::string replaced(std::string text, const std::string& was, const std::string& is) {
    const auto at = text.find(was);
    EXPECT_NE(at, std::string::npos) << was;
    return text.replace(at, was.size(), is);
}

TEST(CurriculumLevels, ReadsATestWithItsPool) {
    Reading reading;
    const auto on_file = read_level_test(test_file(36, 24), "vi-du-1", kCodes, reading.mistakes);
    EXPECT_EQ(reading.told(), "");
    ASSERT_TRUE(on_file);
    EXPECT_EQ(on_file->test.length(), 20);
    EXPECT_EQ(on_file->test.pool.size(), 60u);
    EXPECT_EQ(on_file->test.pass_percent, 70);
    EXPECT_EQ(on_file->pool.front().item.competence, "ai.hieu");
    EXPECT_EQ(on_file->pool.front().item.lesson_id, "");
}

TEST(CurriculumLevels, DemandsAPoolLargeEnoughForEachCompetence) {
    EXPECT_NE(test_problems(test_file(40, 20)).find("the pool has 20 items for ai.nho, fewer than 3 times the 8 of a try"),
              std::string::npos);
    EXPECT_NE(test_problems(test_file(20, 20)).find("field 'pool' must hold 60 to 2000 entries, not 40"), std::string::npos);
}

TEST(CurriculumLevels, TellsWhatIsWrongInATest) {
    const auto good = test_file(36, 24);
    const std::vector<std::array<std::string, 3>> breaches = {
        {"id: vi-du-1-test", "id: khac-test", "1: test id 'khac-test' must be vi-du-1-test"},
        {"{competence: ai.nho, items: 8}", "{competence: ai.bay, items: 8}", "10: competence 'ai.bay' is in no framework"},
        {"{competence: ai.nho, items: 8}", "{competence: ai.hieu, items: 8}", "stands in the blueprint twice"},
        {"{competence: ai.nho, items: 8}\n", "{competence: ai.nho, items: 8}\nmood: good\n", "unknown field 'mood'"},
        {"id: vi-du-1-t7,", "id: vi-du-1-07-a,", "test item id 'vi-du-1-07-a' must be vi-du-1-t and a number"},
        {"pass_percent: 70", "pass_percent: 700", "field 'pass_percent' must be a whole number from 1 to 100"},
        {"sample: true\n", "", "field 'sample' is missing"},
    };
    for (const auto& [was, is, expected] : breaches) {
        const auto told = test_problems(replaced(good, was, is));
        EXPECT_NE(told.find(expected), std::string::npos) << "expected: " << expected << "\ntold:\n" << told;
    }
}

TEST(CurriculumLevels, ReadsAWorkSampleWithItsRubric) {
    const std::string good =
        "id: vi-du-1-work\nversion: 1\ntitle: Làm thật\nbrief: Viết một lời mời.\nhand_in: Dán lời mời.\nvariants:\n"
        "  {official: A, student: B, worker: C, business: D, citizen: E}\ncriteria:\n"
        "  - {text: Đủ, points: 6, full: đủ cả, part: đủ một nửa, none: thiếu}\n"
        "  - {text: Lịch sự, points: 4, full: lịch sự, part: tạm, none: cộc lốc}\n";
    Reading reading;
    const auto work = read_work_sample(good, reading.mistakes);
    EXPECT_EQ(reading.told(), "");
    ASSERT_TRUE(work);
    EXPECT_EQ(work->variants.size(), 5u);
    EXPECT_EQ(work->criteria[1].part, "tạm");

    Reading strict;
    read_work_sample(replaced(good, "points: 6", "points: 5"), strict.mistakes);
    EXPECT_NE(strict.told().find("points of the criteria add up to 9, not 10"), std::string::npos);
}

}  // namespace
}  // namespace curriculum
