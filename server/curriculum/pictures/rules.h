// Which pictures are safe to show: an SVG that can only draw, or a PNG. Nothing that runs, loads or links.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace curriculum {

inline constexpr std::size_t kPictureBytesMax = 200 * 1024;  // the first lesson must load on a slow line

// Why a picture is refused, in English for its author; nothing when it is safe.
std::optional<std::string> refuse_picture(std::string_view name, std::string_view bytes);

// "image/svg+xml", "image/png", or "" for another ending.
std::string_view picture_type(std::string_view name);

}  // namespace curriculum
