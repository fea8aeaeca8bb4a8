// HTML as question banks hold it, made plain: packs have no markup in items.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace curriculum {

// Tags are taken out, paragraphs end with a line, entities become what they stand for. What carried more than a line break
// is told among the losses.
std::string plain_text_of(std::string_view html, std::vector<std::string>& losses);

}  // namespace curriculum
