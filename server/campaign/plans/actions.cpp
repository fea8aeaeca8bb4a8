#include "plans/actions.h"

#include "identity/public.h"
#include "plan_files/actions.h"
#include "public.h"

namespace campaign {
namespace {

Problem no_such_unit() { return {ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."}; }

Problem invalid_plan(const plans::Flaw& flaw) { return {ProblemKind::invalid, flaw.code, flaw.text, flaw.pointer}; }

PlanHead head_of(const units::Tree& tree, const store::PlanRow& row, const Plan& plan) {
    const auto* unit = tree.find(row.unit);
    return {row.id,         row.version,   row.revision, row.code, plan.title, unit ? units::ref(*unit) : units::UnitRef{},
            row.valid_from, row.changed_at};
}

PlanSeen seen(Context& context, const store::PlanRow& row) {
    auto plan = parse_stored(context, row);
    auto head = head_of(*units::current(context), row, plan);
    return {std::move(head), std::move(plan)};
}

void tell_audit(Context& context, const char* action, const store::PlanRow& row) {
    identity::record_act(
        context, {.action = action, .subject = {}, .unit = row.unit, .detail = row.code + " " + std::to_string(row.version)});
}

// Revisions go on from version to version, so that one who edits a deleted draft is told, even when there is another by then.
Result<store::PlanRow> add_version(Context& context, units::UnitId unit, const Plan& plan, const std::optional<store::PlanRow>& before) {
    if (const auto flaws = plans::find_flaws(plan); !flaws.empty()) return invalid_plan(flaws.front());
    store::PlanRow row{before ? before->id : PlanId{context.fresh_id()},
                       before ? before->version + 1 : 1,
                       unit,
                       plan.id,
                       {},
                       before ? before->revision + 1 : 1,
                       write_plan(plan),
                       context.actor.account,
                       context.now};
    store::insert_plan(context.db, row);
    tell_audit(context, "plan_drafted", row);
    return row;
}

// A new plan, or the next version of the one with its id; refused while somebody has a draft of it.
Result<store::PlanRow> add_plan(Context& context, units::UnitId unit, const Plan& plan) {
    context.db.lock("campaign_plans", unit.value);
    const auto before = store::find_newest(context.db, unit, plan.id);
    if (before && !before->valid_from) {
        return Problem{ProblemKind::conflict, "draft_exists", "Kế hoạch này đang có bản nháp. Vui lòng sửa bản nháp đó."};
    }
    return add_version(context, unit, plan, before);
}

Result<store::PlanRow> publish(Context& context, store::PlanRow row, Day valid_from) {
    const auto plan = parse_stored(context, row);
    if (valid_from > plan.period.to) {
        return Problem{ProblemKind::invalid, "day_outside_period", "Ngày hiệu lực nằm sau thời gian của kế hoạch.",
                       "/valid_from"};
    }
    if (row.version > 1) {
        const auto before = store::find_plan(context.db, row.id, row.version - 1);
        if (before && before->valid_from && valid_from <= *before->valid_from) {
            return Problem{ProblemKind::invalid, "valid_from_too_early", "Bản mới phải có hiệu lực sau bản đang dùng.",
                           "/valid_from"};
        }
    }
    ++row.revision;
    row.changed_by = context.actor.account;
    row.changed_at = context.now;
    store::publish_draft(context.db, row, valid_from);
    row.valid_from = valid_from;
    tell_audit(context, "plan_published", row);
    return row;
}

// The newest version of a plan that belongs to this very unit.
Result<store::PlanRow> own_newest(Context& context, const std::string& code, PlanId id) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    context.db.lock("campaign_plans", unit->id.value);
    auto row = store::find_newest(context.db, id);
    if (!row || row->unit != unit->id) return no_such_plan();
    return *row;
}

}  // namespace

Problem no_such_plan() { return {ProblemKind::missing, "no_such_plan", "Không tìm thấy kế hoạch này ở đơn vị."}; }

Problem changed_meanwhile() {
    return {ProblemKind::conflict, "changed_meanwhile", "Người khác vừa sửa nội dung này. Vui lòng tải lại rồi sửa tiếp.",
            "/revision"};
}

Plan KeptPlans::parse(const store::PlanRow& row) {
    const std::lock_guard guard(mutex_);
    auto& kept = kept_[{row.id, row.version}];
    // A draft's revision comes back with another text when its transaction was undone, so drafts are always parsed.
    if (kept.revision != row.revision || !row.valid_from) {
        auto file = read_plan(row.code, row.body);
        ensure(file.plan.has_value(), "a stored plan reads");
        kept = {row.valid_from ? row.revision : 0, std::move(*file.plan)};
    }
    return kept.plan;
}

Plan parse_stored(Context& context, const store::PlanRow& row) { return context.services.get<KeptPlans>().parse(row); }

Result<PlanList> list_plans(Context& context, const std::string& code) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    PlanList list;
    const bool sees_drafts = identity::may(context, identity::Permission::run_campaign, unit->id);
    for (const auto& row : store::load_newest(context.db, unit->id)) {
        if (row.valid_from || sees_drafts) list.plans.push_back(head_of(*tree, row, parse_stored(context, row)));
        if (row.valid_from && *row.valid_from <= context.today()) continue;
        const auto in_force = store::find_in_force(context.db, row.id, context.today());
        if (in_force) list.plans.push_back(head_of(*tree, *in_force, parse_stored(context, *in_force)));
    }
    for (const auto* above : tree->ancestors(unit->id)) {
        for (const auto& newest : store::load_newest(context.db, above->id)) {
            const auto row = store::find_in_force(context.db, newest.id, context.today());
            if (row) list.plans.push_back(head_of(*tree, *row, parse_stored(context, *row)));
        }
    }
    return list;
}

Result<PlanSeen> see_plan(Context& context, const std::string& code, PlanId id, std::optional<std::int64_t> version) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    const auto row = version ? store::find_plan(context.db, id, *version) : store::find_newest(context.db, id);
    if (!row || !tree->is_within(unit->id, row->unit)) return no_such_plan();
    const bool sees_drafts = unit->id == row->unit && identity::may(context, identity::Permission::run_campaign, row->unit);
    if (row->valid_from || sees_drafts) return seen(context, *row);
    const auto in_force = version ? std::nullopt : store::find_in_force(context.db, id, context.today());
    if (!in_force) return no_such_plan();
    return seen(context, *in_force);
}

Result<PlanSeen> draft_plan(Context& context, const std::string& code, const Plan& plan) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    const auto row = add_plan(context, unit->id, plan);
    if (!row) return row.error();
    return seen(context, *row);
}

Result<PlanSeen> draft_plan_file(Context& context, const std::string& code, const std::string& text) {
    const auto file = read_plan("", text);
    if (file.plan) return draft_plan(context, code, *file.plan);
    const auto& first = file.mistakes.front();
    return Problem{ProblemKind::invalid, "plan_file_invalid",
                   "Tệp kế hoạch có lỗi ở dòng " + std::to_string(first.line) + ": " + first.message,
                   "/" + std::to_string(first.line)};
}

Result<PlanSeen> change_plan(Context& context, const std::string& code, PlanId id, std::int64_t revision, const Plan& plan) {
    auto row = own_newest(context, code, id);
    if (!row) return row.error();
    if (row->revision != revision) return changed_meanwhile();
    if (plan.id.value != row->code)
        return Problem{ProblemKind::invalid, "plan_id_fixed", "Mã kế hoạch không đổi được.", "/plan/id"};
    if (row->valid_from) {
        const auto next = add_version(context, row->unit, plan, *row);
        if (!next) return next.error();
        return seen(context, *next);
    }
    if (const auto flaws = plans::find_flaws(plan); !flaws.empty()) return invalid_plan(flaws.front());
    row->body = write_plan(plan);
    ++row->revision;
    row->changed_by = context.actor.account;
    row->changed_at = context.now;
    store::save_draft(context.db, *row);
    return seen(context, *row);
}

Result<PlanSeen> publish_plan(Context& context, const std::string& code, PlanId id, std::int64_t revision, Day valid_from) {
    const auto row = own_newest(context, code, id);
    if (!row) return row.error();
    if (row->valid_from) return Problem{ProblemKind::conflict, "already_published", "Kế hoạch này đã được ban hành."};
    if (row->revision != revision) return changed_meanwhile();
    const auto published = publish(context, *row, valid_from);
    if (!published) return published.error();
    return seen(context, *published);
}

Result<http::NoContent> delete_draft(Context& context, const std::string& code, PlanId id, std::int64_t revision) {
    const auto row = own_newest(context, code, id);
    if (!row) return row.error();
    if (row->valid_from) return Problem{ProblemKind::conflict, "already_published", "Kế hoạch đã ban hành thì không xóa được."};
    if (row->revision != revision) return changed_meanwhile();
    store::remove_draft(context.db, *row);
    tell_audit(context, "plan_draft_deleted", *row);
    return http::NoContent{};
}

Result<Ground> stand_on(Context& context, const std::string& code, PlanId id, std::optional<Day> as_of) {
    const auto day = as_of.value_or(context.today());
    if (day > context.today()) return Problem{ProblemKind::invalid, "day_in_future", "Chưa có số liệu của ngày này.", "/as_of"};
    const auto tree = day == context.today() ? units::current(context) : units::as_of(context, day);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    auto row = store::find_in_force(context.db, id, day);
    if (!row || !tree->find(row->unit)) return no_such_plan();
    if (!tree->is_within(unit->id, row->unit)) {
        return Problem{ProblemKind::invalid, "unit_outside_plan", "Đơn vị này không thuộc phạm vi của kế hoạch."};
    }
    auto plan = parse_stored(context, *row);
    return Ground{tree, *unit, std::move(*row), std::move(plan), day};
}

Result<ImportedPlan> import_plan(Context& context, const std::string& text, const PlanImport& order) {
    const auto file = read_plan("", text);
    if (!file.plan) return Problem{ProblemKind::invalid, "plan_file_invalid", file.mistakes.front().message};
    const auto unit_code = !order.unit_code.empty() || !file.plan->unit ? order.unit_code : file.plan->unit->value;
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(unit_code));
    if (!unit) return no_such_unit();
    auto row = add_plan(context, unit->id, *file.plan);
    if (!row) return row.error();
    if (order.valid_from) {
        row = publish(context, *row, *order.valid_from);
        if (!row) return row.error();
    }
    return ImportedPlan{row->id.value, row->version};
}

Result<PlanId> find_plan_above(Context& context, const units::Unit& unit, const std::string& plan_code) {
    const auto tree = units::current(context);
    if (const auto row = store::find_newest(context.db, unit.id, plan_code)) return row->id;
    for (const auto* above : tree->ancestors(unit.id)) {
        if (const auto row = store::find_newest(context.db, above->id, plan_code)) return row->id;
    }
    return no_such_plan();
}

Result<std::string> export_plan(Context& context, const std::string& unit_code, const std::string& plan_code) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(unit_code));
    if (!unit) return no_such_unit();
    const auto row = store::find_newest(context.db, unit->id, plan_code);
    if (!row) return no_such_plan();
    return row->body;
}

}  // namespace campaign
