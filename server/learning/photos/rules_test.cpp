#include "photos/rules.h"

#include <gd.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace {

using namespace std::string_view_literals;
using learning::photos::Photo;
using learning::photos::prepare;
using learning::photos::Refusal;

constexpr int kRed = 0xD02020, kGreen = 0x20A020;

// Green, with its left half red.
gdImage* draw(int width, int height) {
    auto* image = gdImageCreateTrueColor(width, height);
    gdImageFilledRectangle(image, 0, 0, width - 1, height - 1, kGreen);
    gdImageFilledRectangle(image, 0, 0, width / 2 - 1, height - 1, kRed);
    return image;
}

std::string taken(gdImage* image, void* bytes, int size) {
    std::string text(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    gdFree(bytes);
    gdImageDestroy(image);
    return text;
}
std::string jpeg(int width, int height) {
    int size = 0;
    auto* image = draw(width, height);
    auto* bytes = gdImageJpegPtr(image, &size, 90);
    return taken(image, bytes, size);
}
std::string png(int width, int height) {
    int size = 0;
    auto* image = draw(width, height);
    auto* bytes = gdImagePngPtr(image, &size);
    return taken(image, bytes, size);
}
std::string webp(int width, int height) {
    int size = 0;
    auto* image = draw(width, height);
    auto* bytes = gdImageWebpPtrEx(image, &size, 80);
    return taken(image, bytes, size);
}

// With an Exif block that names an orientation and, as telephones do, a place.
std::string with_exif(const std::string& picture, char orientation) {
    std::string exif("Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"sv);
    exif += orientation;
    exif += "\0\0\0\0\0\0GPS 21.59 105.84"sv;
    const auto length = exif.size() + 2;
    std::string segment("\xFF\xE1");
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xFF);
    return picture.substr(0, 2) + segment + exif + picture.substr(2);
}

Photo accepted(const std::string& bytes) {
    auto outcome = prepare(bytes);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
        ADD_FAILURE() << "refused for reason " << static_cast<int>(*refusal);
        return {};
    }
    return std::get<Photo>(std::move(outcome));
}
Refusal refused(std::string_view bytes) {
    const auto outcome = prepare(bytes);
    EXPECT_TRUE(std::holds_alternative<Refusal>(outcome));
    return std::holds_alternative<Refusal>(outcome) ? std::get<Refusal>(outcome) : Refusal{99};
}

bool is_red_at(const Photo& photo, double right, double down) {
    auto bytes = photo.jpeg;
    auto* image = gdImageCreateFromJpegPtr(static_cast<int>(bytes.size()), bytes.data());
    const int colour = gdImageGetTrueColorPixel(image, static_cast<int>(right * photo.width), static_cast<int>(down * photo.height));
    gdImageDestroy(image);
    return gdTrueColorGetRed(colour) > gdTrueColorGetGreen(colour);
}

TEST(PhotoRules, TakesTheThreeKindsByTheirContent) {
    for (const auto& bytes : {jpeg(320, 200), png(320, 200), webp(320, 200)}) {
        const auto photo = accepted(bytes);
        EXPECT_EQ(photo.width, 320);
        EXPECT_EQ(photo.height, 200);
        EXPECT_TRUE(photo.jpeg.starts_with("\xFF\xD8\xFF"));
        EXPECT_TRUE(is_red_at(photo, 0.2, 0.5));
        EXPECT_FALSE(is_red_at(photo, 0.8, 0.5));
    }
}

TEST(PhotoRules, MakesTheLongestSideSixteenHundred) {
    const auto wide = accepted(jpeg(4000, 1000));
    EXPECT_EQ(wide.width, 1600);
    EXPECT_EQ(wide.height, 400);
    const auto tall = accepted(png(100, 3200));
    EXPECT_EQ(tall.width, 50);
    EXPECT_EQ(tall.height, 1600);
    EXPECT_EQ(accepted(jpeg(1600, 1)).height, 1);
    EXPECT_EQ(accepted(jpeg(5000, 1)).height, 1);
}

TEST(PhotoRules, KeepsNothingButThePicture) {
    const auto bytes = with_exif(jpeg(320, 200), 1);
    ASSERT_NE(bytes.find("GPS 21.59"), std::string::npos);
    const auto photo = accepted(bytes);
    EXPECT_EQ(photo.jpeg.find("GPS"), std::string::npos);
    EXPECT_EQ(photo.jpeg.find("Exif"), std::string::npos);
}

TEST(PhotoRules, TurnsUprightAsTheCameraAsked) {
    struct Case {
        char orientation;
        bool lies, red_left, red_top;  // where red is; in a lying picture it is above or below
    };
    for (const auto& each : {Case{1, false, true, false}, Case{2, false, false, false}, Case{3, false, false, false},
                             Case{4, false, true, false}, Case{5, true, false, true}, Case{6, true, false, true},
                             Case{7, true, false, false}, Case{8, true, false, false}}) {
        const auto photo = accepted(with_exif(jpeg(320, 200), each.orientation));
        EXPECT_EQ(photo.width, each.lies ? 200 : 320) << int{each.orientation};
        EXPECT_EQ(photo.height, each.lies ? 320 : 200);
        const bool first = each.lies ? is_red_at(photo, 0.5, 0.2) : is_red_at(photo, 0.2, 0.5);
        EXPECT_EQ(first, each.red_left || each.red_top) << int{each.orientation};
    }
    EXPECT_EQ(accepted(with_exif(jpeg(320, 200), 9)).width, 320);
}

TEST(PhotoRules, RefusesWhatIsNoImage) {
    EXPECT_EQ(refused(""), Refusal::photo_type_unknown);
    EXPECT_EQ(refused("x"), Refusal::photo_type_unknown);
    EXPECT_EQ(refused("%PDF-1.7 …"), Refusal::photo_type_unknown);
    EXPECT_EQ(refused("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Refusal::photo_type_unknown);
    EXPECT_EQ(refused("GIF89a\1\0\1\0"sv), Refusal::photo_type_unknown);
    EXPECT_EQ(refused("RIFF\x10\0\0\0WAVEfmt "sv), Refusal::photo_type_unknown);
    EXPECT_EQ(refused("\xFF\xD8\xFF"sv), Refusal::photo_broken);
    EXPECT_EQ(refused("\x89PNG\r\n\x1A\n"sv), Refusal::photo_broken);
    EXPECT_EQ(refused("RIFF\x10\0\0\0WEBP"sv), Refusal::photo_broken);
    EXPECT_EQ(refused("\xFF\xD8\xFF<script>alert(1)</script>"sv), Refusal::photo_broken);
}

TEST(PhotoRules, RefusesWhatWasCutShort) {
    for (const auto& whole : {jpeg(320, 200), png(320, 200), webp(320, 200)}) {
        for (const auto size : {whole.size() - 20, whole.size() / 2, std::size_t{40}})
            EXPECT_EQ(refused(std::string_view(whole).substr(0, size)), Refusal::photo_broken) << size << " of " << whole.size();
    }
}

TEST(PhotoRules, RefusesHugeFramesBeforeDecodingThem) {
    auto bomb = png(8, 8);
    bomb.replace(16, 8, "\0\0\xFF\xFF\0\0\xFF\xFF"sv);
    EXPECT_EQ(refused(bomb), Refusal::photo_too_many_pixels);
    bomb.replace(16, 8, "\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF"sv);
    EXPECT_EQ(refused(bomb), Refusal::photo_too_many_pixels);
    bomb.replace(16, 8, "\0\0\0\0\0\0\0\x08"sv);
    EXPECT_EQ(refused(bomb), Refusal::photo_broken);

    auto wide = jpeg(8, 8);
    const auto frame = wide.find("\xFF\xC0"sv);
    ASSERT_NE(frame, std::string::npos);
    wide.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF"sv);
    EXPECT_EQ(refused(wide), Refusal::photo_too_many_pixels);
    // Within the limit, but not what is there.
    wide.replace(frame + 5, 4, "\0\x10\0\0"sv);
    EXPECT_EQ(refused(wide), Refusal::photo_broken);
}

TEST(PhotoRules, RefusesAProgressiveJpegOfEndlessScans) {
    auto bytes = jpeg(8, 8);
    for (int scan = 0; scan < 80; ++scan) bytes.insert(bytes.size() - 2, "\xFF\xDA\0\x02"sv);
    EXPECT_EQ(refused(bytes), Refusal::photo_broken);
}

TEST(PhotoRules, RefusesMoreThanEightMegabytes) {
    auto bytes = jpeg(8, 8);
    bytes.resize(learning::photos::kUploadBytesMax + 1);
    EXPECT_EQ(refused(bytes), Refusal::photo_too_large);
}

TEST(PhotoRules, ShowsSeeThroughPicturesOnWhite) {
    auto* image = gdImageCreateTrueColor(16, 16);
    gdImageAlphaBlending(image, 0);
    gdImageSaveAlpha(image, 1);
    gdImageFilledRectangle(image, 0, 0, 15, 15, gdTrueColorAlpha(0, 0, 0, gdAlphaTransparent));
    int size = 0;
    auto* bytes = gdImagePngPtr(image, &size);
    auto photo = accepted(taken(image, bytes, size));
    auto* shown = gdImageCreateFromJpegPtr(static_cast<int>(photo.jpeg.size()), photo.jpeg.data());
    EXPECT_GT(gdTrueColorGetRed(gdImageGetTrueColorPixel(shown, 8, 8)), 250);
    gdImageDestroy(shown);
}

// Whatever is changed in a good file: an answer, never a crash (the sanitizers watch), and never a frame too large.
RC_GTEST_PROP(PhotoRules, SurvivesDamagedFiles, ()) {
    static const std::string kinds[] = {with_exif(jpeg(64, 40), 6), png(64, 40), webp(64, 40)};
    auto bytes = kinds[*rc::gen::inRange(0, 3)];
    const auto hits = *rc::gen::inRange(1, 12);
    for (int hit = 0; hit < hits; ++hit) bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
    const auto outcome = prepare(bytes);
    if (const auto* photo = std::get_if<Photo>(&outcome)) {
        RC_ASSERT(std::max(photo->width, photo->height) <= learning::photos::kSideMax);
        RC_ASSERT(photo->jpeg.starts_with("\xFF\xD8"));
    }
}

RC_GTEST_PROP(PhotoRules, ReadsAnyOrientationBlockWithoutStumbling, (const std::string& noise)) {
    for (const auto* order : {"II", "MM"}) {
        const auto orientation = learning::photos::orientation_of(order + noise);
        RC_ASSERT(orientation >= 1 && orientation <= 8);
    }
}

}  // namespace
