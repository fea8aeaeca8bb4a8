#pragma once
// How wide a text is in Times New Roman. Needed for lines "as long as the text" and for columns that words fit into.
#include <string>
#include <string_view>

namespace documents {

double width_pt(std::string_view text, double size_pt, bool bold);
// Of the widest word.
double word_width_pt(std::string_view text, double size_pt, bool bold);

// The same text with line breaks at spaces, in as few lines as the room allows and these about equally long: centred
// names and titles should not end with one lonely word. Breaks that are there stay,
// runs of spaces in a broken line become one.
std::string balanced(std::string_view text, double size_pt, bool bold, double room_pt);

}  // namespace documents
