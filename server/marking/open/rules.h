// Items answered by typing a text or a number.
#pragma once

#include <optional>

#include "public.h"

namespace marking {

std::optional<Refusal> refuse_answers(const FillIn&, const Response&);
std::optional<Refusal> refuse_answers(const Numeric&, const Response&);
std::optional<Refusal> refuse_answers(const ShortAnswer&, const Response&);

Mark mark_item(const FillIn&, const Response&);
Mark mark_item(const Numeric&, const Response&);
Mark mark_item(const ShortAnswer&, const Response&);

}  // namespace marking
