#include "naming/rules.h"

#include "changes/actions.h"
#include "foundation/events/bus.h"
#include "foundation/text.h"
#include "store.h"

#include <set>

namespace units {
namespace {

// A unit that is about to end, with what stands directly below it.
struct Ending {
    Unit unit;
    std::vector<Unit> children;
};

Result<Ending> find_ending(Context& context, const std::string& code, Day day) {
    const auto standing = store::find_standing(context.db, code, day);
    if (!standing) return to_problem(Refusal::no_such_unit);
    Ending ending{standing->unit, store::load_children(context.db, standing->unit.id, day)};
    const bool ends_already = standing->valid_to < kNoEnd;
    if (standing->valid_from >= day || ends_already || store::last_change_day(context.db, ending.unit.id) > day) {
        return to_problem(Refusal::day_too_early);
    }
    for (const auto& child : ending.children) {
        if (store::last_change_day(context.db, child.id) > day) return to_problem(Refusal::day_too_early);
    }
    return ending;
}

std::optional<Refusal> refuse_new_unit(Context& context, const std::string& code, const std::string& name,
                                       const std::set<std::string>& ending_codes, Day day) {
    if (!is_code(code)) return Refusal::code_malformed;
    if (const auto refusal = refuse_name(name)) return refusal;
    if (!ending_codes.contains(code) && store::is_code_used_from(context.db, code, day)) return Refusal::code_taken;
    return std::nullopt;
}

bool all_may_stand_under(const std::vector<Unit>& children, Kind parent) {
    for (const auto& child : children) {
        if (!may_stand_under(child.kind, parent)) return false;
    }
    return true;
}

void retire(Context& context, UnitId unit, UnitId heir, Day day) {
    store::end_unit(context.db, unit, day);
    context.events.publish(context, UnitRetired{unit, heir, day});
}

void add_up_populations(Context& context, const std::vector<Ending>& endings, UnitId into) {
    struct Sum {
        std::int64_t count = 0;
        std::size_t units = 0;
        std::set<std::string> sources;
    };
    std::map<std::pair<std::string, int>, Sum> sums;
    for (const auto& ending : endings) {
        for (const auto& [group, population] : store::load_populations(context.db, ending.unit.id)) {
            auto& sum = sums[{group, population.year}];
            sum.count += population.count;
            ++sum.units;
            sum.sources.insert(population.source);
        }
    }
    for (const auto& [key, sum] : sums) {
        if (sum.units < endings.size()) continue;
        std::string source = "Cộng các đơn vị hợp nhất";
        for (const auto& each : sum.sources) source += "; " + each;
        store::save_population(context.db, into, {key.first, {sum.count, key.second, source}});
    }
}

// The parent the merged unit is to have, 0 at the top.
Result<UnitId> find_parent(Context& context, const NewUnit& into, const std::vector<Ending>& endings, Day day) {
    if (into.parent_code.empty()) {
        if (!may_stand_under(into.kind, std::nullopt)) return to_problem(Refusal::parent_kind_wrong);
        return UnitId{};
    }
    const auto parent = store::find_standing(context.db, into.parent_code, day);
    if (!parent || parent->valid_to < kNoEnd) return to_problem(Refusal::no_such_unit);
    if (!may_stand_under(into.kind, parent->unit.kind)) return to_problem(Refusal::parent_kind_wrong);
    const auto tree = tree_on(context, day);
    for (const auto& ending : endings) {
        if (tree->is_within(parent->unit.id, ending.unit.id)) return to_problem(Refusal::parent_within);
    }
    if (tree->ancestors(parent->unit.id).size() + 2 > static_cast<std::size_t>(kDepthMax)) return to_problem(Refusal::too_deep);
    return parent->unit.id;
}

// For each unit below the old one, the part it goes to.
Result<std::map<UnitId, std::size_t>> assign_children(const Ending& ending, const std::vector<Part>& parts) {
    std::map<std::string, const Unit*> left;
    for (const auto& child : ending.children) left[child.code] = &child;
    std::map<UnitId, std::size_t> assigned;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (const auto& code : parts[part].children) {
            const auto found = left.find(code);
            if (found == left.end()) return to_problem(Refusal::child_not_of_unit);
            if (!may_stand_under(found->second->kind, parts[part].kind)) return to_problem(Refusal::parent_kind_wrong);
            assigned[found->second->id] = part;
            left.erase(found);
        }
    }
    if (!left.empty()) return to_problem(Refusal::child_left_over);
    return assigned;
}

}  // namespace

Result<UnitId> merge_units(Context& context, const std::vector<std::string>& codes, const NewUnit& into, Day day) {
    begin_change(context);
    const std::set<std::string> ending_codes(codes.begin(), codes.end());
    if (ending_codes.size() < 2 || ending_codes.size() != codes.size()) return to_problem(Refusal::too_few_units);
    std::vector<Ending> endings;
    for (const auto& code : codes) {
        auto ending = find_ending(context, code, day);
        if (!ending) return ending.error();
        if (!all_may_stand_under(ending->children, into.kind)) return to_problem(Refusal::parent_kind_wrong);
        endings.push_back(std::move(*ending));
    }
    if (const auto refusal = refuse_new_unit(context, into.code, into.name, ending_codes, day)) return to_problem(*refusal);
    const auto parent = find_parent(context, into, endings, day);
    if (!parent) return parent.error();

    const auto merged = place_new_unit(context, {{}, into.code, into.name, into.kind, *parent}, day);
    for (const auto& ending : endings) {
        for (const auto& child : ending.children) {
            if (!ending_codes.contains(child.code)) store::set_parent(context.db, child.id, merged.id, day);
        }
        store::insert_succession(context.db, ending.unit.id, merged.id, "merge", day);
    }
    add_up_populations(context, endings, merged.id);
    for (const auto& ending : endings) retire(context, ending.unit.id, merged.id, day);
    finish_change(context, day);
    return merged.id;
}

Result<std::vector<UnitId>> split_unit(Context& context, const std::string& code, const std::vector<Part>& parts, Day day) {
    begin_change(context);
    const auto ending = find_ending(context, code, day);
    if (!ending) return ending.error();
    std::set<std::string> new_codes;
    const auto* parent = ending->unit.parent ? &ending->unit.parent : nullptr;
    const auto above = parent ? store::find_standing(context.db, *parent, day) : std::nullopt;
    for (const auto& part : parts) {
        new_codes.insert(part.code);
        if (const auto refusal = refuse_new_unit(context, part.code, part.name, {code}, day)) return to_problem(*refusal);
        if (!may_stand_under(part.kind, above ? std::optional(above->unit.kind) : std::nullopt)) {
            return to_problem(Refusal::parent_kind_wrong);
        }
    }
    if (new_codes.size() < 2) return to_problem(Refusal::too_few_units);
    if (new_codes.size() != parts.size()) return to_problem(Refusal::code_taken);
    const auto assigned = assign_children(*ending, parts);
    if (!assigned) return assigned.error();

    std::vector<UnitId> made;
    for (const auto& part : parts) {
        made.push_back(place_new_unit(context, {{}, part.code, part.name, part.kind, ending->unit.parent}, day).id);
        store::insert_succession(context.db, ending->unit.id, made.back(), "split", day);
    }
    for (const auto& [child, part] : *assigned) store::set_parent(context.db, child, made[part], day);
    retire(context, ending->unit.id, ending->unit.parent, day);
    finish_change(context, day);
    return made;
}

Result<UnitId> rename_unit(Context& context, const std::string& code, const std::string& name, Kind kind, Day day) {
    begin_change(context);
    if (const auto refusal = refuse_name(name)) return to_problem(*refusal);
    const auto standing = store::find_standing(context.db, code, day);
    if (!standing) return to_problem(Refusal::no_such_unit);
    const auto& unit = standing->unit;
    if (store::last_change_day(context.db, unit.id) > day) return to_problem(Refusal::day_too_early);
    const auto above = unit.parent ? store::find_standing(context.db, unit.parent, day) : std::nullopt;
    if (!may_stand_under(kind, above ? std::optional(above->unit.kind) : std::nullopt) ||
        !all_may_stand_under(store::load_children(context.db, unit.id, day), kind)) {
        return to_problem(Refusal::parent_kind_wrong);
    }
    store::set_name(context.db, unit.id, text::squeeze(name), kind, day);
    store::insert_succession(context.db, unit.id, unit.id, "rename", day);
    finish_change(context, day);
    return unit.id;
}

}  // namespace units
