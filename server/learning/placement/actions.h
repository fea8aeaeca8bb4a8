// Placement: a dozen questions at most, then a proposal. Nothing is stored: the device sends what was answered so far, the
// server marks it again and says what comes next, so a lost connection loses nothing and a cheat only misplaces himself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/result.h"
#include "placement/rules.h"
#include "public.h"

namespace learning {

struct PlacementAnswer {
    std::string item;
    std::int64_t item_version = 1;
    marking::Response response;
};

struct LevelProposed {
    std::string level_id;
    std::int64_t number = 1;
    std::string title;
    std::string outcome;
};
BOOST_DESCRIBE_STRUCT(LevelProposed, (), (level_id, number, title, outcome))

struct PlacementStep {
    std::int64_t asked = 0;
    std::int64_t asked_max = placement::kItemsMax;
    std::optional<curriculum::ItemView> item;  // the next question, or null
    std::optional<LevelProposed> proposal;     // once there is no next question
};
BOOST_DESCRIBE_STRUCT(PlacementStep, (), (asked, asked_max, item, proposal))

Result<PlacementStep> place(Context& context, AccountId account, const std::string& pack, const std::vector<PlacementAnswer>& answers);

}  // namespace learning
