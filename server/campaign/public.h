#pragma once
// Campaign: plans, what they want reached and what was reached, tasks, reports, and what an officer sees of a unit.
// Nothing stands above it but the program itself, whose commands use this door.
#include "foundation/context.h"
#include "foundation/documents/document.h"
#include "foundation/result.h"
#include "foundation/yaml.h"
#include "units/public.h"

#include <optional>
#include <string>
#include <vector>

namespace campaign {

// Everything wrong in a plan file, as file:line; nothing when it may be imported.
std::vector<yaml::Mistake> check_plan_file(const std::string& file, const std::string& text);

// A plan file as the next version of the plan of that id in that unit; published from a day on, or as a draft. Nobody's
// permission is asked: for commands. unit_code: "" takes the one in the file.
struct PlanImport {
    std::string unit_code;
    std::optional<Day> valid_from;
};
struct ImportedPlan {
    std::int64_t plan_id = 0;
    std::int64_t version = 0;
};
Result<ImportedPlan> import_plan(Context& context, const std::string& text, const PlanImport& order);
// The newest version as a file; missing when the unit has no plan of that id.
Result<std::string> export_plan(Context& context, const std::string& unit_code, const std::string& plan_code);

// A unit's report as a file: that which is due next, or the last one. Nobody's permission is asked, as for commands, but
// figures of fewer than five people stay hidden.
struct DraftOrder {
    std::string unit_code, plan_code;
    std::optional<Day> as_of;  // nothing: today
    bool as_workbook = false;
};
Result<documents::File> draft_report(Context& context, const DraftOrder& order);

// Compares what is kept as events arrive with a count of everything, and mends what differs.
struct Recount {
    std::int64_t facts_missing = 0;
    std::int64_t counts_differing = 0;
};
Recount recount(Context& context);

}  // namespace campaign
