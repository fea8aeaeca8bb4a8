// What can be handed in, where a submission stands, and when handing in again changes it. Pure.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/ids.h"

namespace learning {

using SubmissionId = Id<struct SubmissionTag>;

namespace tasks {

// Each step of a submission's history is named by the state it led to.
enum class State { handed_in, accepted, returned };
BOOST_DESCRIBE_ENUM(State, handed_in, accepted, returned)

// The task of a lesson, or the work sample that closes a level.
struct Assignment {
    std::string id;
    std::string title;
    std::string hand_in;
    bool is_work_sample = false;
    std::int64_t minutes = 0;  // of a lesson's task; a work sample has no place in the fifteen minutes of a day
    std::vector<curriculum::Criterion> criteria;
    std::map<units::TargetGroup, std::string> variants;
};
std::optional<Assignment> find_assignment(const curriculum::Library& library, const std::string& id);

struct LevelWork {
    const curriculum::Level* level = nullptr;
    const curriculum::WorkSample* work = nullptr;
};
std::optional<LevelWork> find_work_sample(const curriculum::Library& library, const std::string& id);

// What a coach looks at; two that are equal need no second look.
struct Contents {
    std::string text;
    std::vector<bool> checks;
    std::set<std::int64_t> photos;
    bool operator==(const Contents&) const = default;
};

}  // namespace tasks
}  // namespace learning
