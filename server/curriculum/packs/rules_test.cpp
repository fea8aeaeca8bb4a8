#include "packs/rules.h"

#include <gtest/gtest.h>

#include "yaml/rules.h"

namespace curriculum {
namespace {

const std::string kLesson = R"(---
id: vi-du-1-01
version: 1
title: "Trợ lý AI"
goal: "nói được trợ lý AI là gì"
competences: [ai.hieu]
requires: []
teach_back: "Kể lại cho người nhà."
task:
  title: "Viết lời mời"
  minutes: 4
  hand_in: "Dán lời mời."
  criteria:
    - {text: "Đủ ý", points: 6}
    - {text: "Lịch sự", points: 4}
  variants:
    official: "Mời họp cơ quan."
    student: "Mời họp lớp."
    worker: "Mời họp tổ."
    business: "Mời khách quen."
    citizen: "Mời họp xóm."
---
## Thẻ đầu

Đây là *chữ* của thẻ đầu.

![Ba bước](images/ba-buoc.svg)

## Thẻ sau

Chữ của thẻ sau.
)";

const std::string kItems = R"(items:
  - id: vi-du-1-01-a
    version: 1
    type: single_choice
    prompt: "Chọn một."
    explanation: "Vì thế."
    options:
      - {key: a, text: "Đúng", right: true}
      - {key: b, text: "Sai", feedback: "Chưa phải."}
  - id: vi-du-1-01-b
    version: 1
    type: fill_in
    prompt: "Điền."
    explanation: "Vì thế."
    text: "Tôi ___ AI."
    blanks:
      - {accept: ["hỏi"], diacritics: lenient, feedback: "Là hỏi."}
  - id: vi-du-1-01-c
    version: 1
    type: highlight
    prompt: "Đánh dấu."
    explanation: "Vì thế."
    text: "Đây là [[a: phần đúng]] và [[b: phần sai]]."
    right: [a]
    feedback: {b: "Chưa phải."}
cards:
  - {id: vi-du-1-01-r1, version: 1, front: "Một?", back: "Một."}
  - {id: vi-du-1-01-r2, version: 1, front: "Hai?", back: "Hai."}
  - {id: vi-du-1-01-r3, version: 1, front: "Ba?", back: "Ba."}
)";

PackFolder good_pack() {
    return {
        "packs/vi-du",
        "vi-du",
        {{"pack.yaml", "name: vi-du\ntitle: Ví dụ\nversion: 2026.11.1\nlicence: CC-BY-SA-4.0\nlanguage: vi\nlevels: [level-1]\n"},
         {"level-1/level.yaml", "id: vi-du-1\nnumber: 1\ntitle: Bậc một\noutcome: Làm được.\nskills: [một, hai, ba]\n"},
         {"level-1/01-tro-ly.md", kLesson},
         {"level-1/01-tro-ly.items.yaml", kItems},
         {"level-1/images/ba-buoc.svg",
          R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>)"}}};
}

PackFolder frameworks() {
    return {"packs/frameworks",
            "frameworks",
            {{"ai.yaml",
              "name: ai\nversion: 1\nnodes:\n  - {code: ai, title: AI, source: project, verified: true}\n"
              "  - {code: ai.hieu, parent: ai, title: Hiểu, source: project, verified: no}\n"}}};
}

std::string problems_of(const PackFolder& pack, const PackFolder& trees = frameworks()) {
    std::string lines;
    for (const auto& problem : read_packs({pack}, trees).problems) {
        lines += problem.file + ":" + std::to_string(problem.line) + ": " + problem.message + "\n";
    }
    return lines;
}

struct Breach {
    const char* file;
    const char* was;  // "" puts the new text in place of the whole file
    const char* is;
    const char* expected;  // one of the lines reported
};

const char* const kMd = "level-1/01-tro-ly.md";
const char* const kYaml = "level-1/01-tro-ly.items.yaml";

TEST(CurriculumPacks, TakesAGoodPack) {
    const auto loaded = read_packs({good_pack()}, frameworks());
    EXPECT_EQ(problems_of(good_pack()), "");
    const auto* lesson = loaded.library.lesson("vi-du-1-01");
    ASSERT_TRUE(lesson);
    ASSERT_EQ(lesson->cards.size(), 2u);
    EXPECT_EQ(lesson->cards[0].heading, "Thẻ đầu");
    EXPECT_NE(lesson->cards[0].html.find("<em>chữ</em>"), std::string::npos);
    const std::string address = "/pack/vi-du/2026.11.1/images/level-1/ba-buoc.svg";
    EXPECT_NE(lesson->cards[0].html.find("<img src=\"" + address + "\" alt=\"Ba bước\" />"), std::string::npos)
        << lesson->cards[0].html;
    ASSERT_TRUE(loaded.library.picture(address));
    EXPECT_EQ(loaded.library.picture(address)->content_type, "image/svg+xml");
    EXPECT_EQ(lesson->item_ids.size(), 3u);
    EXPECT_EQ(lesson->recall_ids.size(), 3u);
    EXPECT_EQ(loaded.library.level_of(*lesson)->title, "Bậc một");
    EXPECT_EQ(loaded.warnings.size(), 1u) << "so short a lesson deserves a warning, not a refusal";
}

TEST(CurriculumPacks, TellsEachMistakeWithItsPlace) {
    const std::vector<Breach> breaches = {
        {"pack.yaml", "name: vi-du", "name: khac", "pack.yaml:1: name 'khac' is not the folder's name 'vi-du'"},
        {"pack.yaml", "2026.11.1", "moi", "pack.yaml:3: version must be year.month.count"},
        {"pack.yaml", "[level-1]", "[level-1, level-2]", "pack.yaml:6: level-2/level.yaml is missing"},
        {"pack.yaml", "language: vi", "language: vi\nmood: good", "pack.yaml:6: unknown field 'mood'"},
        {"level-1/level.yaml", "number: 1", "number: 9", "level.yaml:2: field 'number' must be a whole number from 1 to 5"},
        {"level-1/level.yaml", "[một, hai, ba]", "[một]", "level.yaml:5: field 'skills' must hold 3 to 6 entries, not 1"},
        {kMd, "version: 1\n", "", "01-tro-ly.md:2: field 'version' is missing"},
        {kMd, "requires: []", "requires: [vi-du-1-09]", "01-tro-ly.md:7: required lesson 'vi-du-1-09' does not exist"},
        {kMd, "requires: []", "requires: [vi-du-1-01]",
         "01-tro-ly.md:7: required lesson 'vi-du-1-01' does not come before this one"},
        {kMd, "[ai.hieu]", "[ai.bay]", "01-tro-ly.md:6: competence 'ai.bay' is in no framework"},
        {kMd, "points: 6", "points: 5", "01-tro-ly.md:14: points of the criteria add up to 9, not 10"},
        {kMd, "    worker: \"Mời họp tổ.\"\n", "", "01-tro-ly.md:17: field 'worker' is missing"},
        {kMd, "minutes: 4", "minutes: 9", "01-tro-ly.md:11: field 'minutes' must be a whole number from 1 to 4"},
        {kMd, "title: \"Trợ lý AI\"", "title: \"\"", "01-tro-ly.md:4: field 'title' is empty"},
        {kMd, "title: \"Trợ lý AI\"", "title: \"A\\0\"",
         "01-tro-ly.md:4: field 'title' holds escapes that are not clean NFC text"},
        {kMd, "---\nid", "id", "01-tro-ly.md:1: the file must begin with front matter between two lines ---"},
        {kMd, "Chữ của", "<b>Chữ</b> của", "01-tro-ly.md:31: raw HTML is not allowed"},
        {kMd, "Chữ của", "[Chữ](https://example.org) của", "01-tro-ly.md:31: links are not allowed"},
        {kMd, "## Thẻ đầu\n", "", "01-tro-ly.md:24: text before the first '## ' heading"},
        {kMd, "## Thẻ đầu\n", "# Thẻ đầu\n", "01-tro-ly.md:23: headings begin at '## '"},
        {kMd, "![Ba bước]", "![]", "picture 'images/ba-buoc.svg' has no alt text"},
        {kMd, "images/ba-buoc.svg", "images/khac.svg", "01-tro-ly.md:27: picture images/khac.svg does not exist"},
        {kMd, "images/ba-buoc.svg", "https://example.org/a.svg", "must be written images/name.svg or images/name.png"},
        {kMd, "images/ba-buoc.svg", "images/../../x.svg", "must be written images/name.svg or images/name.png"},
        {kYaml, ", feedback: \"Chưa phải.\"}\n  - id: vi-du-1-01-b", "}\n  - id: vi-du-1-01-b",
         "items.yaml:9: field 'feedback' is missing"},
        {kYaml, "type: single_choice", "type: guess", "items.yaml:4: 'guess' is no type of item"},
        {kYaml, "right: true", "right: no, feedback: \"Không.\"",
         "items.yaml:2: item vi-du-1-01-a cannot be marked: key_without_right"},
        {kYaml, "{key: b, text: \"Sai\"", "{key: a, text: \"Sai\"",
         "items.yaml:2: item vi-du-1-01-a cannot be marked: key_duplicate"},
        {kYaml, "{key: b, text: \"Sai\"", "{key: b, text: \"Đúng\"", "the text 'Đúng' stands here twice"},
        {kYaml, "id: vi-du-1-01-b", "id: vi-du-1-01-a", "items.yaml:10: id 'vi-du-1-01-a' is given twice"},
        {kYaml, "id: vi-du-1-01-b", "id: khac-b", "items.yaml:10: item id 'khac-b' must be vi-du-1-01- and one letter"},
        {kYaml, "id: vi-du-1-01-r2", "id: vi-du-1-01-x", "card id 'vi-du-1-01-x' must be vi-du-1-01-r and a number"},
        {kYaml, "Tôi ___ AI.", "Tôi ___ ___.", "items.yaml:15: the text has 2 blanks (___), blanks: lists 1"},
        {kYaml, "diacritics: lenient", "diacritics: some", "items.yaml:17: diacritics must be strict or lenient"},
        {kYaml, "accept: [\"hỏi\"]", "accept: [\" \"]", "items.yaml:17: field 'accept' is empty"},
        {kYaml, "right: [a]", "right: [z]", "items.yaml:24: right names 'z', which the text does not mark"},
        {kYaml, "{b: \"Chưa phải.\"}", "{a: \"Đúng.\"}", "items.yaml:25: wrong part 'b' has no feedback"},
        {kYaml, "[[b: phần sai]]", "[[b: phần sai", "items.yaml:23: a selectable part is written [[key: words]]"},
        {kYaml, "version: 1, front: \"Ba?\"", "version: 0, front: \"Ba?\"",
         "items.yaml:29: field 'version' must be a whole number"},
        {kYaml, "    explanation: \"Vì thế.\"\n    options", "    options", "items.yaml:2: field 'explanation' is missing"},
        {kYaml, "prompt: \"Chọn một.\"", "prompt: [một]", "items.yaml:5: field 'prompt' must be text"},
    };
    for (const auto& breach : breaches) {
        auto pack = good_pack();
        auto& bytes = pack.files.at(breach.file);
        const auto at = bytes.find(breach.was);
        ASSERT_NE(at, std::string::npos) << breach.was;
        bytes.replace(at, std::string_view(breach.was).size(), breach.is);
        const auto told = problems_of(pack);
        EXPECT_NE(told.find(breach.expected), std::string::npos) << "expected: " << breach.expected << "\ntold:\n" << told;
    }
}

TEST(CurriculumPacks, TellsOfMissingAndStrangeFiles) {
    auto pack = good_pack();
    pack.files.erase(kYaml);
    EXPECT_NE(problems_of(pack).find("01-tro-ly.md:0: its items file level-1/01-tro-ly.items.yaml is missing"),
              std::string::npos);
    pack = good_pack();
    pack.files["level-1/01-tro-li.items.yaml"] = kItems;
    EXPECT_NE(problems_of(pack).find("01-tro-li.items.yaml:0: belongs to nothing"), std::string::npos);
    pack = good_pack();
    pack.files["level-1/Bai-dau.md"] = kLesson;
    EXPECT_NE(problems_of(pack).find("a lesson's file is named NN-slug.md"), std::string::npos);
    pack = good_pack();
    pack.files.erase("pack.yaml");
    EXPECT_NE(problems_of(pack).find("pack.yaml:0: is missing"), std::string::npos);
    pack = good_pack();
    pack.files["level-1/02-lai.md"] = kLesson;
    pack.files["level-1/02-lai.items.yaml"] = kItems;
    EXPECT_NE(problems_of(pack).find("lesson id 'vi-du-1-01' is given twice"), std::string::npos);
    pack = good_pack();
    pack.files["level-1/images/ba-buoc.svg"] =
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x()</script></svg>)";
    EXPECT_NE(problems_of(pack).find("ba-buoc.svg:0: element <script> is not allowed"), std::string::npos);
}

TEST(CurriculumPacks, TellsOfABrokenFramework) {
    auto trees = frameworks();
    trees.files["ai.yaml"] =
        "name: ai\nversion: 1\nnodes:\n  - {code: ai.hieu, parent: khong, title: A, source: b, verified: yes}\n";
    EXPECT_NE(problems_of(good_pack(), trees).find("ai.yaml:4: parent 'khong' does not stand above this node"),
              std::string::npos);
}

TEST(CurriculumPacks, SurvivesHostileFiles) {
    std::string deep(100000, '[');
    std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
    std::string wide = "items: [";
    for (int count = 0; count < 100000; ++count)
        wide += "1,";
    const std::vector<std::string> bytes = {"",
                                            "\xff\xfe",
                                            "\xEF\xBB\xBFitems: []",
                                            deep,
                                            std::string(100000, '{'),
                                            bomb,
                                            wide + "]",
                                            "items: !!python/object x",
                                            "items: [",
                                            "? [a]\n: b",
                                            "a: 1\na: 2",
                                            "--- a\n--- b",
                                            "\t",
                                            "items: \"\\xff\\uD800\"",
                                            "- - - - - - - - - - - - - - x",
                                            std::string("items: \0", 8),
                                            "%YAML 9.9\n---\n",
                                            "items: *none",
                                            "cards:\n  - {id: tie\xCC\x82\xCC\x81ng}"};
    for (const auto& file : {"pack.yaml", "level-1/level.yaml", kMd, kYaml}) {
        for (const auto& hostile : bytes) {
            auto pack = good_pack();
            pack.files[file] = hostile;
            EXPECT_NE(problems_of(pack), "") << file << " " << quoted(hostile);
            pack.files[file] = "---\n" + hostile + "\n---\n## A\n\nb\n";
            EXPECT_NE(problems_of(pack), "") << file << " " << quoted(hostile);
        }
    }
    auto pack = good_pack();
    pack.files[kMd] += std::string(60000, '>') + "x\n";
    pack.files[kMd] += std::string(3000, '*') + "\n";
    problems_of(pack);
    pack = good_pack();
    for (int count = 0; count < 700; ++count)
        pack.files[kMd] += "chữ ";
    EXPECT_NE(problems_of(pack).find("syllables, more than 600"), std::string::npos);
}

}  // namespace
}  // namespace curriculum
