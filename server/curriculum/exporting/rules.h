// From an item to the question of Moodle that comes nearest to it, and what that question does not say.
#pragma once

#include <string>
#include <vector>

#include "public.h"
#include "questions/rules.h"

namespace curriculum {

struct Rendition {
    Question question;
    std::vector<std::string> losses;  // for whoever reads it with another program; our own import loses nothing
};

Rendition render(const Item& item, ExchangeFormat format);

// A true_false_set travels as a matching to these two words, an order as one to numbers.
inline constexpr std::string_view kTrueWord = "Đúng";
inline constexpr std::string_view kFalseWord = "Sai";

}  // namespace curriculum
