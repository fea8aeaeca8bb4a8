// Items answered with keys chosen from what is offered.
#pragma once

#include <optional>

#include "public.h"

namespace marking {

std::optional<Refusal> refuse_answers(const SingleChoice&, const Response&);
std::optional<Refusal> refuse_answers(const MultipleChoice&, const Response&);
std::optional<Refusal> refuse_answers(const TrueFalseSet&, const Response&);
std::optional<Refusal> refuse_answers(const Order&, const Response&);
std::optional<Refusal> refuse_answers(const Match&, const Response&);
std::optional<Refusal> refuse_answers(const Categorise&, const Response&);
std::optional<Refusal> refuse_answers(const Highlight&, const Response&);
std::optional<Refusal> refuse_answers(const RecallCard&, const Response&);

Mark mark_item(const SingleChoice&, const Response&);
Mark mark_item(const MultipleChoice&, const Response&);
Mark mark_item(const TrueFalseSet&, const Response&);
Mark mark_item(const Order&, const Response&);
Mark mark_item(const Match&, const Response&);
Mark mark_item(const Categorise&, const Response&);
Mark mark_item(const Highlight&, const Response&);
Mark mark_item(const RecallCard&, const Response&);

}  // namespace marking
