// What a person ever answered to some items, in its order; for answers that come out of it.
#pragma once

#include <string>
#include <vector>

#include "answers/store.h"
#include "curriculum/public.h"
#include "foundation/context.h"
#include "merging/rules.h"

namespace learning {

// fresh: answers of the same person that are not stored yet.
merging::History history_of(Context& context, AccountId account, const curriculum::Library& library,
                            const std::vector<std::string>& items, const std::vector<store::Answer>& fresh);

}  // namespace learning
