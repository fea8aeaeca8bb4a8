// What may be uploaded as a photo and what is kept of it: recognised by its content, turned upright, made smaller, and
// written anew as a JPEG, so that nothing but the picture itself remains. Pure.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "foundation/ids.h"

namespace learning {

using PhotoId = Id<struct PhotoTag>;

namespace photos {

inline constexpr std::size_t kUploadBytesMax = 8 * 1024 * 1024;
inline constexpr std::int64_t kPixelsMax = 25'000'000;  // decoded: 100 MB
inline constexpr int kSideMax = 1600;
inline constexpr int kPhotosMax = 3;  // of one submission

struct Photo {
    int width = 0;
    int height = 0;
    std::string jpeg;
};

enum class Refusal { photo_too_large, photo_type_unknown, photo_too_many_pixels, photo_broken };

// Takes up to a second for the largest.
std::variant<Photo, Refusal> prepare(std::string_view bytes);

// The orientation (1 to 8) that a TIFF block of Exif asks for; 1 when it says nothing sensible.
int orientation_of(std::string_view tiff);

}  // namespace photos
}  // namespace learning
