#include "pictures/rules.h"

#include <gtest/gtest.h>

namespace curriculum {
namespace {

std::string svg(const std::string& inside, const std::string& attributes = "") {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" )" + attributes + ">" + inside + "</svg>";
}

TEST(CurriculumPictures, TakesDrawings) {
    for (
        const auto& inside :
        {R"x(<title>Ba bước</title><g transform="translate(1 2) rotate(3)"><rect width="9" height="9" fill="#fff"/></g>)x",
         R"x(<defs><linearGradient id="a"><stop offset="0" stop-color="rgb(1,2,3)"/></linearGradient></defs><rect fill="url(#a)" width="1" height="1"/>)x",
         R"x(<text x="1" y="2">Lan (xóm Đồng Tâm)</text>)x"}) {
        EXPECT_EQ(refuse_picture("a.svg", svg(inside)), std::nullopt) << inside;
    }
}

TEST(CurriculumPictures, RefusesWhateverRunsLoadsOrLinks) {
    for (const auto& inside :
         {"<script>x()</script>", R"x(<rect onclick="x()"/>)x", R"x(<image href="http://example.org/a.png"/>)x",
          R"x(<use href="http://example.org/#a"/>)x", R"x(<a href="x"><rect/></a>)x",
          R"x(<rect fill="url(http://example.org/#a)"/>)x", R"x(<style>@import "x"</style>)x", "<foreignObject/>",
          R"x(<rect style="background:url('//example.org')"/>)x", R"x(<rect xlink:href="data:text/html,x" />)x",
          R"x(<animate attributeName="href"/>)x", R"x(<rect style="fill:u\72l(//example.org)"/>)x",
          "<?xml-stylesheet href='a.css'?>"}) {
        EXPECT_NE(refuse_picture("a.svg", svg(inside)), std::nullopt) << inside;
    }
    EXPECT_NE(refuse_picture("a.svg", svg("", "onload='x()'")), std::nullopt);
    EXPECT_NE(refuse_picture("a.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("")), std::nullopt);
    EXPECT_NE(refuse_picture("a.svg", "<html/>"), std::nullopt);
    EXPECT_NE(refuse_picture("a.svg", ""), std::nullopt);
    EXPECT_NE(refuse_picture("a.svg", svg(std::string(300000, ' '))), std::nullopt);
    std::string deep;
    for (int depth = 0; depth < 20000; ++depth)
        deep += "<g>";
    EXPECT_NE(refuse_picture("a.svg", svg(deep)), std::nullopt);
    EXPECT_NE(refuse_picture("a.gif", "GIF89a"), std::nullopt);
}

TEST(CurriculumPictures, ReadsThePartsOfAPng) {
    const std::string signature = "\x89PNG\r\n\x1A\n";
    const std::string header = std::string("\0\0\0\x0DIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0", 21) + "csum";
    const std::string end = std::string("\0\0\0\0IEND", 8) + "csum";
    EXPECT_EQ(refuse_picture("a.png", signature + header + end), std::nullopt);
    EXPECT_NE(refuse_picture("a.png", signature + header), std::nullopt);
    EXPECT_NE(refuse_picture("a.png", signature + header + end + "<script>"), std::nullopt);
    EXPECT_NE(refuse_picture("a.png", signature + end), std::nullopt);
    EXPECT_NE(refuse_picture("a.png", "<svg/>"), std::nullopt);
    EXPECT_NE(refuse_picture("a.png", signature + std::string("\xFF\xFF\xFF\xFFIHDR", 8) + std::string(20, 'x')), std::nullopt);
}

}  // namespace
}  // namespace curriculum
