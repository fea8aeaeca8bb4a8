#include "overview/actions.h"

#include "activity/store.h"
#include "curriculum/public.h"

namespace campaign {
namespace {

std::vector<LevelCount> levels_of(const curriculum::Library& library) {
    std::vector<LevelCount> levels;
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels)
            levels.push_back({level.id, level.number, level.title, 0, 0});
    }
    return levels;
}

Frame make_frame(Context& context, const units::Tree& tree, const units::Unit& unit) {
    Frame frame{units::path(tree, unit), context.now, context.today(), levels_of(*curriculum::library(context)), {}, {}};
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

// Everybody of a unit and below it, by the units they are listed in.
std::vector<UnitCount> load_counts(Context& context, units::UnitId unit, const std::vector<LevelCount>& levels) {
    const auto today = context.today();
    std::map<units::UnitId, UnitCount> by_unit;
    const auto of = [&](units::UnitId id) -> UnitCount& {
        auto& counts = by_unit[id];
        counts.unit = id;
        return counts;
    };
    std::vector<std::string> wanted{counters::kEnrolled};
    for (const auto& level : levels) {
        wanted.push_back(counters::name_of("level_started", level.level_id));
        wanted.push_back(counters::name_of("level_completed", level.level_id));
    }
    for (const auto& [id, text] : store::load_counters_below(context.db, unit, today)) {
        std::vector<counters::ByGroup> sums(wanted.size());
        counters::add_up(text, wanted, sums);
        auto& counts = of(id);
        counts.enrolled = sums[0];
        for (std::size_t place = 1; place < sums.size(); place += 2)
            counts.levels.push_back({counters::count_of(sums[place], std::nullopt), counters::count_of(sums[place + 1], std::nullopt)});
    }
    for (const auto& [id, text] : store::load_counters_below(context.db, unit, today - activity::kWeekDays)) {
        std::vector<counters::ByGroup> sums(1);
        counters::add_up(text, {counters::kEnrolled}, sums);
        of(id).enrolled_week_ago = counters::count_of(sums[0], std::nullopt);
    }
    for (const auto& [id, text] : store::load_activity_below(context.db, unit))
        of(id).recent = activity::read(text, today);
    std::vector<UnitCount> counts;
    for (auto& [id, each] : by_unit)
        counts.push_back(std::move(each));
    return counts;
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

Result<Overview> see_overview(Context& context, const std::string& code) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    const auto frame = make_frame(context, *tree, *unit);
    auto overview = add_up(load_counts(context, unit->id, frame.levels), frame);
    add_populations(context, *tree, *unit, overview);
    return overview;
}

}  // namespace campaign
