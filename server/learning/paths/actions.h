// The path of one person: where they chose to begin.
#pragma once

#include <string>
#include <vector>

#include "foundation/result.h"
#include "paths/rules.h"
#include "public.h"

namespace learning {

struct ChosenLevel {
    std::string level_id;
};
BOOST_DESCRIBE_STRUCT(ChosenLevel, (), (level_id))
// May be changed at any time; what was learnt stays learnt.
Result<ChosenLevel> choose_level(Context& context, AccountId account, const std::string& level_id);

std::vector<paths::Stretch> path_of(Context& context, AccountId account, const curriculum::Library& library);

}  // namespace learning
