// Items written down in the pack format: as a file an author goes on with, or one item on one line to be carried elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "public.h"

namespace curriculum {

// What read_items would read again as these. A field that holds nothing is written empty, so that the pack check asks for it.
std::string write_items_file(const std::vector<Item>& items, const std::vector<Item>& cards);

// The whole item on one line.
std::string write_item_line(const Item& item);
// An item or a recall card; nothing when the line is not one, or breaks a rule of the pack format.
std::optional<Item> read_item_line(std::string_view line);

}  // namespace curriculum
