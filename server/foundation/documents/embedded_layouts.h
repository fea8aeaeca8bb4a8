#pragma once
// Generated from layouts/*.yaml by cmake/EmbedTexts.cmake.
#include <string>
#include <utility>
#include <vector>

namespace documents {

const std::vector<std::pair<std::string, std::string>>& embedded_layouts();  // name, text

}  // namespace documents
