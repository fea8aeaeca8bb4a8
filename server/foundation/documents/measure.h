#pragma once
// How wide a text is in Times New Roman. Needed for lines "as long as the text" and for columns that words fit into.
#include <string_view>

namespace documents {

double width_pt(std::string_view text, double size_pt, bool bold);
// Of the widest word.
double word_width_pt(std::string_view text, double size_pt, bool bold);

}  // namespace documents
