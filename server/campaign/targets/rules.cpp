#include "targets/rules.h"

#include "foundation/documents/document.h"
#include "measures/rules.h"

#include <algorithm>

namespace campaign::targets {
namespace {

bool is_counted_by_events(const PlanTarget& target) {
    const auto* measure = measures::find_measure(target.measure.value);
    return measure && measure->source == measures::Source::events;
}

bool counts(const PlanTarget& target, measures::Counts what) {
    const auto* measure = measures::find_measure(target.measure.value);
    return measure && measure->counts == what;
}

bool is_of_its_kinds(const PlanTarget& target, units::Kind kind) {
    if (!target.kinds) return true;
    const auto& kinds = target.kinds->values;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string with_day(const std::string& source, Day day) { return source + " (" + documents::shown(day) + ")"; }

}  // namespace

std::int64_t needed_of(std::int64_t whole, std::int64_t percent, Bound bound) {
    if (bound == Bound::more_than) return std::min(whole, whole * percent / 100 + 1);
    return (whole * percent + 99) / 100;
}

Tally::Tally(const Plan& plan, Material material)
    : plan_(plan), material_(std::move(material)), children_(material_.branches.size()), sums_(material_.branches.size()) {
    std::map<units::UnitId, std::size_t> places;
    for (std::size_t place = 0; place < material_.branches.size(); ++place) {
        places.emplace(material_.branches[place].unit, place);
        if (const auto parent = material_.branches[place].parent) children_.at(*parent).push_back(place);
    }
    for (const auto& row : material_.counts) {
        if (const auto found = places.find(row.unit); found != places.end())
            sums_[found->second][{row.measure, row.detail, row.group}] += row.people;
    }
    for (std::size_t place = material_.branches.size(); place-- > 0;) {
        if (const auto parent = material_.branches[place].parent) {
            for (const auto& [key, people] : sums_[place])
                sums_[*parent][key] += people;
        }
    }
    for (const auto& value : material_.values)
        values_[value.target_id][value.part][value.unit] = &value;
}

std::vector<std::size_t> Tally::children(std::size_t branch) const { return children_.at(branch); }

std::vector<std::size_t> Tally::counted_children(const PlanTarget& target, std::size_t branch) const {
    auto counted = children_.at(branch);
    std::erase_if(counted, [&](std::size_t child) { return !is_of_its_kinds(target, material_.branches[child].kind); });
    return counted;
}

bool Tally::concerns(const PlanTarget& target, std::size_t branch) const {
    return is_of_its_kinds(target, material_.branches[branch].kind) || !counted_children(target, branch).empty();
}

std::int64_t Tally::sum_counts(const std::string& measure, const std::string& detail, std::optional<units::TargetGroup> group,
                               std::size_t branch) const {
    using units::TargetGroup;
    std::int64_t sum = 0;
    for (const auto each :
         {TargetGroup::official, TargetGroup::student, TargetGroup::worker, TargetGroup::business, TargetGroup::citizen}) {
        if (group && each != *group) continue;
        const auto found = sums_[branch].find({measure, detail, each});
        if (found != sums_[branch].end()) sum += found->second;
    }
    return sum;
}

const TypedValue* Tally::find_value(const PlanTarget& target, std::size_t branch, ValuePart part) const {
    const auto of_target = values_.find(target.id.value);
    if (of_target == values_.end()) return nullptr;
    const auto of_part = of_target->second.find(part);
    if (of_part == of_target->second.end()) return nullptr;
    const auto found = of_part->second.find(material_.branches[branch].unit);
    return found == of_part->second.end() ? nullptr : found->second;
}

Tally::Amount Tally::reached(const PlanTarget& target, std::size_t branch) const {
    const auto detail = target.detail ? target.detail->value : std::string();
    if (is_counted_by_events(target)) return {sum_counts(target.measure, detail, target.group, branch), false};
    const auto* own = find_value(target, branch, ValuePart::reached);
    if (counts(target, measures::Counts::units) && target.percent && !children_[branch].empty()) {
        std::int64_t units = 0;
        for (const auto child : counted_children(target, branch)) {
            const auto* value = find_value(target, child, ValuePart::reached);
            units += value && value->amount > 0 ? 1 : 0;
        }
        return {units, true};
    }
    if (own) return {own->amount, true};
    Amount sum;
    for (const auto child : children_[branch]) {
        const auto part = reached(target, child);
        if (!part.value) continue;
        sum = {sum.value.value_or(0) + *part.value, true};
    }
    return sum;
}

std::int64_t Tally::percent_of(const PlanTarget& target, std::size_t branch) const {
    for (const auto& share : material_.shares) {
        if (share.unit == material_.branches[branch].unit && share.target_id == target.id.value) return share.percent;
    }
    return target.percent ? target.percent->value : 0;
}

void Tally::add_whole(const PlanTarget& target, std::size_t branch, Figure& figure) const {
    if (const auto* value = find_value(target, branch, ValuePart::whole)) {
        figure.whole = value->amount;
        figure.whole_source = with_day(value->source, value->as_of_on);
        figure.whole_is_manual = true;
        return;
    }
    switch (target.denominator) {
        case Denominator::none:
        case Denominator::given:
            return;
        case Denominator::roster:
            figure.whole = sum_counts("enrolled", "", target.group, branch);
            figure.whole_source = "Danh sách của đơn vị";
            return;
        case Denominator::units:
            // A unit without others below it is itself the one that is counted.
            figure.whole = children_[branch].empty() ? 1 : static_cast<std::int64_t>(counted_children(target, branch).size());
            figure.whole_source = "Số đơn vị trực thuộc";
            return;
        case Denominator::reached: {
            const auto* around = plans::find_target(plan_, target.within->value);
            const auto outer = reached(*around, branch);
            figure.whole = outer.value;
            figure.whole_is_manual = outer.is_manual;
            figure.whole_source = "Số đã đạt chỉ tiêu “" + around->title.value + "”";
            return;
        }
        case Denominator::population:
            for (const auto& known : material_.populations) {
                if (known.unit != material_.branches[branch].unit || known.group != target.group) continue;
                figure.whole = known.population.count;
                figure.whole_source = known.population.source + " (" + std::to_string(known.population.year) + ")";
            }
    }
}

Figure Tally::figure(const PlanTarget& target, std::size_t branch) const {
    Figure figure;
    const auto amount = reached(target, branch);
    figure.reached = amount.value;
    figure.reached_is_manual = amount.is_manual;
    add_whole(target, branch, figure);
    if (target.percent) {
        figure.percent = percent_of(target, branch);
        if (figure.whole) figure.needed = needed_of(*figure.whole, *figure.percent, target.bound);
    } else {
        figure.needed = target.count->value + (target.bound == Bound::more_than ? 1 : 0);
    }
    if (figure.reached && figure.whole && *figure.whole > 0) figure.permille = *figure.reached * 1000 / *figure.whole;
    // Of nobody nothing can be reached: a unit without such people has not met the target, it has none.
    if (figure.reached && figure.needed && figure.whole.value_or(1) > 0) figure.met = *figure.reached >= *figure.needed;
    return figure;
}

std::optional<ValueRefusal> refuse_figure(const Plan& plan, const PlanTarget& target, const Tally& tally, std::size_t branch) {
    const auto figure = tally.figure(target, branch);
    if (figure.reached && figure.whole && *figure.reached > *figure.whole) {
        return target.within ? ValueRefusal::more_than_around_it : ValueRefusal::more_than_the_whole;
    }
    if (!figure.reached) return std::nullopt;
    for (const auto& inner : plan.targets) {
        if (!inner.within || inner.within->value != target.id.value) continue;
        const auto nested = tally.figure(inner, branch).reached;
        if (nested && *nested > *figure.reached) return ValueRefusal::less_than_within_it;
    }
    return std::nullopt;
}

Reconciled reconcile(const std::vector<Part>& below, std::optional<std::int64_t> whole, std::int64_t percent, Bound bound) {
    const bool all_ask_enough =
        std::all_of(below.begin(), below.end(), [&](const Part& part) { return part.percent >= percent; });
    if (all_ask_enough) return {};
    std::int64_t people = 0, asked = 0;
    for (const auto& part : below) {
        if (!part.whole) return {ShareRefusal::whole_unknown, 0};
        people += *part.whole;
        asked += needed_of(*part.whole, part.percent, bound);
    }
    const auto missing = needed_of(std::max(people, whole.value_or(0)), percent, bound) - asked;
    if (missing > 0) return {ShareRefusal::does_not_reconcile, missing};
    return {};
}

bool counts_people(const PlanTarget& target) { return counts(target, measures::Counts::people); }

bool is_small(std::optional<std::int64_t> count) { return count && *count > 0 && *count < kSmallGroup; }

bool tells_of_few(std::optional<std::int64_t> reached, std::optional<std::int64_t> whole) {
    return is_small(reached) || is_small(whole) || (whole && reached && is_small(*whole - *reached));
}

Figure suppress(const PlanTarget& target, Figure figure) {
    if (!counts_people(target) || !tells_of_few(figure.reached, figure.whole)) return figure;
    figure.reached.reset();
    figure.permille.reset();
    figure.met.reset();
    if (is_small(figure.whole)) {
        figure.whole.reset();
        figure.needed.reset();
    }
    figure.suppressed = true;
    return figure;
}

}  // namespace campaign::targets
