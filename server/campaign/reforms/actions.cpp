#include "reforms/actions.h"

#include "identity/public.h"
#include "counters/store.h"
#include "reforms/store.h"

namespace campaign {
namespace {

constexpr std::int64_t kDaysAheadMax = 400;

Problem invalid(const char* code, const char* text, const char* field) { return {ProblemKind::invalid, code, text, field}; }

std::vector<std::string> texts_of(const List<Text<1, 32>, 500>& list) {
    std::vector<std::string> texts;
    for (const auto& each : list)
        texts.push_back(each);
    return texts;
}

std::optional<Problem> refuse_reform(const units::Tree& tree, const units::Unit& above, const Reform& order, Day today) {
    if (order.day < today || today + kDaysAheadMax < order.day) {
        return invalid("day_out_of_reach", "Ngày thay đổi phải từ hôm nay và không quá 400 ngày tới.", "/day");
    }
    if (order.units.empty() || order.into.empty()) return invalid("units_missing", "Chưa chọn đủ đơn vị trước và sau khi thay đổi.", "/units");
    const bool takes_one_unit = order.kind != ReformKind::merge, makes_one_unit = order.kind != ReformKind::split;
    if ((takes_one_unit && order.units.size() != 1) || (makes_one_unit && order.into.size() != 1)) {
        return invalid("units_too_many", "Số đơn vị không hợp với cách thay đổi đã chọn.", "/units");
    }
    for (const auto& code : order.units) {
        const auto* unit = tree.find(std::string_view(code.value));
        if (!unit || unit->id == above.id || !tree.is_within(unit->id, above.id)) {
            return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị " + code.value + " trong phạm vi của bạn."};
        }
    }
    return std::nullopt;
}

struct Done {
    std::string heir_code;
    std::optional<units::UnitId> merged;
};

Result<Done> carry_out(Context& context, const units::Tree& tree, const units::Unit& above, const Reform& order) {
    const auto& first = *tree.find(std::string_view(order.units.values.front().value));
    const auto* parent = tree.find(first.parent);
    const auto& into = order.into.values.front();
    switch (order.kind) {
        case ReformKind::merge: {
            std::vector<std::string> codes;
            for (const auto& code : order.units)
                codes.push_back(code);
            const auto merged = units::merge_units(context, codes, {into.code, into.name, into.kind, parent ? parent->code : above.code}, order.day);
            if (!merged) return merged.error();
            return Done{into.code, *merged};
        }
        case ReformKind::split: {
            std::vector<units::Part> parts;
            for (const auto& part : order.into)
                parts.push_back({part.code, part.name, part.kind, part.children ? texts_of(*part.children) : std::vector<std::string>{}});
            const auto made = units::split_unit(context, first.code, parts, order.day);
            if (!made) return made.error();
            return Done{parent ? parent->code : above.code, std::nullopt};
        }
        case ReformKind::rename: {
            if (into.code.value != first.code) return invalid("code_fixed", "Đổi tên không đổi mã đơn vị.", "/into/0/code");
            const auto renamed = units::rename_unit(context, first.code, into.name, into.kind, order.day);
            if (!renamed) return renamed.error();
            return Done{first.code, std::nullopt};
        }
    }
    return invalid("units_missing", "Chưa chọn cách thay đổi.", "/kind");
}

// All counters of a unit and those below it, added up.
std::int64_t count_reached(Context& context, units::UnitId unit) {
    std::int64_t sum = 0;
    for (const auto& below : store::load_counters_below(context.db, unit, context.today())) {
        for (const auto& [name, by_group] : counters::read_counts(below.text)) sum += counters::count_of(by_group, std::nullopt);
    }
    return sum;
}

ReformTotals totals_of(Context& context, units::UnitId above) {
    return {store::load_hanging(context.db, above).people, count_reached(context, above)};
}

std::vector<ReformMove> moves_of(Context& context, const units::Tree& tree, const Reform& order) {
    std::vector<ReformMove> moves;
    for (const auto& code : order.units) {
        const auto* unit = tree.find(std::string_view(code.value));
        const auto hanging = store::load_hanging(context.db, unit->id);
        ReformMove move{units::ref(*unit),
                        hanging.people,
                        hanging.placed_there,
                        count_reached(context, unit->id),
                        hanging.typed_values,
                        hanging.own_shares,
                        hanging.open_reports,
                        hanging.kept_reports,
                        {},
                        {}};
        for (const auto* child : tree.children(unit->id))
            move.children.push_back(units::ref(*child));
        moves.push_back(std::move(move));
    }
    return moves;
}

Result<ReformSeen> reform(Context& context, const std::string& code, const Reform& order) {
    const auto tree = units::current(context);
    const auto* above = tree->find(std::string_view(code));
    if (!above) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    if (auto problem = refuse_reform(*tree, *above, order, context.today())) return *problem;
    ReformSeen seen{order.dry_run, order.day, moves_of(context, *tree, order), 0, totals_of(context, above->id), {}};
    const auto done = carry_out(context, *tree, *above, order);
    if (!done) return done.error();
    if (done->merged) {
        std::vector<units::UnitId> endings;
        for (const auto& each : order.units)
            endings.push_back(tree->find(std::string_view(each.value))->id);
        seen.values_added_up = store::add_up_values(context, endings, *done->merged, order.day, "Cộng số liệu các đơn vị hợp nhất");
    }
    for (auto& move : seen.moves)
        move.heir_code = done->heir_code;
    seen.after = totals_of(context, above->id);
    if (seen.after.people != seen.before.people || seen.after.reached != seen.before.reached) {
        return Problem{ProblemKind::conflict, "figures_differ", "Số liệu trước và sau khi thay đổi không khớp. Chưa có gì được lưu."};
    }
    std::string detail = boost::describe::enum_to_string(order.kind, "");
    for (const auto& each : order.units)
        detail += " " + each.value;
    detail += " ->";
    for (const auto& each : order.into)
        detail += " " + each.code.value;
    identity::record_act(context, {.action = "units_reformed", .subject = {}, .unit = above->id, .detail = detail + " " + to_text(order.day)});
    return seen;
}

}  // namespace

Result<ReformSeen> reform_units(http::SlowContext& slow, const std::string& code, const Reform& order) {
    if (!order.dry_run) return slow.write([&](Context& context) { return reform(context, code, order); });
    // Shown by doing it and taking it back: nothing can differ from what will be done.
    std::optional<Result<ReformSeen>> shown;
    static_cast<void>(slow.write([&](Context& context) -> Result<bool> {
        shown.emplace(reform(context, code, order));
        return Problem{ProblemKind::conflict, "only_shown", ""};
    }));
    return std::move(*shown);
}

}  // namespace campaign
