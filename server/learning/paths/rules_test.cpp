#include "paths/rules.h"

#include <gmock/gmock.h>

namespace {

using namespace learning::paths;
using testing::ElementsAre;

curriculum::Library two_packs() {
    curriculum::Library library;
    for (const std::string pack : {"ai", "so"}) {
        curriculum::Pack made{pack, pack, "2026.11.1", {}};
        for (int number = 1; number <= 2; ++number) {
            curriculum::Level level;
            level.id = pack + "-" + std::to_string(number);
            level.number = number;
            for (const std::string letter : {"x", "y"}) {
                curriculum::Lesson lesson;
                lesson.id = level.id + letter;
                level.lesson_ids.push_back(lesson.id);
                library.lessons.emplace(lesson.id, lesson);
            }
            made.levels.push_back(level);
        }
        library.packs.push_back(made);
    }
    return library;
}

std::vector<std::string> ids(const std::vector<Stretch>& path) {
    std::vector<std::string> listed;
    for (const auto& stretch : path) {
        if (!listed.empty()) listed.push_back("|");
        for (const auto* lesson : stretch) listed.push_back(lesson->id);
    }
    return listed;
}

TEST(LearningPaths, FollowThePacksWhenNothingWasChosen) {
    const auto library = two_packs();
    const std::vector<std::string> all{"ai-1x", "ai-1y", "ai-2x", "ai-2y", "|", "so-1x", "so-1y", "so-2x", "so-2y"};
    EXPECT_EQ(ids(path_from(library, std::nullopt)), all);
    EXPECT_EQ(ids(path_from(library, "gone-7")), all);
    EXPECT_EQ(ids(path_from(library, "ai-1")), all);
}

TEST(LearningPaths, BeginAtTheChosenLevelAndKeepTheRestForLater) {
    const auto library = two_packs();
    EXPECT_THAT(ids(path_from(library, "so-2")),
                ElementsAre("so-2x", "so-2y", "|", "ai-1x", "ai-1y", "ai-2x", "ai-2y", "|", "so-1x", "so-1y"));
    EXPECT_EQ(in_order(path_from(library, "so-2")).size(), 8u);
}

}  // namespace
