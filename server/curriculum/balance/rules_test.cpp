#include "balance/rules.h"

#include <gtest/gtest.h>

namespace curriculum {
namespace {

// A level of one lesson with single choices of four options: `right` tells where each has its right one.
struct LevelOf {
    Library library;
    Sources sources;

    LevelOf() {
        library.packs.push_back({"vi-du", "Ví dụ", "2026.1.1", {}});
        Level level;
        level.id = "vi-du-1";
        level.lesson_ids = {"vi-du-1-01"};
        library.packs[0].levels.push_back(level);
        library.lessons["vi-du-1-01"].id = "vi-du-1-01";
        sources.places["vi-du-1"] = {"level.yaml", 1};
    }
    void add(Item item) {
        item.id = "vi-du-1-01-" + std::to_string(library.items.size());
        library.lessons.at("vi-du-1-01").item_ids.push_back(item.id);
        library.items[item.id] = std::move(item);
    }
    void add_choice(std::size_t right, bool longest = false) {
        marking::SingleChoice key;
        Item item;
        for (std::size_t at = 0; at < 4; ++at) {
            key.options.push_back({std::string(1, static_cast<char>('a' + at)), at == right});
            item.choices.push_back({key.options.back().key, at == right && longest ? "dài hơn hẳn" : "ngắn thôi"});
        }
        item.key = key;
        add(std::move(item));
    }
    void add_statements(std::initializer_list<bool> truths) {
        marking::TrueFalseSet key;
        for (const bool truth : truths)
            key.statements.push_back({"a", truth});
        Item item;
        item.key = key;
        add(std::move(item));
    }
    std::string told() const {
        std::string lines;
        for (const auto& warning : check_balance(library, sources))
            lines += warning.message + "\n";
        return lines;
    }
};

TEST(CurriculumBalance, IsQuietWhenKeysAreSpread) {
    LevelOf level;
    for (std::size_t at = 0; at < 24; ++at)
        level.add_choice(at % 4, at % 3 == 0);
    for (int at = 0; at < 10; ++at)
        level.add_statements({true, false});
    EXPECT_EQ(level.told(), "");
}

TEST(CurriculumBalance, TellsOfAFavouritePosition) {
    LevelOf level;
    for (std::size_t at = 0; at < 20; ++at)
        level.add_choice(at < 12 ? 1 : at % 2 == 0 ? 0 : 2);
    EXPECT_EQ(
        level.told(),
        "lessons of vi-du-1: the right option stands at position b in 12 of 20 single_choice items (60 %, should be 10–40 %)\n"
        "lessons of vi-du-1: the right option stands at position d in 0 of 20 single_choice items (0 %, should be 10–40 %)\n");
}

TEST(CurriculumBalance, SaysNothingAboutAFewItems) {
    LevelOf level;
    for (int at = 0; at < 19; ++at)
        level.add_choice(0, true);
    EXPECT_EQ(level.told(), "");
}

TEST(CurriculumBalance, TellsWhenLengthGivesTheAnswerAway) {
    LevelOf level;
    for (std::size_t at = 0; at < 20; ++at)
        level.add_choice(at % 4, at < 10);
    EXPECT_NE(level.told().find("the right option is the longest in 50 % of single_choice items (at most 45 %)"),
              std::string::npos)
        << level.told();
}

TEST(CurriculumBalance, TellsOfStatementsThatAreAllTrue) {
    LevelOf level;
    level.add_statements({true, true, true});
    EXPECT_EQ(level.told(), "every statement of vi-du-1-01-0 is true\n");
    for (int at = 0; at < 9; ++at)
        level.add_statements({true, true, false});
    EXPECT_NE(level.told().find("70 % of the statements of true_false_set items are true"), std::string::npos) << level.told();
}

}  // namespace
}  // namespace curriculum
