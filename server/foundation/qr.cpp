#include "foundation/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace {
constexpr int kQuietModules = 4;
}

std::string qr_svg(std::string_view content) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(content.size()), reinterpret_cast<const unsigned char*>(content.data()), 0, QR_ECLEVEL_M),
        QRcode_free);
    if (!code) throw std::runtime_error("a QR code cannot hold this content");
    const int side = code->width + 2 * kQuietModules;
    std::string path;
    for (int row = 0; row < code->width; ++row) {
        for (int column = 0; column < code->width;) {
            const auto is_dark = [&](int at) { return (code->data[row * code->width + at] & 1) != 0; };
            if (!is_dark(column)) {
                ++column;
                continue;
            }
            int length = 1;
            while (column + length < code->width && is_dark(column + length)) ++length;
            path += fmt::format("M{} {}h{}v1h-{}z", column + kQuietModules, row + kQuietModules, length, length);
            column += length;
        }
    }
    return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">)"
                       R"(<rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{1}"/></svg>)", side, path);
}
