#include "photos/rules.h"

#include <gd.h>
#include <webp/decode.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace learning::photos {
namespace {

using namespace std::string_view_literals;

struct ImageDeleter {
    void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, ImageDeleter>;

enum class Kind { jpeg, png, webp };

struct Header {
    Kind kind = Kind::jpeg;
    std::int64_t width = 0;
    std::int64_t height = 0;
    int orientation = 1;
};

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
unsigned big16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1); }
unsigned big32(std::string_view bytes, std::size_t at) { return big16(bytes, at) << 16 | big16(bytes, at + 2); }

bool is_start_of_frame(unsigned marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Each scan of a progressive JPEG costs a pass over the whole picture; cameras write about ten.
constexpr int kScansMax = 64;

bool has_sane_scans(std::string_view scans) {
    int count = 0;
    for (auto at = scans.find("\xFF\xDA"sv); at != scans.npos; at = scans.find("\xFF\xDA"sv, at + 2)) {
        if (++count > kScansMax) return false;
    }
    return scans.find("\xFF\xD9"sv) != scans.npos;  // within the picture's data this can only be its end
}

// JPEG (ITU-T T.81, annex B): segments up to the first scan.
std::optional<Header> read_jpeg(std::string_view bytes) {
    Header header{Kind::jpeg, 0, 0, 1};
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (byte_at(bytes, at) != 0xFF) return std::nullopt;
        const auto marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {  // a fill byte
            ++at;
            continue;
        }
        if (marker == 0xDA) {
            if (header.width == 0 || !has_sane_scans(bytes.substr(at))) return std::nullopt;
            return header;
        }
        const auto length = big16(bytes, at + 2);
        if (marker < 0xC0 || length < 2 || at + 2 + length > bytes.size()) return std::nullopt;
        const auto body = bytes.substr(at + 4, length - 2);
        if (is_start_of_frame(marker)) {
            if (header.width != 0 || body.size() < 5) return std::nullopt;
            header.height = big16(body, 1);
            header.width = big16(body, 3);
        } else if (marker == 0xE1 && body.starts_with("Exif\0\0"sv)) {
            header.orientation = orientation_of(body.substr(6));
        }
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<Header> read_png(std::string_view bytes) {
    if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
    return Header{Kind::png, big32(bytes, 16), big32(bytes, 20), 1};
}

std::optional<Header> read_webp(std::string_view bytes) {
    int width = 0, height = 0;
    if (!WebPGetInfo(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &width, &height)) return std::nullopt;
    return Header{Kind::webp, width, height, 1};
}

std::variant<Header, Refusal> read_header(std::string_view bytes) {
    std::optional<Header> header;
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) {
        header = read_jpeg(bytes);
    } else if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        header = read_png(bytes);
    } else if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) {
        header = read_webp(bytes);
    } else {
        return Refusal::photo_type_unknown;
    }
    if (!header || header->width <= 0 || header->height <= 0) return Refusal::photo_broken;
    if (header->width > kPixelsMax || header->height > kPixelsMax || header->width * header->height > kPixelsMax)
        return Refusal::photo_too_many_pixels;
    return *header;
}

Image decode(Kind kind, std::string_view bytes) {
    // gd only reads from it.
    auto* data = const_cast<char*>(bytes.data());
    const auto size = static_cast<int>(bytes.size());
    switch (kind) {
    case Kind::jpeg: return Image(gdImageCreateFromJpegPtr(size, data));
    case Kind::png: return Image(gdImageCreateFromPngPtr(size, data));
    case Kind::webp: return Image(gdImageCreateFromWebpPtr(size, data));
    }
    return nullptr;
}

Image blank(int width, int height) { return Image(gdImageCreateTrueColor(width, height)); }

// No larger than needed, on white where it was see-through.
Image shrink(const Image& image) {
    const int width = gdImageSX(image), height = gdImageSY(image);
    const int longest = std::max(width, height);
    const auto scaled = [&](int side) {
        return longest <= kSideMax ? side : std::max(1, static_cast<int>(std::int64_t{side} * kSideMax / longest));
    };
    auto small = blank(scaled(width), scaled(height));
    if (!small) return nullptr;
    const int right = gdImageSX(small), bottom = gdImageSY(small);
    gdImageFilledRectangle(small.get(), 0, 0, right - 1, bottom - 1, gdTrueColor(255, 255, 255));
    if (longest <= kSideMax) {
        gdImageCopy(small.get(), image.get(), 0, 0, 0, 0, width, height);
    } else {
        gdImageCopyResampled(small.get(), image.get(), 0, 0, 0, 0, right, bottom, width, height);
    }
    return small;
}

// Exif 2.3, tag Orientation: which corner of the stored picture is at the top left.
Image turn_upright(Image image, int orientation) {
    if (orientation == 1) return image;
    const int width = gdImageSX(image), height = gdImageSY(image);
    const bool lies = orientation >= 5;
    auto upright = lies ? blank(height, width) : blank(width, height);
    if (!upright) return nullptr;
    for (int y = 0; y < gdImageSY(upright); ++y) {
        for (int x = 0; x < gdImageSX(upright); ++x) {
            int from_x = lies ? y : x, from_y = lies ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) from_x = width - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) from_y = height - 1 - from_y;
            gdImageTrueColorPixel(upright.get(), x, y) = gdImageTrueColorPixel(image.get(), from_x, from_y);
        }
    }
    return upright;
}

std::string encode(const Image& image) {
    constexpr int kQuality = 82;
    int size = 0;
    void* bytes = gdImageJpegPtr(image.get(), &size, kQuality);
    if (!bytes) return {};
    std::string jpeg(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    gdFree(bytes);
    return jpeg;
}

void say_nothing(int, const char*, va_list) {}  // gd would write each broken photo to stderr

}  // namespace

int orientation_of(std::string_view tiff) {
    if (tiff.size() < 8) return 1;
    const bool little = tiff.starts_with("II");
    if (!little && !tiff.starts_with("MM")) return 1;
    const auto read16 = [&](std::size_t at) { return little ? byte_at(tiff, at) | byte_at(tiff, at + 1) << 8 : big16(tiff, at); };
    const auto read32 = [&](std::size_t at) { return little ? read16(at) | read16(at + 2) << 16 : big32(tiff, at); };
    const std::size_t directory = read32(4);
    if (directory + 2 > tiff.size()) return 1;
    const auto entries = read16(directory);
    for (std::size_t entry = 0; entry < entries; ++entry) {
        const auto at = directory + 2 + entry * 12;
        if (at + 12 > tiff.size()) return 1;
        if (read16(at) != 0x0112) continue;
        const auto value = read16(at + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

std::variant<Photo, Refusal> prepare(std::string_view bytes) {
    static const bool quiet = [] {
        gdSetErrorMethod(say_nothing);
        return true;
    }();
    (void)quiet;
    if (bytes.size() > kUploadBytesMax) return Refusal::photo_too_large;
    const auto read = read_header(bytes);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
    const auto& header = std::get<Header>(read);
    auto image = decode(header.kind, bytes);
    if (!image || gdImageSX(image) != header.width || gdImageSY(image) != header.height) return Refusal::photo_broken;
    image = shrink(image);
    if (image) image = turn_upright(std::move(image), header.orientation);
    if (!image) return Refusal::photo_broken;
    Photo photo{gdImageSX(image), gdImageSY(image), encode(image)};
    if (photo.jpeg.empty()) return Refusal::photo_broken;
    return photo;
}

}  // namespace learning::photos
