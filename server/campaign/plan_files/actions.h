#pragma once
// Plans as YAML files (docs/plan-format.md): read with file:line for every mistake, and written back.
#include "foundation/yaml.h"
#include "plans/rules.h"

namespace campaign {

inline constexpr std::size_t kPlanBytesMax = 256 * 1024;

struct PlanFile {
    std::optional<Plan> plan;  // nothing when there are mistakes
    std::vector<yaml::Mistake> mistakes;
};
PlanFile read_plan(const std::string& file, const std::string& text);

// Reading what this wrote gives the same plan.
std::string write_plan(const Plan& plan);

}  // namespace campaign
