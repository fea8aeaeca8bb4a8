#include "foundation/documents/clean.h"

#include "foundation/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace documents;

std::string cleaned(std::string_view text, std::size_t length_max = 100) { return clean_text(text, length_max).text; }

TEST(DocumentsClean, KeepsVietnameseAndMarkupAsTheyAre) {
    EXPECT_EQ(cleaned("Bình dân học AI <b>&amp; “sử dụng” 'được'</b>"), "Bình dân học AI <b>&amp; “sử dụng” 'được'</b>");
    EXPECT_FALSE(clean_text("Nguyễn Thị Lan", 100).changed);
}

TEST(DocumentsClean, ComposesWhatStandsApart) {
    EXPECT_EQ(cleaned("Nguye\xCC\x82\xCC\x83n"), "Nguyễn");
    EXPECT_FALSE(clean_text("Nguye\xCC\x82\xCC\x83n", 100).changed);
    EXPECT_EQ(cleaned("e\x01\xCC\x82"), "ê");  // a control character between a letter and its mark
}

TEST(DocumentsClean, MakesEveryLineEndOne) {
    EXPECT_EQ(cleaned("a\r\nb\rc\nd\xE2\x80\xA8"
                      "e\xC2\x85"
                      "f\x0Bg"),
              "a\nb\nc\nd\ne\nf\ng");
    EXPECT_EQ(cleaned("a\tb"), "a b");
}

TEST(DocumentsClean, DropsWhatNoFileMayHold) {
    EXPECT_EQ(cleaned(std::string("a\0b\x1B[31m\x7F", 9)), "ab[31m");
    EXPECT_EQ(cleaned("\xEF\xBB\xBF"
                      "a\xEF\xBF\xBE\xEF\xB7\x90"),
              "a");                                                // byte order mark, noncharacters
    EXPECT_EQ(cleaned("gpj.\xE2\x80\xAEtxt.exe"), "gpj.txt.exe");  // right-to-left override
    EXPECT_EQ(cleaned("a\xC3(\xED\xA0\x80"), "a\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // half a letter, a surrogate
    EXPECT_TRUE(clean_text("\x02", 100).changed);
}

TEST(DocumentsClean, CutsLongTextsBetweenLetters) {
    EXPECT_EQ(cleaned("abcdef", 6), "abcdef");
    EXPECT_EQ(cleaned("abcdefg", 6), "abcde…");
    EXPECT_TRUE(clean_text("abcdefg", 6).shortened);
    // x with a dot below and a ring has no composed form: the mark goes with its letter.
    EXPECT_EQ(cleaned("abx\xCC\xA3\xCC\x8A"
                      "def",
                      5),
              "ab…");
    EXPECT_EQ(cleaned("\xCC\xA3\xCC\xA3\xCC\xA3\xCC\xA3", 3), "…");
}

TEST(DocumentsClean, TakesOnlyWebLinks) {
    for (const auto* link :
         {"https://hoc.example.vn/don-vi/05551?ngay=2026-11-15#chi-tieu", "http://localhost:8080/", "HTTPS://hoc.example.vn"})
        EXPECT_TRUE(is_web_link(link)) << link;
    for (const auto* link : {"", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "//hoc.example.vn", "/don-vi",
                             "https://", "https:///x", "https://lan:mat-khau@hoc.example.vn/", "https://a.example/ b",
                             "mailto:a@b.vn", "https://a.example/\x01", "https://học.vn/"})
        EXPECT_FALSE(is_web_link(link)) << link;
    EXPECT_FALSE(is_web_link("https://a.example/" + std::string(kLinkBytesMax, 'a')));
}

RC_GTEST_PROP(DocumentsClean, MakesAnyBytesFitAndOnceIsEnough, (const std::string& bytes)) {
    const auto max = *rc::gen::inRange<std::size_t>(1, 60);
    const auto once = clean_text(bytes, max);
    RC_ASSERT(text::to_nfc(once.text) == once.text);
    RC_ASSERT(!text::has_control_characters(once.text));
    RC_ASSERT(once.text.find_first_of("\t\r") == std::string::npos);
    RC_ASSERT(text::length(once.text) <= max);
    RC_ASSERT(cleaned(once.text, max) == once.text);
}

}  // namespace
