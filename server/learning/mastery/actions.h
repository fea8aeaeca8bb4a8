// Skipping a lesson already mastered: three of its items, once a day.
#pragma once

#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/result.h"
#include "mastery/rules.h"
#include "placement/actions.h"
#include "public.h"

namespace learning {

struct MasteryCheck {
    std::string lesson_id;
    std::vector<curriculum::ItemView> items;
    bool tried_today = false;
};
BOOST_DESCRIBE_STRUCT(MasteryCheck, (), (lesson_id, items, tried_today))
Result<MasteryCheck> mastery_check_of(Context& context, AccountId account, const std::string& lesson);

struct MasteryResult {
    bool passed = false;
    std::int64_t score_percent = 0;
};
BOOST_DESCRIBE_STRUCT(MasteryResult, (), (passed, score_percent))
// When passed, the lesson counts as completed and its recall cards join the reviews, which will show whether it was true. It
// earns no points: those are for what was learnt here.
Result<MasteryResult> take_mastery_check(Context& context, AccountId account, const std::string& lesson,
                                         const std::vector<PlacementAnswer>& answers);

}  // namespace learning
