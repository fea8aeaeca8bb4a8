// import_csv of public.h.
#include "changes/actions.h"

#include "imports/rules.h"
#include "store.h"

#include <algorithm>
#include <set>

namespace units {
namespace {

using imports::Row;

// Which rows say something new, and how.
struct Plan {
    struct Change {
        const Row* row = nullptr;
        UnitId unit;  // 0: to be added
        bool renamed = false;
        bool moved = false;
    };
    std::vector<Change> changes;
    int unchanged = 0;
    std::vector<ImportProblem> problems;
};

Plan plan_changes(Context& context, const std::vector<Row>& rows, const Tree& standing, Day from) {
    const auto later = store::load_codes_starting_after(context.db, from);
    const std::set<std::string> starting_later(later.begin(), later.end());
    Plan plan;
    for (const auto& row : rows) {
        if (starting_later.contains(row.code)) {
            plan.problems.push_back(imports::make_problem(
                row.line, "code_starts_later", "mã “" + row.code + "” đã có, nhưng từ một ngày muộn hơn ngày hiệu lực đã chọn."));
            continue;
        }
        const auto* unit = standing.find(row.code);
        const auto* parent = unit ? standing.find(unit->parent) : nullptr;
        const bool renamed = unit && (unit->name != row.name || unit->kind != row.kind);
        const bool moved = unit && (parent ? parent->code : "") != row.parent_code;
        if (!unit) {
            plan.changes.push_back({&row, {}});
        } else if (!renamed && !moved) {
            ++plan.unchanged;
        } else if (store::last_change_day(context.db, unit->id) > from) {
            plan.problems.push_back(imports::make_problem(
                row.line, "unit_changed_later", "đơn vị “" + row.code + "” đã có thay đổi từ một ngày muộn hơn ngày hiệu lực đã chọn."));
        } else {
            plan.changes.push_back({&row, unit->id, renamed, moved});
        }
    }
    return plan;
}

void store_changes(Context& context, Plan& plan, const Tree& standing, Day from) {
    std::map<std::string, UnitId> added;
    for (auto& [row, unit, renamed, moved] : plan.changes) {
        if (unit) continue;
        unit = place_new_unit(context, {{}, row->code, row->name, row->kind, {}}, from).id;
        added[row->code] = unit;
    }
    for (const auto& [row, unit, renamed, moved] : plan.changes) {
        if (renamed) {
            store::set_name(context.db, unit, row->name, row->kind, from);
            store::insert_succession(context.db, unit, unit, "rename", from);
        }
        const auto found = added.find(row->parent_code);
        const auto* parent = found == added.end() ? standing.find(row->parent_code) : nullptr;
        const bool is_new = added.contains(row->code);
        if (moved || (is_new && !row->parent_code.empty())) {
            store::set_parent(context.db, unit, parent ? parent->id : found == added.end() ? UnitId{} : found->second, from);
        }
    }
}

}  // namespace

ImportResult import_csv(Context& context, std::string_view csv, Day valid_from) {
    begin_change(context);
    ImportResult result;
    const auto give_up = [&](std::vector<ImportProblem> problems) {
        std::stable_sort(problems.begin(), problems.end(), [](const auto& left, const auto& right) { return left.line < right.line; });
        if (problems.size() > imports::kProblemsMax) problems.resize(imports::kProblemsMax);
        result.problems = std::move(problems);
        return result;
    };
    const auto table = parse_csv(csv);
    if (!table) return give_up({{csv_line(table.error()), table.error().code, table.error().text}});
    auto reading = imports::read_rows(*table);
    result.rows = static_cast<int>(reading.rows.size());
    if (!reading.problems.empty()) return give_up(std::move(reading.problems));
    const auto standing = as_of(context, valid_from);
    if (auto problems = imports::check_rows(reading.rows, *standing); !problems.empty()) return give_up(std::move(problems));
    auto plan = plan_changes(context, reading.rows, *standing, valid_from);
    if (!plan.problems.empty()) return give_up(std::move(plan.problems));

    result.unchanged = plan.unchanged;
    for (const auto& change : plan.changes) {
        result.added += change.unit ? 0 : 1;
        result.renamed += change.renamed ? 1 : 0;
        result.moved += change.moved ? 1 : 0;
    }
    if (plan.changes.empty()) return result;
    store_changes(context, plan, *standing, valid_from);
    finish_change(context, valid_from);
    return result;
}

}  // namespace units
