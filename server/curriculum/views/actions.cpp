#include "views/actions.h"

#include "views/rules.h"

namespace curriculum {

ItemJson write_item(const Item& item) {
    const auto text = http::to_json_text(view(item, 0));
    const auto drawn = drawn_list(item);
    if (!drawn.name) return {text, {}, {}};
    // Quotation marks within texts are escaped, so this name stands there once.
    const auto name = "\"" + std::string(drawn.name) + "\":[";
    const auto begin = text.find(name) + name.size();
    ItemJson json{text.substr(0, begin), {}, {}};
    std::size_t length = 0;
    for (const auto& choice : *drawn.choices) {
        json.choices.push_back(http::to_json_text(choice));
        length += json.choices.back().size() + 1;
    }
    json.after = text.substr(begin + (length > 0 ? length - 1 : 0));
    return json;
}

http::Written<ItemView> written_view(const Item& item, std::uint64_t seed) {
    const auto& json = item.json;
    std::string text = json.before;
    bool is_first = true;
    for (const auto place : drawn_order(item, seed)) {
        if (!is_first) text += ',';
        is_first = false;
        text += json.choices[place];
    }
    text += json.after;
    return {std::move(text)};
}

}  // namespace curriculum
