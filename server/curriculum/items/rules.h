// From a lesson's .items.yaml to its exercises and recall cards.
#pragma once

#include <string>
#include <vector>

#include "public.h"
#include "yaml/rules.h"

namespace curriculum {

struct ItemOnFile {
    Item item;
    int line = 0;
};
struct ItemsFile {
    std::vector<ItemOnFile> items;
    std::vector<ItemOnFile> cards;
};

Item read_item(const yaml::Node& node, const std::string& lesson_id, Mistakes& mistakes);
Item read_recall_card(const yaml::Node& node, const std::string& lesson_id, Mistakes& mistakes);
// One item of a level test's pool.
Item read_test_item(const yaml::Node& node, const std::string& level_id, Mistakes& mistakes);

ItemsFile read_items(const std::string& text, const std::string& lesson_id, Mistakes& mistakes);

// The time an exercise of this type usually takes, reading it included.
int usual_seconds(marking::ItemType type);

}  // namespace curriculum
