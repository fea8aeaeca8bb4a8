#include "foundation/documents/numerals.h"

#include <array>

namespace documents {

std::string roman(int number) {
    static constexpr std::pair<int, const char*> kSteps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                                                             {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                                                             {5, "V"},    {4, "IV"},   {1, "I"}};
    std::string text;
    for (const auto& [value, digits] : kSteps) {
        for (; number >= value; number -= value)
            text += digits;
    }
    return text;
}

std::string letter(int number) {
    static constexpr std::array<const char*, 23> kLetters{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                                          "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
    std::string text;
    const auto count = static_cast<int>(kLetters.size());
    for (; number > 0; number = (number - 1) / count)
        text.insert(0, kLetters[static_cast<std::size_t>((number - 1) % count)]);
    return text;
}

std::string fill(std::string_view pattern, const Values& values) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        bool known = false;
        for (const auto& [name, value] : values) {
            if (pattern[at] != '{' || pattern.substr(at + 1, name.size()) != name ||
                pattern.substr(at + 1 + name.size(), 1) != "}")
                continue;
            text += value;
            at += name.size() + 2;
            known = true;
            break;
        }
        if (!known) text += pattern[at++];
    }
    return text;
}

}  // namespace documents
