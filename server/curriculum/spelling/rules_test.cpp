#include "spelling/rules.h"

#include <gtest/gtest.h>

#include "foundation/text.h"
#include "spelling/store.h"

namespace curriculum {
namespace {

using Words = std::vector<std::string>;

bool knows(const std::string& word) {
    static const std::set<std::string> kKnown{"tôi", "hỏi", "hoà", "rồi", "máy", "xong", "thuý", "khoẻ"};
    return kKnown.contains(text::lower_case(word));
}

Words suggest(const std::string&) { return {"hỏi", "hoi", "hội", "hới"}; }

std::string told(const Spelling& spelling) {
    std::string lines;
    for (const auto& warning : spelling.warnings)
        lines += std::to_string(warning.line) + ": " + warning.message + "\n";
    return lines;
}

WordList list_of(const std::string& text) {
    std::vector<PackProblem> problems;
    return WordList::read(text, "words.txt", problems);
}

TEST(CurriculumSpelling, FindsTheWordsOfAText) {
    EXPECT_EQ(words_of("“Tôi hỏi máy…”, (rồi) – xong."), (Words{"Tôi", "hỏi", "máy", "rồi", "xong"}));
    EXPECT_EQ(words_of("Wi-Fi và micrô"), (Words{"Wi-Fi", "và", "micrô"}));
    EXPECT_EQ(words_of("6h30, 1.500 đồng, 2026-11-01, B2"), (Words{"đồng"}));
    EXPECT_EQ(words_of("dichvucong.gov.vn hoặc lan@example.org"), (Words{"hoặc"}));
    EXPECT_EQ(words_of("sai.Rồi và/hoặc"), (Words{"sai", "Rồi", "và", "hoặc"})) << "a lost space is not an address";
    EXPECT_EQ(words_of("→ · … 100%"), Words{});
    EXPECT_EQ(words_of(""), Words{});
}

TEST(CurriculumSpelling, TakesBothPlacesOfATone) {
    EXPECT_EQ(other_tone_placement("hòa"), "hoà");
    EXPECT_EQ(other_tone_placement("Hoà"), "hòa");
    EXPECT_EQ(other_tone_placement("thúy"), "thuý");
    EXPECT_EQ(other_tone_placement("khỏe"), "khoẻ");
    EXPECT_EQ(other_tone_placement("qúy"), "") << "the u belongs to the q";
    EXPECT_EQ(other_tone_placement("hoàn"), "");
    EXPECT_EQ(other_tone_placement("hòan"), "") << "wrong under either rule";
}

TEST(CurriculumSpelling, TellsEachWordOnceForAFile) {
    Sources sources;
    sources.prose = {{{"a.md", 9}, "vi-du-1-01", ProseKind::reading, "Tôi hõi máy, tôi hõi mãi."},
                     {{"a.md", 4}, "vi-du-1-01", ProseKind::field, "HÒA hõi Thúy"},
                     {{"b.md", 2}, "vi-du-1-02", ProseKind::reading, "AI xong, ai xong, trậm Wi-Fi"},
                     {{"c.md", 1}, "vi-du-1-08", ProseKind::reading, "trậm"}};
    const auto spelling = check_spelling(sources, list_of("# chung\nAI\nWi-Fi  # mạng\nvi-du-1-08: trậm xắp\n"), knows, suggest);
    EXPECT_EQ(told(spelling),
              "4: 'hõi' is in no dictionary, 3 times in this file (hỏi, hoi, hội?)\n"
              "9: 'mãi' is in no dictionary (hỏi, hoi, hội?)\n"
              "2: 'ai' is in no dictionary (hỏi, hoi, hội?)\n"
              "2: 'trậm' is in no dictionary (hỏi, hoi, hội?)\n");
    EXPECT_EQ(spelling.of_lesson.at("vi-du-1-01").words, 6);
    EXPECT_EQ(spelling.of_lesson.at("vi-du-1-01").outside, 3);
}

TEST(CurriculumSpelling, TakesListedWordsInTheirCaseAndPlace) {
    const auto list = list_of("OTP\nmicrô\nvi-du-1-08: xắp\n");
    EXPECT_TRUE(list.accepts("OTP", "x"));
    EXPECT_FALSE(list.accepts("otp", "x"));
    EXPECT_TRUE(list.accepts("Micrô", "x"));
    EXPECT_TRUE(list.accepts("xắp", "vi-du-1-08-a"));
    EXPECT_FALSE(list.accepts("xắp", "vi-du-1-080"));
    EXPECT_FALSE(list.accepts("xắp", "vi-du-1-01"));
    std::vector<PackProblem> problems;
    WordList::read("a\n\xff\n", "words.txt", problems);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].line, 2);
}

TEST(CurriculumSpelling, OpensTheDictionaryOfTheMachine) {
    const auto dictionary = store::Dictionary::open();
    ASSERT_TRUE(dictionary) << "Debian's hunspell-vi must be installed; ./dev does it";
    EXPECT_TRUE(dictionary->knows("nghiêng"));
    EXPECT_TRUE(dictionary->knows("Bác"));
    EXPECT_FALSE(dictionary->knows("ngiêng"));
    EXPECT_FALSE(dictionary->suggest("ngiêng").empty());
    EXPECT_FALSE(store::Dictionary("/nonexistent.aff", "/nonexistent.dic").knows("bác"));
}

}  // namespace
}  // namespace curriculum
