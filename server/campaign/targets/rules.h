#pragma once
// What was reached of a target in a unit: from counters, typed numbers and populations, rolled up the tree.
#include "plans/rules.h"

#include <map>
#include <tuple>
#include <unordered_map>

namespace campaign::targets {

struct Reached {
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::string measure, detail;
    std::int64_t people = 0;
};
enum class ValuePart { reached, whole };
BOOST_DESCRIBE_ENUM(ValuePart, reached, whole)
struct TypedValue {
    units::UnitId unit;
    std::string target_id;
    ValuePart part = ValuePart::reached;
    std::int64_t amount = 0;
    Day as_of_on;
    std::string source;
};
struct KnownPopulation {
    units::UnitId unit;
    std::optional<units::TargetGroup> group;
    units::Population population;
};
struct Share {
    units::UnitId unit;
    std::string target_id;
    std::int64_t percent = 0;
};

// A unit and everything below it: itself first, each unit after the one it stands under.
struct Branch {
    units::UnitId unit;
    std::optional<std::size_t> parent;  // place in the list
    units::Kind kind = units::Kind::hamlet;
};
struct Material {
    std::vector<Branch> branches;
    std::vector<Reached> counts;
    std::vector<TypedValue> values;  // the newest of each unit, target and part; of several the last counts
    std::vector<KnownPopulation> populations;
    std::vector<Share> shares;
};

struct Figure {
    std::optional<std::int64_t> reached;  // nothing: not known
    bool reached_is_manual = false;
    std::optional<std::int64_t> whole;
    std::string whole_source;  // Vietnamese, with its date
    bool whole_is_manual = false;
    std::optional<std::int64_t> percent;   // asked for
    std::optional<std::int64_t> needed;    // people, units or things
    std::optional<std::int64_t> permille;  // reached of the whole
    std::optional<bool> met;
    bool suppressed = false;
};

// So many are enough: at_least 80 of 33 are 27, more_than 90 of 10 are 10.
std::int64_t needed_of(std::int64_t whole, std::int64_t percent, Bound bound);

class Tally {
public:
    Tally(const Plan& plan, Material material);
    Tally(const Tally&) = delete;  // it points into itself
    Tally& operator=(const Tally&) = delete;
    Figure figure(const PlanTarget& target, std::size_t branch) const;
    std::vector<std::size_t> children(std::size_t branch) const;
    // A target on hamlets is no business of an office.
    bool concerns(const PlanTarget& target, std::size_t branch) const;

private:
    struct Amount {
        std::optional<std::int64_t> value;
        bool is_manual = false;
    };
    std::vector<std::size_t> counted_children(const PlanTarget& target, std::size_t branch) const;
    Amount reached(const PlanTarget& target, std::size_t branch) const;
    void add_whole(const PlanTarget& target, std::size_t branch, Figure& figure) const;
    std::int64_t sum_counts(const std::string& measure, const std::string& detail, std::optional<units::TargetGroup> group,
                            std::size_t branch) const;
    const TypedValue* find_value(const PlanTarget& target, std::size_t branch, ValuePart part) const;
    std::int64_t percent_of(const PlanTarget& target, std::size_t branch) const;

    const Plan& plan_;
    Material material_;
    std::vector<std::vector<std::size_t>> children_;
    std::vector<std::map<std::tuple<std::string, std::string, units::TargetGroup>, std::int64_t>>
        sums_;  // of each branch, with those below
    using ByUnit = std::unordered_map<units::UnitId, const TypedValue*>;
    std::map<std::string, std::map<ValuePart, ByUnit>, std::less<>> values_;  // by target
};

enum class ValueRefusal { more_than_the_whole, more_than_around_it, less_than_within_it };
// A number that cannot be: above its whole, above the target around it, or below one that is nested in it.
std::optional<ValueRefusal> refuse_figure(const Plan& plan, const PlanTarget& target, const Tally& tally, std::size_t branch);

// Shares of the units below must add up to at least what their unit has to reach; gives how many are missing.
struct Part {
    std::optional<std::int64_t> whole;
    std::int64_t percent = 0;
};
enum class ShareRefusal { whole_unknown, does_not_reconcile };
struct Reconciled {
    std::optional<ShareRefusal> refusal;
    std::int64_t missing = 0;
};
Reconciled reconcile(const std::vector<Part>& below, std::optional<std::int64_t> whole, std::int64_t percent, Bound bound);

// Of people, and not of units or models.
bool counts_people(const PlanTarget& target);

// For those who may not see names: nothing that tells of one to four people. Units and things are not hidden.
inline constexpr std::int64_t kSmallGroup = 5;
bool is_small(std::optional<std::int64_t> count);
// Those who reached it, all of them, or the rest are such a group.
bool tells_of_few(std::optional<std::int64_t> reached, std::optional<std::int64_t> whole);
Figure suppress(const PlanTarget& target, Figure figure);

}  // namespace campaign::targets
