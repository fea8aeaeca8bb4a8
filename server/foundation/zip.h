#pragma once
// Packs parts into a ZIP archive. The same parts give the same bytes: no clock, no time zone, no order of its own.
#include <string>
#include <vector>

struct ZipPart {
    std::string name;
    std::string content;
};

std::string pack_zip(const std::vector<ZipPart>& parts);
