#pragma once
// Targets of a plan in a unit and in those below it; numbers typed with evidence; shares of single units.
#include "evidence/store.h"
#include "plans/actions.h"
#include "targets/rules.h"

namespace campaign {

struct TargetStanding {
    std::string target_id, title;
    std::optional<std::string> requirement;
    std::string measure;
    std::optional<std::string> detail;
    std::optional<units::TargetGroup> group;
    std::optional<std::string> within;
    Bound bound = Bound::at_least;
    std::optional<std::int64_t> percent, needed, reached, whole, permille;
    bool reached_is_manual = false, whole_is_manual = false;
    std::string whole_source;
    std::optional<bool> met;
    std::optional<Day> due_on;
    std::optional<std::string> strength;  // of the evidence, where something is said to be better than before
    bool suppressed = false;              // a group too small to be shown without the right to names
};
BOOST_DESCRIBE_STRUCT(TargetStanding, (),
                      (target_id, title, requirement, measure, detail, group, within, bound, percent, needed, reached, whole,
                       permille, reached_is_manual, whole_is_manual, whole_source, met, due_on, strength, suppressed))

struct UnitStandings {
    units::UnitRef unit;
    std::vector<TargetStanding> targets;
};
BOOST_DESCRIBE_STRUCT(UnitStandings, (), (unit, targets))

struct TargetTable {
    PlanId plan_id;
    std::int64_t version = 1;
    std::string title;
    Day as_of;
    UnitStandings own;
    std::vector<UnitStandings> below;
};
BOOST_DESCRIBE_STRUCT(TargetTable, (), (plan_id, version, title, as_of, own, below))

struct ValueEntry {
    Text<1, 60> target_id;
    targets::ValuePart part = targets::ValuePart::reached;
    Whole<0, 100'000'000> amount;
    Day as_of_on;
    Text<1, 200> source;
    EvidenceId evidence_id;
};
BOOST_DESCRIBE_STRUCT(ValueEntry, (), (target_id, part, amount, as_of_on, source, evidence_id))

struct ValueSeen {
    std::string target_id;
    targets::ValuePart part = targets::ValuePart::reached;
    std::int64_t amount = 0;
    Day as_of_on;
    std::string source;
    EvidenceId evidence_id;
    Instant entered_at;
};
BOOST_DESCRIBE_STRUCT(ValueSeen, (), (target_id, part, amount, as_of_on, source, evidence_id, entered_at))
struct ValueHistory {
    std::vector<ValueSeen> values;
};
BOOST_DESCRIBE_STRUCT(ValueHistory, (), (values))

struct UnitShare {
    Text<1, 40> unit;
    Whole<0, 100> percent;
};
BOOST_DESCRIBE_STRUCT(UnitShare, (), (unit, percent))

// In all these the unit is found in the tree of the day asked about; without one, today.
Result<TargetTable> see_targets(Context& context, const std::string& code, PlanId plan, std::optional<Day> as_of);
Result<ValueSeen> enter_value(Context& context, const std::string& code, PlanId plan, const ValueEntry& entry);
Result<ValueHistory> list_values(Context& context, const std::string& code, PlanId plan);
// Shares of units directly below; refused unless together they still reach what this unit has to.
Result<TargetTable> set_shares(Context& context, const std::string& code, PlanId plan, const std::string& target_id,
                               const std::vector<UnitShare>& shares);

// Names may be seen: nothing is suppressed.
TargetTable table_on(Context& context, const Ground& ground, bool may_see_names);

}  // namespace campaign
