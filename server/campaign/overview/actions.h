#pragma once
#include "foundation/context.h"
#include "overview/rules.h"

namespace campaign {

// From counters alone: what an answer changed is in it, and a province takes no longer for having more people.
Result<Overview> see_overview(Context& context, const std::string& code);

}  // namespace campaign
