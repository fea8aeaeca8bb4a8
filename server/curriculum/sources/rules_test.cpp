#include "sources/rules.h"

#include <gtest/gtest.h>

namespace curriculum {
namespace {

const PackFolder kPack{"packs/vi-du",
                       "vi-du",
                       {{"level-1/01-a.md",
                         "---\nid: vi-du-1-01\ncompetences: [ai.hieu]\ntask:\n  variants: {official: \"Mời họp.\"}\n---\n## Thẻ "
                         "*đầu*\n\nMột **câu**\nhai dòng.\n\n"
                         "![Ba bước](images/a.svg)\n\n- mục một\n- mục hai\n"},
                        {"level-1/01-a.items.yaml",
                         "items:\n  - id: vi-du-1-01-a\n    options:\n      - {key: a, text: \"Đúng\", right: true}\n"
                         "  - id: vi-du-1-01-b\n    text: \"Tôi [[a: hỏi]] ___ AI.\"\n    right: [a]\n    feedback: {b: \"Chưa "
                         "phải.\"}\n    accept: [\"hoi\"]\n"
                         "  - id: vi-du-1-01-c\n    pairs:\n      - {key: a, left: \"Trái\", right: \"Phải\"}\n"}}};

std::string told(const Sources& sources) {
    std::string lines;
    for (const auto& prose : sources.prose)
        lines += std::to_string(prose.place.line) + " " + prose.owner + " " + prose.text + "\n";
    return lines;
}

TEST(CurriculumSources, KeepWhatLearnersReadWithItsLine) {
    EXPECT_EQ(told(read_sources({kPack})),
              "4 vi-du-1-01-a Đúng\n6 vi-du-1-01-b Tôi hỏi   AI.\n8 vi-du-1-01-b Chưa phải.\n12 vi-du-1-01-c Trái\n"
              "12 vi-du-1-01-c Phải\n5 vi-du-1-01 Mời họp.\n7 vi-du-1-01 Thẻ đầu\n9 vi-du-1-01 Một câu hai dòng.\n"
              "12 vi-du-1-01 Ba bước\n14 vi-du-1-01 mục một\n15 vi-du-1-01 mục hai\n");
}

TEST(CurriculumSources, KnowWhereEachIdStands) {
    const auto sources = read_sources({kPack});
    EXPECT_EQ(sources.place_of("vi-du-1-01-b").line, 5);
    EXPECT_EQ(sources.place_of("vi-du-1-01-b").file, "packs/vi-du/level-1/01-a.items.yaml");
    EXPECT_EQ(sources.place_of("vi-du-1-01").line, 2);
    EXPECT_EQ(sources.competences.at("vi-du-1-01").line, 3);
    EXPECT_EQ(sources.place_of("khong-co").line, 0);
}

TEST(CurriculumSources, LeaveOutWhatCannotBeRead) {
    for (const std::string bytes : {"", "---", "---\n---\n", "---\nid: [\n---\n## A\n", "items: [", "\xff"}) {
        const auto sources = read_sources({{"p", "p", {{"level-1/01-a.md", bytes}, {"level-1/01-a.items.yaml", bytes}}}});
        EXPECT_TRUE(sources.prose.empty()) << bytes;
    }
}

}  // namespace
}  // namespace curriculum
