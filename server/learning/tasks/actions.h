// Handing in the task of a lesson.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foundation/result.h"
#include "public.h"

namespace learning {

inline constexpr std::size_t kTaskTextMax = 4000;

struct TaskSubmission {
    std::string text;
    std::vector<bool> checks;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(TaskSubmission, (), (text, checks, at))

struct TaskHandIn {
    Instant at;
    boost::json::object effects;
};
BOOST_DESCRIBE_STRUCT(TaskHandIn, (), (at, effects))
Result<TaskHandIn> hand_in_task(Context& context, AccountId account, const std::string& lesson, const std::string& text,
                                const std::vector<bool>& checks);

std::optional<TaskSubmission> find_task_submission(Context& context, AccountId account, const std::string& lesson);

}  // namespace learning
