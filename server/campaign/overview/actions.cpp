#include "overview/actions.h"

#include "curriculum/public.h"
#include "overview/store.h"

namespace campaign {
namespace {

std::map<std::int64_t, std::int64_t> count_lessons_by_level(const curriculum::Library& library) {
    std::map<std::int64_t, std::int64_t> counts;
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels) counts[level.number] += static_cast<std::int64_t>(level.lesson_ids.size());
    }
    return counts;
}

Frame make_frame(Context& context, const units::Tree& tree, const units::Unit& unit) {
    Frame frame{units::path(tree, unit), context.now, context.today(), count_lessons_by_level(*curriculum::library(context)), {}, {}};
    std::unordered_map<units::UnitId, std::size_t> places;
    for (const auto* child : tree.children(unit.id)) {
        for (const auto id : tree.subtree(child->id)) places.emplace(id, frame.children.size());
        frame.children.push_back(units::ref(*child));
    }
    frame.child_of = [places = std::move(places), &tree](units::UnitId id) -> std::optional<std::size_t> {
        // People may still be listed in a unit that was merged away; the tree knows where they count now.
        const auto* standing = tree.find(id);
        const auto found = standing ? places.find(standing->id) : places.end();
        if (found == places.end()) return std::nullopt;
        return found->second;
    };
    return frame;
}

void add_populations(Context& context, const units::Tree& tree, const units::Unit& unit, Overview& overview) {
    const auto year = year_of(context.today());
    if (const auto all = units::population(context, unit.id, std::nullopt, year)) {
        overview.eligible = all->count;
        overview.eligible_source = describe_source(*all);
    }
    for (auto& group : overview.groups) {
        if (const auto known = units::population(context, unit.id, group.target_group, year)) group.eligible = known->count;
    }
    const auto below = units::child_populations(context, unit.id, std::nullopt, year);
    const auto children = tree.children(unit.id);
    for (std::size_t place = 0; place < children.size(); ++place) {
        const auto found = below.find(children[place]->id);
        if (found != below.end()) overview.children.at(place).eligible = found->second.count;
    }
}

}  // namespace

std::optional<Overview> KeptOverviews::find(units::UnitId unit, Instant now) {
    const std::lock_guard guard(mutex_);
    const auto found = kept_.find(unit);
    if (found == kept_.end() || !is_fresh(found->second, now)) return std::nullopt;
    return found->second;
}

void KeptOverviews::keep(units::UnitId unit, const Overview& overview) {
    const std::lock_guard guard(mutex_);
    kept_[unit] = overview;
}

Result<Overview> see_overview(Context& context, const std::string& code) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    auto& kept = context.services.get<KeptOverviews>();
    if (auto known = kept.find(unit->id, context.now)) return *known;
    auto overview = add_up(store::load_counts(context.db, unit->id, context.today()), make_frame(context, *tree, *unit));
    add_populations(context, *tree, *unit, overview);
    if (overview.enrolled >= kKeptFromPeople) kept.keep(unit->id, overview);
    return overview;
}

}  // namespace campaign
