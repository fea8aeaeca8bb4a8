// Where in a pack's files each thing and each sentence stands. The library knows what was said, not on which line; the
// review needs both.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "packs/rules.h"
#include "public.h"

namespace curriculum {

struct SourcePlace {
    std::string file;
    int line = 1;
};

enum class ProseKind { reading, heading, field };

// Words meant for learners; what is typed in answer (accept:) is not among them, since it is misspelt on purpose.
struct Prose {
    SourcePlace place;
    std::string owner;  // id of the item, card, lesson or level it belongs to
    ProseKind kind = ProseKind::field;
    std::string text;  // without Markdown and the marks of blanks and selectable parts
};

struct Sources {
    std::map<std::string, SourcePlace, std::less<>> places;       // by id
    std::map<std::string, SourcePlace, std::less<>> competences;  // by lesson id: the line that lists them
    std::vector<Prose> prose;

    SourcePlace place_of(std::string_view id) const;  // line 0 of no file when the id is unknown
};

// The packs have been read without a problem before; what cannot be read here is left out.
Sources read_sources(const std::vector<PackFolder>& packs);

}  // namespace curriculum
