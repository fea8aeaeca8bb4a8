#pragma once
// How Vietnamese documents number their parts.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace documents {

std::string roman(int number);  // from 1
// a, b, c, d, đ, e, g … x, y: the Vietnamese alphabet without ă, â, ê, ô, ơ and ư, then aa, ab …
std::string letter(int number);  // from 1

using Values = std::vector<std::pair<std::string_view, std::string>>;
// "{place}, ngày" with {"place", …}; what the values do not name stays.
std::string fill(std::string_view pattern, const Values& values);

}  // namespace documents
