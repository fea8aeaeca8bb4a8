#include "likeness/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace curriculum {
namespace {

Item choice(const std::string& id, const std::string& prompt, const std::string& option) {
    Item item;
    item.id = id;
    item.prompt = prompt;
    item.choices = {{"a", option}, {"b", "Chép lại đúng từng chữ trong một cuốn sách"}};
    item.key = marking::SingleChoice{{{"a", true}, {"b", false}}};
    return item;
}

std::string told(const Library& library) {
    Sources sources;
    sources.places["a"] = {"a.yaml", 7};
    std::string lines;
    for (const auto& warning : check_likeness(library, sources))
        lines += warning.message + "\n";
    return lines;
}

TEST(CurriculumLikeness, FindsAnItemThatAsksTheSameInALessonAndInATest) {
    Library library;
    library.items["a"] = choice("a", "Trợ lý AI viết ra câu trả lời bằng cách nào?", "Ghép dần các đoạn chữ sao cho nghe hợp lý");
    library.items["b"] = choice("b", "Mật khẩu thế nào là khó đoán?", "Dài, không có trong từ điển, mỗi nơi một khác");
    library.test_items["t1"] =
        choice("t1", "Trợ lý AI viết ra các câu trả lời bằng cách nào?", "Ghép dần các đoạn chữ, sao cho nghe hợp lý");
    library.test_items["t2"] = library.items["b"];
    library.test_items["t2"].id = "t2";
    EXPECT_EQ(told(library), "t1 is almost the same as a (a.yaml:7, 94 % alike)\nt2 asks the same as b (:0, 100 % alike)\n");
}

TEST(CurriculumLikeness, LetsTheSamePromptStandOverOtherOptions) {
    Library library;
    library.items["a"] =
        choice("a", "Mỗi câu sau đúng hay sai?", "Giọng văn chắc chắn nghĩa là nội dung chắc chắn đúng, không cần xem lại nữa");
    library.items["b"] =
        choice("b", "Mỗi câu sau đúng hay sai?", "Máy gợi ý chỗ nào cũng phải theo chỗ ấy, kể cả tên người và tên xóm");
    EXPECT_EQ(told(library), "");
}

RC_GTEST_PROP(CurriculumLikeness, IsTheSameBothWaysAndWholeOnlyForItself, (const std::string& left, const std::string& right)) {
    RC_ASSERT(likeness_permille(left, right) == likeness_permille(right, left));
    const int own = likeness_permille(left, left);
    RC_ASSERT(own == 1000 || own == 0);  // 0: no word in it
}

}  // namespace
}  // namespace curriculum
