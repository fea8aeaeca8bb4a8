#include "tasks/rules.h"

#include <gtest/gtest.h>

namespace {

using namespace learning::tasks;

curriculum::Library small_library() {
    curriculum::Library library;
    curriculum::Lesson lesson;
    lesson.id = "bdh-ai-1-01";
    lesson.task.title = "Viết một lời mời";
    lesson.task.criteria = {{"Đủ giờ và nơi", 10}};
    library.lessons.emplace(lesson.id, lesson);
    curriculum::WorkSample work;
    work.id = "bdh-ai-1-work";
    work.title = "Một bộ văn bản";
    work.criteria = {{"Đúng và đủ", 6, "Đủ phần", "Thiếu một phần", "Thiếu nhiều"}, {"Soi và sửa", 4, "Ba chỗ", "Một chỗ", "Không"}};
    curriculum::Level level;
    level.id = "bdh-ai-1";
    level.work_sample = work;
    library.packs.push_back({"binh-dan-hoc-ai", "Bình dân học AI", "1", {level}});
    return library;
}

TEST(TaskRules, FindsTheTaskOfALessonAndTheWorkOfALevel) {
    const auto library = small_library();
    const auto task = find_assignment(library, "bdh-ai-1-01");
    ASSERT_TRUE(task);
    EXPECT_FALSE(task->is_work_sample);
    EXPECT_EQ(task->title, "Viết một lời mời");
    const auto work = find_assignment(library, "bdh-ai-1-work");
    ASSERT_TRUE(work);
    EXPECT_TRUE(work->is_work_sample);
    ASSERT_EQ(work->criteria.size(), 2u);
    EXPECT_EQ(work->criteria[0].text, "Đúng và đủ. Đủ phần");
    EXPECT_EQ(work->criteria[0].points, 6);
    EXPECT_FALSE(find_assignment(library, "bdh-ai-2-work"));
    EXPECT_FALSE(find_assignment(library, ""));
}

TEST(TaskRules, TellsWhatIsNewFromWhatIsSentTwice) {
    const Contents first{"Lời mời", {true, false}, {7}};
    EXPECT_EQ(first, (Contents{"Lời mời", {true, false}, {7}}));
    EXPECT_NE(first, (Contents{"Lời mời.", {true, false}, {7}}));
    EXPECT_NE(first, (Contents{"Lời mời", {true, true}, {7}}));
    EXPECT_NE(first, (Contents{"Lời mời", {true, false}, {}}));
}

}  // namespace
