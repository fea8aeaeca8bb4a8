// What makes a pack good beyond being whole: how much of what, for whom, and how hard to read. All of it warnings.
#pragma once

#include <string>
#include <vector>

#include "public.h"
#include "sources/rules.h"
#include "spelling/rules.h"

namespace curriculum {

// Numbers of syllables of each sentence. A list's entry or a paragraph ends a sentence even without a full stop.
std::vector<int> sentence_lengths(std::string_view paragraph);

// Six to eight items of at least four types in every lesson; every competence of a pack in at least two lessons; a test and
// a work sample in every level; five variants that are not copies of each other.
std::vector<PackProblem> check_coverage(const Library& library, const Sources& sources);

// Syllables to a sentence, and the share of words the dictionary does not have.
std::vector<PackProblem> check_readability(const Library& library, const Sources& sources, const Spelling& spelling);

// Everything, in the order of files and lines.
std::vector<PackProblem> review(const Library& library, const Sources& sources, const WordList& accepted, const KnowsWord& knows,
                                const SuggestWords& suggest);

}  // namespace curriculum
