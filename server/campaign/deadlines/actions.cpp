#include "deadlines/actions.h"

#include "reports/store.h"

#include <algorithm>

namespace campaign {
std::vector<units::Unit> reporting_units(const units::Tree& tree, units::UnitId owner) {
    std::vector<units::Unit> units{*tree.find(owner)};
    for (const auto* child : tree.children(owner))
        units.push_back(*child);
    return units;
}

std::int64_t draft_due_reports(Context& context) {
    const auto tree = units::current(context);
    std::int64_t drafted = 0;
    for (const auto& plan_row : store::load_in_force(context.db, context.today())) {
        if (!tree->find(plan_row.unit)) continue;
        const auto plan = parse_stored(context, plan_row);
        for (const auto& rule : plan.reports) {
            for (const auto& due : calendar::due_between(rule.due, context.today(), context.today() + calendar::kDraftDays)) {
                if (due.on < plan.period.from || plan.period.to < due.on) continue;
                for (const auto& unit : reporting_units(*tree, plan_row.unit)) {
                    const store::ReportRow row{.id = {context.fresh_id()},
                                               .plan = plan_row.id,
                                               .plan_version = plan_row.version,
                                               .report_id = rule.id,
                                               .unit = unit.id,
                                               .due = due,
                                               .state = ReportState::draft,
                                               .revision = 1,
                                               .narrative = "{}",
                                               .body = {},
                                               .as_of = {},
                                               .submitted_at = {}};
                    drafted += store::insert_report(context.db, row) ? 1 : 0;
                }
            }
        }
    }
    return drafted;
}

Result<LateReports> list_late_reports(Context& context, const std::string& code) {
    const auto tree = units::current(context);
    const auto* asked = tree->find(std::string_view(code));
    if (!asked) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    LateReports late;
    for (const auto& plan_row : store::load_in_force(context.db, context.today())) {
        const auto* owner = tree->find(plan_row.unit);
        if (!owner || !tree->is_within(owner->id, asked->id)) continue;
        const auto plan = parse_stored(context, plan_row);
        auto dues = due_reports(context, plan_row.id, plan);
        std::erase_if(dues, [&](const DueReport& each) { return context.now <= each.due.cut_off; });
        if (dues.empty()) continue;
        auto rows = store::load_reports(context.db, plan_row.id);
        for (const auto& unit : reporting_units(*tree, owner->id)) {
            for (auto& report : heads_of(context, unit, dues, rows[unit.id])) {
                if (report.timing == calendar::Timing::missing) late.reports.push_back({plan_row.id, plan.title, std::move(report)});
            }
        }
    }
    std::stable_sort(late.reports.begin(), late.reports.end(),
                     [](const auto& one, const auto& other) { return one.report.due_on < other.report.due_on; });
    return late;
}

}  // namespace campaign
