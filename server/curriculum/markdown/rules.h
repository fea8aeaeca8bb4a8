// From a lesson's Markdown to its cards: CommonMark, no raw HTML, no links, pictures only from the pack itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "public.h"
#include "yaml/rules.h"

namespace curriculum {

struct PictureUse {
    std::string name;  // the file in images/
    int line = 0;
};

struct Reading {
    std::vector<Card> cards;
    int syllables = 0;
    std::vector<PictureUse> pictures;
};

inline constexpr int kSyllablesMax = 600;

// picture_folder is the address the pictures are served under, with its final slash.
Reading read_markdown(std::string_view body, int first_line, const std::string& picture_folder, Mistakes& mistakes);

}  // namespace curriculum
