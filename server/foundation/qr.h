#pragma once
#include <string>
#include <string_view>

// A QR code as a stand-alone SVG of one path: correction level M, the four-module quiet zone of ISO/IEC 18004 included,
// one unit a module, no styles (so that no page needs to allow inline ones).
std::string qr_svg(std::string_view content);
