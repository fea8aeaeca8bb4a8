#include "foundation/legacy_text.h"

#include <gtest/gtest.h>

#include <array>

namespace text {
namespace {

TEST(LegacyText, ReadsNamesInTcvn3) {
    EXPECT_EQ(from_legacy(Encoding::tcvn3, "NguyÔn V¨n §øc"), "Nguyễn Văn Đức");
    EXPECT_EQ(from_legacy(Encoding::tcvn3, "TrÇn ThÞ Ph­îng"), "Trần Thị Phượng");
    EXPECT_EQ(from_legacy(Encoding::tcvn3, "Th«n Nµ Ca"), "Thôn Nà Ca");
}

TEST(LegacyText, ReadsNamesInVni) {
    EXPECT_EQ(from_legacy(Encoding::vni, "Nguyeãn Vaên Ñöùc"), "Nguyễn Văn Đức");
    EXPECT_EQ(from_legacy(Encoding::vni, "Traàn Thò Phöôïng"), "Trần Thị Phượng");
    EXPECT_EQ(from_legacy(Encoding::vni, "NGUYEÃN VAÊN ÑÖÙC"), "NGUYỄN VĂN ĐỨC");
    EXPECT_EQ(from_legacy(Encoding::vni, "Thoân Naø Ca"), "Thôn Nà Ca");
}

TEST(LegacyText, TellsThemApart) {
    EXPECT_EQ(detect_encoding({"NguyÔn V¨n §øc", "TrÇn ThÞ Lan", "Th«n Nµ Ca"}), Encoding::tcvn3);
    EXPECT_EQ(detect_encoding({"Nguyeãn Vaên Ñöùc", "Traàn Thò Lan", "Thoân Naø Ca"}), Encoding::vni);
    EXPECT_EQ(detect_encoding({"Nguyễn Văn Đức", "Trần Thị Lan", "Thôn Nà Ca"}), Encoding::unicode);
    EXPECT_EQ(detect_encoding({"Hà", "Hùng", "Lan", "Thôn 3"}), Encoding::unicode);
    EXPECT_EQ(detect_encoding({"Lan", "01879.01", "12", ""}), Encoding::unicode);
    EXPECT_EQ(detect_encoding({"Müller & Søn", "Café"}), Encoding::unicode);
}

TEST(LegacyText, ComposesWhatComesInPieces) {
    EXPECT_EQ(from_legacy(Encoding::unicode, "Nguye\u0302\u0303n"), "Nguyễn");
    EXPECT_EQ(from_windows_1252("Nguy\xD4n"), "NguyÔn");
}

TEST(LegacyText, KnowsSyllables) {
    for (const auto* word : {"Nguyễn", "Khuổi", "Nộc", "quyết", "giặt", "nghiêng", "Đức", "Phượng", "ươm", "yêu", "xoong"}) EXPECT_TRUE(is_syllable(word)) << word;
    for (const auto* word : {"NguyÔn", "Vaên", "Ñöùc", "ThÞ", "Müller"}) EXPECT_FALSE(is_syllable(word)) << word;
}

}  // namespace
}  // namespace text
