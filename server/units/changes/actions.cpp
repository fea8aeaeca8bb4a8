#include "changes/actions.h"

#include "foundation/events/bus.h"
#include "foundation/text.h"
#include "store.h"
#include "tree/store.h"

namespace units {
namespace {

std::string code_of(std::optional<TargetGroup> group) {
    return group ? boost::describe::enum_to_string(*group, "") : "";
}

std::shared_ptr<const Forest> load_forest(Context& context, Day day) {
    auto units = store::load_units(context.db, day);
    std::vector<UnitId> standing;
    standing.reserve(units.size());
    for (const auto& unit : units) standing.push_back(unit.id);
    return std::make_shared<const Forest>(std::move(units), find_heirs(store::load_successions(context.db, day), standing));
}

std::optional<Refusal> refuse_place(Context& context, const store::Standing& parent, Kind kind, Day from) {
    if (!may_stand_under(kind, parent.unit.kind)) return Refusal::parent_kind_wrong;
    if (parent.valid_to < kNoEnd) return Refusal::no_such_unit;
    int depth = 1;
    for (auto above = std::optional(parent); above && above->unit.parent; ++depth) {
        if (depth + 1 >= kDepthMax) return Refusal::too_deep;
        above = store::find_standing(context.db, above->unit.parent, from);
    }
    return std::nullopt;
}

}  // namespace

Problem to_problem(Refusal refusal) {
    const auto invalid = [&](const char* text) {
        return Problem{ProblemKind::invalid, boost::describe::enum_to_string(refusal, ""), text};
    };
    switch (refusal) {
    case Refusal::no_such_unit: return {ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    case Refusal::code_taken: return {ProblemKind::conflict, "code_taken", "Mã đơn vị này đã được dùng."};
    case Refusal::code_malformed: return invalid("Mã đơn vị chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch nối, tối đa 32 ký tự.");
    case Refusal::name_empty: return invalid("Tên đơn vị còn trống.");
    case Refusal::name_too_long: return invalid("Tên đơn vị dài quá 200 ký tự.");
    case Refusal::parent_kind_wrong: return invalid("Đơn vị loại này không thể đặt dưới đơn vị cấp trên đã chọn.");
    case Refusal::parent_within: return invalid("Đơn vị cấp trên không thể nằm trong chính các đơn vị đang thay đổi.");
    case Refusal::too_deep: return invalid("Cây đơn vị có quá nhiều cấp.");
    case Refusal::day_too_early: return invalid("Ngày hiệu lực phải sau lần thay đổi gần nhất của đơn vị.");
    case Refusal::too_few_units: return invalid("Cần ít nhất hai đơn vị khác nhau.");
    case Refusal::child_not_of_unit: return invalid("Có đơn vị trực thuộc không nằm trong đơn vị được chia, hoặc được xếp hai lần.");
    case Refusal::child_left_over: return invalid("Còn đơn vị trực thuộc chưa được xếp vào đơn vị mới nào.");
    }
    ensure(false, "a refusal without a text");
    return {};
}

void begin_change(Context& context) { context.db.lock("units", 0); }

void finish_change(Context& context, Day first_day) {
    const auto revision = store::count_revision(context.db);
    context.events.publish(context, UnitsChanged{revision});
    peers::tell(context, kTreesChanged, 0);
    if (first_day > context.today()) return;
    const auto forest = load_forest(context, context.today());
    store::rebuild_closure(context.db, context.today(), forest->heirs());
    auto& current = context.services.get<CurrentTree>();
    context.on_commit.push_back([&current, forest, revision, day = context.today()] { current.replace(forest, revision, day); });
}

void load_current(Context& context) {
    begin_change(context);
    const auto state = store::load_state(context.db);
    const auto forest = load_forest(context, context.today());
    if (store::changes_between(context.db, state.closure_day, context.today())) {
        store::rebuild_closure(context.db, context.today(), forest->heirs());
    }
    auto& current = context.services.get<CurrentTree>();
    context.on_commit.push_back([&current, forest, state, day = context.today()] { current.replace(forest, state.revision, day); });
}

void follow_changes(Context& context) {
    const auto revision = store::load_state(context.db).revision;
    context.services.get<CurrentTree>().replace(load_forest(context, context.today()), revision, context.today());
}

bool is_current(const Services& services, Day today) { return services.get<CurrentTree>().day() >= today; }

std::shared_ptr<const Tree> tree_on(Context& context, Day day) { return load_forest(context, day); }

std::shared_ptr<const Tree> as_of(Context& context, Day day) {
    if (day >= context.today()) return tree_on(context, day);
    auto& past = context.services.get<PastTrees>();
    const auto revision = store::load_state(context.db).revision;
    if (revision > context.services.get<CurrentTree>().committed_revision()) return tree_on(context, day);
    if (auto known = past.find(revision, day)) return known;
    auto forest = load_forest(context, day);
    past.keep(revision, day, forest);
    return forest;
}

UnitRef ref(const Unit& unit) { return {unit.code, unit.name, unit.kind}; }

UnitPath path(const Tree& tree, const Unit& unit) {
    UnitPath path{unit.code, unit.name, unit.kind, {}};
    for (const auto* above : tree.ancestors(unit.id)) path.path.insert(path.path.begin(), above->name);
    return path;
}

Unit place_new_unit(Context& context, const Unit& unit, Day from) {
    auto placed = unit;
    placed.id = {context.fresh_id()};
    placed.name = text::squeeze(unit.name);
    store::insert_unit(context.db, placed.id, placed.code, from);
    store::set_name(context.db, placed.id, placed.name, placed.kind, from);
    if (placed.parent) store::set_parent(context.db, placed.id, placed.parent, from);
    return placed;
}

Result<UnitId> add_unit(Context& context, const std::string& code, const std::string& parent_code, const std::string& name,
                        Kind kind, Day valid_from) {
    begin_change(context);
    if (!is_code(code)) return to_problem(Refusal::code_malformed);
    if (const auto refusal = refuse_name(name)) return to_problem(*refusal);
    if (store::is_code_used_from(context.db, code, valid_from)) return to_problem(Refusal::code_taken);
    UnitId parent;
    if (!parent_code.empty()) {
        const auto above = store::find_standing(context.db, parent_code, valid_from);
        if (!above) return to_problem(Refusal::no_such_unit);
        if (const auto refusal = refuse_place(context, *above, kind, valid_from)) return to_problem(*refusal);
        parent = above->unit.id;
    } else if (!may_stand_under(kind, std::nullopt)) {
        return to_problem(Refusal::parent_kind_wrong);
    }
    const auto unit = place_new_unit(context, {{}, code, name, kind, parent}, valid_from);
    const auto revision = store::count_revision(context.db);
    context.events.publish(context, UnitsChanged{revision});
    peers::tell(context, kTreesChanged, 0);
    if (valid_from <= context.today()) {
        store::add_to_closure(context.db, unit.id, parent);
        auto& current = context.services.get<CurrentTree>();
        context.on_commit.push_back([&current, unit, revision] { current.add(unit, revision); });
    }
    return unit.id;
}

void set_population(Context& context, UnitId unit, std::optional<TargetGroup> group, const Population& population) {
    store::save_population(context.db, unit, {code_of(group), population});
}

std::optional<Population> population(Context& context, UnitId unit, std::optional<TargetGroup> group, int year) {
    return store::find_population(context.db, unit, code_of(group), year);
}

std::map<UnitId, Population> child_populations(Context& context, UnitId parent, std::optional<TargetGroup> group, int year) {
    return store::find_child_populations(context.db, parent, context.today(), code_of(group), year);
}

}  // namespace units
