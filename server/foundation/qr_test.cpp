#include "foundation/qr.h"

#include <gtest/gtest.h>

namespace {

TEST(Qr, IsOnePathInsideItsQuietZone) {
    const auto svg = qr_svg("https://hoc.example.vn/tham-gia?ma=abcdefghij");
    EXPECT_NE(svg.find("viewBox=\"0 0 41 41\""), std::string::npos);  // version 4 has 33 modules, and 4 quiet ones each side
    EXPECT_NE(svg.find("d=\"M4 4h7"), std::string::npos);             // the finder pattern's top edge
    EXPECT_EQ(svg.find("<path", svg.find("<path") + 1), std::string::npos);
    EXPECT_EQ(svg.find("style"), std::string::npos);
}

TEST(Qr, KeepsBytesThatAreNotAscii) { EXPECT_NE(qr_svg("Bình Dân Học"), qr_svg("Binh Dan Hoc")); }

TEST(Qr, RefusesWhatNoCodeCanHold) { EXPECT_THROW(qr_svg(std::string(5000, 'a')), std::runtime_error); }

}  // namespace
