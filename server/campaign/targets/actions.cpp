#include "targets/actions.h"

#include "counters/actions.h"
#include "identity/public.h"
#include "measures/rules.h"
#include "targets/store.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace campaign {
namespace {

Problem no_such_target() { return {ProblemKind::missing, "no_such_target", "Không tìm thấy chỉ tiêu này trong kế hoạch."}; }

std::vector<targets::Branch> branches_of(const units::Tree& tree, units::UnitId top) {
    std::vector<targets::Branch> branches{{top, std::nullopt, tree.find(top)->kind}};
    for (std::size_t place = 0; place < branches.size(); ++place) {
        for (const auto* child : tree.children(branches[place].unit))
            branches.push_back({child->id, place, child->kind});
    }
    return branches;
}

// The counters that the plan's targets ask for.
std::vector<std::string> wanted_counters(const Plan& plan) {
    std::vector<std::string> wanted{counters::kEnrolled};
    for (const auto& target : plan.targets) {
        auto name = counters::name_of(target.measure.value, target.detail ? target.detail->value : std::string());
        if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) wanted.push_back(std::move(name));
    }
    return wanted;
}

// Which unit directly below the ground each unit of the subtree is within; the ground itself is within itself.
std::unordered_map<units::UnitId, units::UnitId> parts_of(const Ground& ground) {
    std::unordered_map<units::UnitId, units::UnitId> parts{{ground.unit.id, ground.unit.id}};
    for (const auto* child : ground.tree->children(ground.unit.id)) {
        for (const auto id : ground.tree->subtree(child->id)) parts.emplace(id, child->id);
    }
    return parts;
}

// Added up to the units that a page shows: the ground and those directly below it.
std::vector<targets::Reached> counts_of(Context& context, const Ground& ground) {
    const auto wanted = wanted_counters(ground.plan);
    const auto parts = parts_of(ground);
    std::map<units::UnitId, std::vector<counters::ByGroup>> sums;
    for (const auto& counted : counters_on(context, *ground.tree, ground.unit.id, ground.day)) {
        auto& sum = sums[parts.at(counted.unit)];
        sum.resize(wanted.size());
        counters::add_up(counted.counts, wanted, sum);
    }
    std::vector<targets::Reached> counts;
    for (const auto& [unit, sum] : sums) {
        for (std::size_t place = 0; place < wanted.size(); ++place) {
            const auto bar = wanted[place].find('|');
            for (std::size_t group = 0; group < counters::kGroups; ++group) {
                if (const auto people = sum[place][group])
                    counts.push_back({unit, static_cast<units::TargetGroup>(group), wanted[place].substr(0, bar), wanted[place].substr(bar + 1), people});
            }
        }
    }
    return counts;
}

std::vector<targets::KnownPopulation> populations_of(Context& context, const Ground& ground) {
    std::set<std::optional<units::TargetGroup>> groups;
    for (const auto& target : ground.plan.targets) {
        if (target.denominator == Denominator::population) groups.insert(target.group);
    }
    std::vector<targets::KnownPopulation> known;
    const auto year = year_of(ground.day);
    for (const auto& group : groups) {
        if (const auto own = units::population(context, ground.unit.id, group, year))
            known.push_back({ground.unit.id, group, *own});
        for (const auto* child : ground.tree->children(ground.unit.id)) {
            if (const auto below = units::population(context, child->id, group, year))
                known.push_back({child->id, group, *below});
        }
    }
    return known;
}

targets::Material gather(Context& context, const Ground& ground) {
    return {branches_of(*ground.tree, ground.unit.id), counts_of(context, ground),
            store::load_values(context.db, ground.row.id, ground.day), populations_of(context, ground),
            store::load_shares(context.db, ground.row.id)};
}

TargetStanding standing_of(const Plan& plan, const PlanTarget& target, const targets::Figure& figure) {
    TargetStanding standing;
    const auto text_of = [](const auto& optional) {
        return optional ? std::optional<std::string>(optional->value) : std::nullopt;
    };
    standing.target_id = target.id;
    standing.title = target.title;
    standing.requirement = text_of(target.requirement);
    standing.measure = target.measure;
    standing.detail = text_of(target.detail);
    standing.group = target.group;
    standing.within = text_of(target.within);
    standing.bound = target.bound;
    standing.percent = figure.percent;
    standing.needed = figure.needed;
    standing.reached = figure.reached;
    standing.whole = figure.whole;
    standing.permille = figure.permille;
    standing.reached_is_manual = figure.reached_is_manual;
    standing.whole_is_manual = figure.whole_is_manual;
    standing.whole_source = figure.whole_source;
    standing.met = figure.met;
    standing.due_on = target.due_on;
    standing.suppressed = figure.suppressed;
    for (const auto& protocol : plan.protocols) {
        if (target.protocol && protocol.id == *target.protocol)
            standing.strength = boost::describe::enum_to_string(protocol.strength, "");
    }
    return standing;
}

UnitStandings standings_of(const Ground& ground, const targets::Tally& tally, std::size_t branch, units::UnitId unit,
                           bool may_see_names) {
    UnitStandings standings{units::ref(*ground.tree->find(unit)), {}};
    for (const auto& target : ground.plan.targets) {
        if (unit != ground.row.unit && !(target.cascades && tally.concerns(target, branch))) continue;
        auto figure = tally.figure(target, branch);
        if (!may_see_names) figure = targets::suppress(target, std::move(figure));
        standings.targets.push_back(standing_of(ground.plan, target, figure));
    }
    return standings;
}

std::optional<Problem> refuse_entry(Context& context, const Ground& ground, const PlanTarget& target, const ValueEntry& entry) {
    const auto* measure = measures::find_measure(target.measure.value);
    if (entry.part == targets::ValuePart::reached && measure->source == measures::Source::events) {
        return Problem{ProblemKind::invalid, "measure_known_by_events", "Số liệu này do hệ thống tự đếm, không nhập tay.",
                       "/target_id"};
    }
    const bool takes_whole = target.denominator == Denominator::given || target.denominator == Denominator::population;
    if (entry.part == targets::ValuePart::whole && !takes_whole) {
        return Problem{ProblemKind::invalid, "whole_not_typed", "Mẫu số của chỉ tiêu này không nhập tay.", "/part"};
    }
    if (entry.as_of_on < ground.plan.period.from || ground.plan.period.to < entry.as_of_on) {
        return Problem{ProblemKind::invalid, "day_outside_period", "Ngày của số liệu nằm ngoài thời gian của kế hoạch.",
                       "/as_of_on"};
    }
    if (measure->counts == measures::Counts::units && target.percent && entry.amount.value > 1) {
        return Problem{ProblemKind::invalid, "fact_is_yes_or_no", "Với một đơn vị, số liệu này chỉ là 0 hoặc 1.", "/amount"};
    }
    const auto proof = store::find_evidence(context.db, entry.evidence_id);
    // A list of many units proves the number of each.
    const bool is_near = proof && (ground.tree->is_within(proof->unit, ground.unit.id) || ground.tree->is_within(ground.unit.id, proof->unit));
    if (!is_near) {
        return Problem{ProblemKind::invalid, "no_such_evidence", "Cần tệp minh chứng đã tải lên cho đơn vị này.", "/evidence_id"};
    }
    return std::nullopt;
}

std::optional<Problem> refuse_impossible(Context& context, const Ground& ground, const PlanTarget& target) {
    const targets::Tally tally(ground.plan, gather(context, ground));
    if (ground.unit.id != ground.row.unit && !(target.cascades && tally.concerns(target, 0)))
        return Problem{ProblemKind::invalid, "target_of_other_units", "Chỉ tiêu này không giao cho đơn vị này.", "/target_id"};
    const auto refusal = targets::refuse_figure(ground.plan, target, tally, 0);
    if (!refusal) return std::nullopt;
    switch (*refusal) {
        case targets::ValueRefusal::more_than_the_whole:
            return Problem{ProblemKind::invalid, "more_than_the_whole", "Số đạt được lớn hơn tổng số.", "/amount"};
        case targets::ValueRefusal::more_than_around_it:
            return Problem{ProblemKind::invalid, "more_than_around_it", "Số này lớn hơn số đạt của chỉ tiêu bao quanh.",
                           "/amount"};
        case targets::ValueRefusal::less_than_within_it:
            return Problem{ProblemKind::invalid, "less_than_within_it", "Số này nhỏ hơn số đạt của chỉ tiêu nằm trong nó.",
                           "/amount"};
    }
    return std::nullopt;
}

ValueSeen seen_value(const store::ValueRow& row) {
    return {row.value.target_id, row.value.part, row.value.amount, row.value.as_of_on,
            row.value.source,    row.evidence,   row.entered_at};
}

}  // namespace

TargetTable table_on(Context& context, const Ground& ground, bool may_see_names) {
    const targets::Tally tally(ground.plan, gather(context, ground));
    TargetTable table{ground.row.id,
                      ground.row.version,
                      ground.plan.title,
                      ground.day,
                      standings_of(ground, tally, 0, ground.unit.id, may_see_names),
                      {}};
    const auto children = ground.tree->children(ground.unit.id);
    const auto places = tally.children(0);
    for (std::size_t place = 0; place < children.size(); ++place) {
        table.below.push_back(standings_of(ground, tally, places.at(place), children[place]->id, may_see_names));
    }
    return table;
}

Result<TargetTable> see_targets(Context& context, const std::string& code, PlanId plan, std::optional<Day> as_of) {
    const auto ground = stand_on(context, code, plan, as_of);
    if (!ground) return ground.error();
    const auto* today = units::current(context)->find(ground->unit.id);
    return table_on(context, *ground, today && identity::may(context, identity::Permission::see_people, today->id));
}

Result<ValueSeen> enter_value(Context& context, const std::string& code, PlanId plan, const ValueEntry& entry) {
    const auto ground = stand_on(context, code, plan, std::nullopt);
    if (!ground) return ground.error();
    const auto* target = plans::find_target(ground->plan, entry.target_id.value);
    if (!target) return no_such_target();
    if (entry.as_of_on > context.today())
        return Problem{ProblemKind::invalid, "day_in_future", "Ngày của số liệu chưa tới.", "/as_of_on"};
    if (auto problem = refuse_entry(context, *ground, *target, entry)) return *problem;
    context.db.lock("campaign_values", plan.value);
    const store::ValueRow row{context.fresh_id(),
                              plan,
                              {ground->unit.id, entry.target_id, entry.part, entry.amount.value, entry.as_of_on, entry.source},
                              entry.evidence_id,
                              context.actor.account,
                              context.now};
    store::insert_value(context.db, row);
    // Looked at with the number in place; a refusal undoes the insert with its transaction.
    if (auto problem = refuse_impossible(context, *ground, *target)) return *problem;
    identity::record_act(context, {.action = "value_entered",
                                   .subject = {},
                                   .unit = ground->unit.id,
                                   .detail = ground->row.code + " " + entry.target_id.value});
    return seen_value(row);
}

Result<ValueHistory> list_values(Context& context, const std::string& code, PlanId plan) {
    const auto ground = stand_on(context, code, plan, std::nullopt);
    if (!ground) return ground.error();
    ValueHistory history;
    for (const auto& row : store::load_history(context.db, plan, ground->unit.id))
        history.values.push_back(seen_value(row));
    return history;
}

Result<TargetTable> set_shares(Context& context, const std::string& code, PlanId plan, const std::string& target_id,
                               const std::vector<UnitShare>& shares) {
    const auto ground = stand_on(context, code, plan, std::nullopt);
    if (!ground) return ground.error();
    const auto* target = plans::find_target(ground->plan, target_id);
    if (!target) return no_such_target();
    if (!target->percent || !target->cascades)
        return Problem{ProblemKind::invalid, "target_has_no_share", "Chỉ tiêu này không chia cho đơn vị dưới."};
    context.db.lock("campaign_values", plan.value);
    for (std::size_t place = 0; place < shares.size(); ++place) {
        const auto* unit = ground->tree->find(std::string_view(shares[place].unit.value));
        if (!unit || unit->parent != ground->unit.id) {
            return Problem{ProblemKind::invalid, "unit_not_below", "Đơn vị này không trực thuộc.",
                           "/shares/" + std::to_string(place) + "/unit"};
        }
        store::save_share(context.db, plan, {unit->id, target_id, shares[place].percent.value}, context.actor.account,
                          context.now);
    }
    const targets::Tally tally(ground->plan, gather(context, *ground));
    std::vector<targets::Part> parts;
    for (const auto child : tally.children(0)) {
        const auto figure = tally.figure(*target, child);
        parts.push_back({figure.whole, figure.percent.value_or(0)});
    }
    const auto own = tally.figure(*target, 0);
    const auto result = targets::reconcile(parts, own.whole, own.percent.value_or(0), target->bound);
    if (result.refusal == targets::ShareRefusal::whole_unknown) {
        return Problem{ProblemKind::invalid, "whole_unknown",
                       "Muốn giảm tỷ lệ cho một đơn vị, cần biết tổng số của mọi đơn vị trực thuộc."};
    }
    if (result.refusal) {
        return Problem{ProblemKind::invalid, "shares_do_not_reconcile",
                       "Cộng lại các đơn vị còn thiếu " + std::to_string(result.missing) + " so với chỉ tiêu chung."};
    }
    identity::record_act(
        context, {.action = "shares_set", .subject = {}, .unit = ground->unit.id, .detail = ground->row.code + " " + target_id});
    return table_on(context, *ground, true);
}

}  // namespace campaign
