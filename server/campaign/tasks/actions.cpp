#include "tasks/actions.h"

#include "identity/public.h"
#include "tasks/store.h"

#include <algorithm>

namespace campaign {
namespace {

TaskSeen see_task(const Plan& plan, const PlanTask& task, const std::vector<store::TaskStepRow>& steps, Day today) {
    TaskSeen seen;
    seen.task_id = task.id;
    seen.title = task.title;
    if (task.requirement) seen.requirement = task.requirement->value;
    if (task.section) seen.section = task.section->value;
    seen.lead = plans::party_name(plan, task.lead);
    for (const auto& party : task.with)
        seen.with.push_back(plans::party_name(plan, party));
    seen.due_on = task.due_on;
    for (const auto& step : steps) {
        if (step.task_id != task.id.value) continue;
        seen.steps.push_back({step.state, step.note, step.evidence, step.at});
        seen.state = step.state;
        seen.revision = step.number;
    }
    seen.days_late = tasks::days_late(seen.due_on, seen.state, today);
    return seen;
}

bool has_part_in(const units::Tree& tree, const Ground& ground, const PlanTask& task) {
    if (ground.unit.id == ground.row.unit) return true;
    std::vector<std::string> parties{task.lead};
    for (const auto& party : task.with)
        parties.push_back(party);
    return std::any_of(parties.begin(), parties.end(), [&](const std::string& id) {
        const auto* party = plans::find_party(ground.plan, id);
        const auto* unit = party && party->unit ? tree.find(std::string_view(party->unit->value)) : nullptr;
        return unit && unit->id == ground.unit.id;
    });
}

std::optional<Problem> refuse(const TaskSeen& task, const TaskStepOrder& order) {
    const auto refusal =
        tasks::refuse_step(task.state, order.state, order.note ? order.note->value : "", order.evidence_id.has_value());
    if (!refusal) return std::nullopt;
    switch (*refusal) {
        case tasks::StepRefusal::nothing_changes:
            return Problem{ProblemKind::invalid, "nothing_changes", "Chưa có gì thay đổi để lưu."};
        case tasks::StepRefusal::reason_missing:
            return Problem{ProblemKind::invalid, "reason_missing", "Vui lòng ghi lý do.", "/note"};
    }
    return std::nullopt;
}

}  // namespace

TaskMatrix matrix_on(Context& context, const Ground& ground) {
    TaskMatrix matrix{ground.row.id, ground.plan.title, plans::party_name(ground.plan, ground.plan.standing), {}};
    const auto steps = store::load_task_steps(context.db, ground.row.id);
    for (const auto& task : ground.plan.tasks)
        matrix.tasks.push_back(see_task(ground.plan, task, steps, ground.day));
    return matrix;
}

Result<TaskMatrix> see_tasks(Context& context, const std::string& code, PlanId plan) {
    const auto ground = stand_on(context, code, plan, std::nullopt);
    if (!ground) return ground.error();
    return matrix_on(context, *ground);
}

Result<TaskSeen> step_task(Context& context, const std::string& code, PlanId plan, const std::string& task_id,
                           const TaskStepOrder& order) {
    const auto ground = stand_on(context, code, plan, std::nullopt);
    if (!ground) return ground.error();
    const auto* task = plans::find_task(ground->plan, task_id);
    if (!task) return Problem{ProblemKind::missing, "no_such_task", "Không tìm thấy nhiệm vụ này trong kế hoạch."};
    if (!has_part_in(*ground->tree, *ground, *task)) {
        return Problem{ProblemKind::forbidden, "task_of_other_unit", "Nhiệm vụ này giao cho đơn vị khác."};
    }
    context.db.lock("campaign_tasks", plan.value);
    const auto now = see_task(ground->plan, *task, store::load_task_steps(context.db, plan), ground->day);
    if (now.revision != order.revision.value) return changed_meanwhile();
    if (auto problem = refuse(now, order)) return *problem;
    if (order.evidence_id) {
        const auto proof = store::find_evidence(context.db, *order.evidence_id);
        if (!proof || !ground->tree->is_within(proof->unit, ground->row.unit)) {
            return Problem{ProblemKind::invalid, "no_such_evidence", "Cần tệp minh chứng đã tải lên cho đơn vị này.",
                           "/evidence_id"};
        }
    }
    store::insert_task_step(context.db, plan,
                            {task_id, now.revision + 1, order.state, order.note ? order.note->value : "", order.evidence_id,
                             context.actor.account, context.now});
    identity::record_act(
        context, {.action = "task_stepped", .subject = {}, .unit = ground->unit.id, .detail = ground->row.code + " " + task_id});
    return see_task(ground->plan, *task, store::load_task_steps(context.db, plan), ground->day);
}

Result<LateTasks> list_late_tasks(Context& context, const std::string& code) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    LateTasks late{context.today(), {}};
    for (const auto& row : store::load_in_force(context.db, context.today())) {
        const auto* owner = tree->find(row.unit);
        if (!owner || !tree->is_within(owner->id, unit->id)) continue;
        const auto plan = parse_stored(context, row);
        const auto steps = store::load_task_steps(context.db, row.id);
        for (const auto& task : plan.tasks) {
            const auto seen = see_task(plan, task, steps, context.today());
            if (seen.days_late > 0) {
                late.tasks.push_back(
                    {row.id, plan.title, units::ref(*owner), seen.task_id, seen.title, seen.lead, *seen.due_on, seen.days_late});
            }
        }
    }
    std::stable_sort(late.tasks.begin(), late.tasks.end(),
                     [](const LateTask& one, const LateTask& other) { return one.days_late > other.days_late; });
    return late;
}

}  // namespace campaign
