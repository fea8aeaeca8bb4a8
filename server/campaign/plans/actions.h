#pragma once
// Plans of units: drafted, changed by one at a time, published as versions that are never edited.
#include "foundation/http/router.h"
#include "plans/rules.h"
#include "plans/store.h"

#include <map>
#include <mutex>

namespace campaign {

// What the addresses below a unit and below its plan name, for the routes of every theme.
struct UnitParams {
    Text<1, 40> code;
};
BOOST_DESCRIBE_STRUCT(UnitParams, (), (code))

struct PlanParams {
    Text<1, 40> code;
    PlanId plan_id;
};
BOOST_DESCRIBE_STRUCT(PlanParams, (), (code, plan_id))

struct PlanHead {
    PlanId plan_id;
    std::int64_t version = 1;
    std::int64_t revision = 1;  // sent back with a change, so that the second of two editors is told
    std::string code, title;
    units::UnitRef unit;
    std::optional<Day> valid_from;  // none: a draft
    Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(PlanHead, (), (plan_id, version, revision, code, title, unit, valid_from, changed_at))

struct PlanList {
    std::vector<PlanHead> plans;
};
BOOST_DESCRIBE_STRUCT(PlanList, (), (plans))

struct PlanSeen {
    PlanHead head;
    Plan plan;
};
BOOST_DESCRIBE_STRUCT(PlanSeen, (), (head, plan))

// What stands in the unit's own folder, drafts for those who run the campaign, and what units above it have in force.
Result<PlanList> list_plans(Context& context, const std::string& code);
Result<PlanSeen> see_plan(Context& context, const std::string& code, PlanId id, std::optional<std::int64_t> version);
Result<PlanSeen> draft_plan(Context& context, const std::string& code, const Plan& plan);
Result<PlanSeen> draft_plan_file(Context& context, const std::string& code, const std::string& text);
// Changes the draft; what is published gets a new draft version beside it.
Result<PlanSeen> change_plan(Context& context, const std::string& code, PlanId id, std::int64_t revision, const Plan& plan);
Result<PlanSeen> publish_plan(Context& context, const std::string& code, PlanId id, std::int64_t revision, Day valid_from);
// Of a plan that was published before, the version in force stays.
Result<http::NoContent> delete_draft(Context& context, const std::string& code, PlanId id, std::int64_t revision);

// Plans as they were last parsed, since nearly every page needs one.
class KeptPlans {
public:
    Plan parse(const store::PlanRow& row);

private:
    struct Kept {
        std::int64_t revision = 0;
        Plan plan;
    };
    std::mutex mutex_;
    std::map<std::pair<PlanId, std::int64_t>, Kept> kept_;  // by id and version
};

// For the other parts of the campaign: a unit, a plan that holds there on a day, and the units as they stood then.
struct Ground {
    std::shared_ptr<const units::Tree> tree;
    units::Unit unit;
    store::PlanRow row;
    Plan plan;
    Day day;
};
// The plan of that id which holds in a unit: its own, or that of a unit above. The newest version's number.
Result<PlanId> find_plan_above(Context& context, const units::Unit& unit, const std::string& plan_code);
Result<Ground> stand_on(Context& context, const std::string& code, PlanId id, std::optional<Day> as_of);
Plan parse_stored(Context& context, const store::PlanRow& row);
Problem no_such_plan();
Problem changed_meanwhile();

}  // namespace campaign
