#include "reports/actions.h"

#include "public.h"

#include "headers/rules.h"
#include "identity/public.h"
#include "reports/store.h"
#include "targets/actions.h"
#include "tasks/actions.h"

#include <algorithm>

namespace campaign {
namespace {

Problem no_such_report() { return {ProblemKind::missing, "no_such_report", "Kế hoạch không có kỳ báo cáo này."}; }

// Where a report stands: the ground of today, the rule, and the row, made in memory when there is none yet.
struct Place {
    Ground ground;
    PlanReport rule;
    store::ReportRow row;
};

std::optional<calendar::Due> find_due(const std::vector<DueReport>& dues, const std::string& report_id, const std::string& period) {
    const auto found = std::find_if(dues.begin(), dues.end(),
                                    [&](const auto& each) { return each.rule->id.value == report_id && each.due.period == period; });
    return found == dues.end() ? std::nullopt : std::optional(found->due);
}

Result<Place> find_place(Context& context, const ReportKey& key) {
    auto ground = stand_on(context, key.code, key.plan, std::nullopt);
    if (!ground) return ground.error();
    const auto* rule = plans::find_report(ground->plan, key.report_id);
    const auto due = find_due(due_reports(context, key.plan, ground->plan), key.report_id, key.period);
    if (!rule || !due) return no_such_report();
    auto row = store::find_report(context.db, key.plan, key.report_id, ground->unit.id, key.period);
    if (!row) {
        row = store::ReportRow{.id = {},
                               .plan = key.plan,
                               .plan_version = ground->row.version,
                               .report_id = key.report_id,
                               .unit = ground->unit.id,
                               .due = *due,
                               .state = ReportState::draft,
                               .revision = 0,
                               .narrative = "{}",
                               .body = {},
                               .as_of = {},
                               .submitted_at = {}};
    }
    return Place{*ground, *rule, *row};
}

ReportHead head_of(const Context& context, const units::Unit& unit, const PlanReport& rule, const store::ReportRow& row) {
    return {row.report_id,    rule.title,   row.due.period,
            units::ref(unit), row.due.on,   row.due.cut_off,
            row.state,        row.revision, calendar::timing_of(row.due.cut_off, row.submitted_at, context.now),
            row.submitted_at};
}

std::map<std::string, std::string> narrative_of(const store::ReportRow& row) {
    std::map<std::string, std::string> narrative;
    const auto stored = boost::json::parse(row.narrative);
    for (const auto& [part, text] : stored.as_object())
        narrative[part] = std::string(text.as_string());
    return narrative;
}

StoredReport read_body(const store::ReportRow& row) {
    auto stored = http::read<StoredReport>(boost::json::parse(row.body));
    ensure(stored.has_value(), "a stored report reads");
    return std::move(*stored);
}

std::string task_word(TaskState state) {
    switch (state) {
        case TaskState::open:
            return "Chưa làm";
        case TaskState::in_progress:
            return "Đang làm";
        case TaskState::done:
            return "Đã xong";
        case TaskState::dropped:
            return "Không làm nữa";
    }
    return {};
}

targets::Figure figure_of(const TargetStanding& standing) {
    targets::Figure figure;
    figure.reached = standing.reached;
    figure.reached_is_manual = standing.reached_is_manual;
    figure.whole = standing.whole;
    figure.whole_source = standing.whole_source;
    figure.whole_is_manual = standing.whole_is_manual;
    figure.percent = standing.percent;
    figure.needed = standing.needed;
    figure.permille = standing.permille;
    figure.met = standing.met;
    figure.suppressed = standing.suppressed;
    return figure;
}

void add_targets(const Plan& plan, const TargetTable& table, const std::map<std::string, std::int64_t>& before,
                 reports::Contents& contents) {
    for (const auto& standing : table.own.targets) {
        const auto known = before.find(standing.target_id);
        const auto& target = *plans::find_target(plan, standing.target_id);
        contents.targets.push_back({standing.target_id, standing.title, figure_of(standing), standing.bound,
                                    known == before.end() ? std::nullopt : std::optional(known->second), target.cascades,
                                    targets::counts_people(target)});
    }
    for (const auto& below : table.below) {
        reports::UnitLine line{below.unit.name, below.unit.code, {}};
        for (const auto& target : contents.targets) {
            const auto found = std::find_if(below.targets.begin(), below.targets.end(),
                                            [&](const auto& each) { return each.target_id == target.target_id; });
            line.figures.push_back(found == below.targets.end() ? targets::Figure{} : figure_of(*found));
        }
        contents.units.push_back(std::move(line));
    }
}

void add_tasks(const TaskMatrix& matrix, reports::Contents& contents) {
    for (const auto& task : matrix.tasks) {
        contents.tasks.push_back({task.title, task.lead, task_word(task.state), task.with, task.due_on, task.days_late});
    }
}

// As of the cut-off's day at the latest, on the tree and the version of the plan that held then.
Result<StoredReport> compose_report(Context& context, const Place& place, bool may_see_names) {
    const auto as_of = reports::data_day(place.row.due.on, context.today());
    const auto ground = stand_on(context, place.ground.unit.code, place.row.plan, as_of);
    if (!ground) return ground.error();
    reports::Contents contents;
    const auto above = ground->tree->ancestors(ground->unit.id);
    contents.header = headers::header_of({ground->plan, place.rule, ground->unit, above, ground->unit.id == ground->row.unit},
                                         place.row.due, as_of);
    contents.unit_code = ground->unit.code;
    contents.plan_link = std::to_string(place.row.plan.value);
    contents.grounds = {headers::ground_of(ground->plan)};
    if (ground->unit.id == ground->row.unit) contents.recipients = {plans::party_name(ground->plan, ground->plan.standing)};
    contents.recipients.push_back("Lưu: VT");
    contents.narrative = narrative_of(place.row);
    std::map<std::string, std::int64_t> before;
    if (const auto previous = store::find_before(context.db, place.row)) before = read_body(*previous).figures;
    const auto table = table_on(context, *ground, may_see_names);
    add_targets(ground->plan, table, before, contents);
    if (ground->unit.id == ground->row.unit) add_tasks(matrix_on(context, *ground), contents);
    StoredReport stored{reports::compose(contents), {}};
    for (const auto& standing : table.own.targets) {
        if (standing.reached) stored.figures[standing.target_id] = *standing.reached;
    }
    return stored;
}

bool may_see_names(Context& context, const Place& place) {
    return identity::may(context, identity::Permission::see_people, place.ground.unit.id);
}

Result<ReportSeen> seen(Context& context, const Place& place) {
    ReportSeen seen{head_of(context, place.ground.unit, place.rule, place.row), {}, papers::form_notice(place.ground.plan.family), {}};
    for (const auto& step : store::load_report_steps(context.db, place.row.id))
        seen.steps.push_back({step.state, step.reason, step.at});
    if (place.row.state == ReportState::submitted || place.row.state == ReportState::approved) {
        seen.document = read_body(place.row).document;
        if (!may_see_names(context, place)) reports::hide_small_groups(seen.document);
        return seen;
    }
    auto now = compose_report(context, place, may_see_names(context, place));
    if (!now) return now.error();
    seen.document = std::move(now->document);
    return seen;
}

std::optional<Problem> refuse(const Place& place, std::int64_t revision, reports::Move move, std::string_view reason) {
    const auto refusal = reports::refuse_move(place.row.state, move, reason);
    if (refusal) {
        switch (*refusal) {
            case reports::MoveRefusal::locked:
                return Problem{ProblemKind::conflict, "report_locked", "Báo cáo đã được duyệt và khóa."};
            case reports::MoveRefusal::already_submitted:
                return Problem{ProblemKind::conflict, "report_submitted", "Báo cáo đã gửi, đang chờ duyệt."};
            case reports::MoveRefusal::not_submitted:
                return Problem{ProblemKind::conflict, "report_not_submitted", "Báo cáo chưa được gửi lên."};
            case reports::MoveRefusal::reason_missing:
                return Problem{ProblemKind::invalid, "reason_missing", "Vui lòng ghi lý do trả lại.", "/reason"};
            case reports::MoveRefusal::has_history:
                return Problem{ProblemKind::conflict, "report_returned", "Báo cáo đã từng gửi lên thì không xóa được. Vui lòng sửa rồi gửi lại."};
        }
    }
    if (revision != place.row.revision) return changed_meanwhile();
    return std::nullopt;
}

Result<Place> lock_place(Context& context, const ReportKey& key) {
    context.db.lock("campaign_reports", key.plan.value);
    auto place = find_place(context, key);
    if (!place) return place.error();
    if (context.today() < place->row.due.on - calendar::kDraftDays) {
        return Problem{ProblemKind::conflict, "report_not_open", "Chưa đến kỳ báo cáo này: dự thảo có trước hạn bảy ngày."};
    }
    return place;
}

void save(Context& context, Place& place, reports::Move move, const std::string& reason) {
    place.row.state = reports::after(place.row.state, move);
    ++place.row.revision;
    if (!place.row.id) {
        place.row.id = {context.fresh_id()};
        ensure(store::insert_report(context.db, place.row), "reports of a plan are changed one at a time");
    }
    store::save_report(context.db, place.row);
    if (move == reports::Move::write) return;
    const bool is_discarded = move == reports::Move::discard;
    if (!is_discarded) store::add_report_step(context.db, place.row.id, {place.row.state, reason, context.actor.account, context.now});
    const auto action = is_discarded ? "report_draft_deleted" : std::string("report_") + boost::describe::enum_to_string(place.row.state, "");
    identity::record_act(context, {.action = action,
                                   .subject = {},
                                   .unit = place.ground.unit.id,
                                   .detail = place.ground.row.code + " " + place.row.report_id + " " + place.row.due.period});
}

units::UnitId deciding_unit(const Ground& ground) { return ground.unit.parent ? ground.unit.parent : ground.unit.id; }

}  // namespace

std::vector<DueReport> due_reports(Context& context, PlanId id, const Plan& plan) {
    const auto first = std::max(store::find_first_day(context.db, id).value_or(plan.period.from), plan.period.from);
    std::vector<DueReport> dues;
    for (const auto& rule : plan.reports) {
        for (auto& due : calendar::due_between(rule.due, first, plan.period.to)) dues.push_back({&rule, std::move(due)});
    }
    std::stable_sort(dues.begin(), dues.end(), [](const auto& one, const auto& other) { return one.due.on < other.due.on; });
    return dues;
}

std::vector<ReportHead> heads_of(const Context& context, const units::Unit& unit, const std::vector<DueReport>& dues,
                                 const std::vector<store::ReportRow>& rows) {
    std::vector<ReportHead> heads;
    for (const auto& [rule, due] : dues) {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return row.report_id == rule->id.value && row.due.period == due.period;
        });
        store::ReportRow none;
        none.report_id = rule->id;
        none.due = due;
        none.revision = 0;
        heads.push_back(head_of(context, unit, *rule, found == rows.end() ? none : *found));
    }
    return heads;
}

Result<ReportCalendar> list_reports(Context& context, const std::string& code, PlanId plan) {
    const auto ground = stand_on(context, code, plan, std::nullopt);
    if (!ground) return ground.error();
    const auto rows = store::load_reports(context.db, plan, ground->unit.id);
    return ReportCalendar{plan, ground->plan.title, heads_of(context, ground->unit, due_reports(context, plan, ground->plan), rows)};
}

Result<ReportSeen> see_report(Context& context, const ReportKey& key) {
    const auto place = find_place(context, key);
    if (!place) return place.error();
    return seen(context, *place);
}

Result<ReportSeen> write_report(Context& context, const ReportKey& key, std::int64_t revision,
                                const std::map<std::string, std::string>& narrative) {
    auto place = lock_place(context, key);
    if (!place) return place.error();
    if (auto problem = refuse(*place, revision, reports::Move::write, "")) return *problem;
    boost::json::object texts;
    for (const auto& [part, text] : narrative) {
        const auto& known = reports::narrative_parts();
        if (std::none_of(known.begin(), known.end(), [&](const auto& each) { return each.id == part; })) {
            return Problem{ProblemKind::invalid, "part_unknown", "Báo cáo không có phần này.", "/narrative/" + part};
        }
        texts[part] = text;
    }
    place->row.narrative = boost::json::serialize(texts);
    save(context, *place, reports::Move::write, "");
    return seen(context, *place);
}

Result<ReportSeen> discard_report(Context& context, const ReportKey& key, std::int64_t revision) {
    auto place = lock_place(context, key);
    if (!place) return place.error();
    if (auto problem = refuse(*place, revision, reports::Move::discard, "")) return *problem;
    if (!place->row.id) return Problem{ProblemKind::missing, "no_draft", "Chưa có dự thảo nào để xóa."};
    place->row.narrative = "{}";
    save(context, *place, reports::Move::discard, "");
    return seen(context, *place);
}

Result<ReportSeen> submit_report(Context& context, const ReportKey& key, std::int64_t revision) {
    auto place = lock_place(context, key);
    if (!place) return place.error();
    if (auto problem = refuse(*place, revision, reports::Move::submit, "")) return *problem;
    const auto stored = compose_report(context, *place, true);
    if (!stored) return stored.error();
    place->row.body = boost::json::serialize(http::to_json(*stored));
    place->row.as_of = stored->document.header.as_of;
    place->row.plan_version = place->ground.row.version;
    if (!place->row.submitted_at) place->row.submitted_at = context.now;
    save(context, *place, reports::Move::submit, "");
    return seen(context, *place);
}

Result<ReportSeen> decide_report(Context& context, const ReportKey& key, std::int64_t revision, bool approve,
                                 const std::string& reason) {
    auto place = lock_place(context, key);
    if (!place) return place.error();
    if (!identity::may(context, identity::Permission::run_campaign, deciding_unit(place->ground))) {
        return Problem{ProblemKind::forbidden, "not_permitted", "Việc duyệt báo cáo thuộc đơn vị cấp trên."};
    }
    const auto move = approve ? reports::Move::approve : reports::Move::send_back;
    if (auto problem = refuse(*place, revision, move, reason)) return *problem;
    save(context, *place, move, reason);
    return seen(context, *place);
}

Result<ReportsBelow> see_reports_below(Context& context, const ReportKey& key) {
    const auto place = find_place(context, key);
    if (!place) return place.error();
    const auto own = compose_report(context, *place, true);
    if (!own) return own.error();
    ReportsBelow below;
    std::map<std::string, ReportTotal> totals;
    for (const auto* child : place->ground.tree->children(place->ground.unit.id)) {
        auto row = store::find_report(context.db, key.plan, key.report_id, child->id, key.period);
        store::ReportRow none = place->row;
        none.id = {};
        none.state = ReportState::draft;
        none.revision = 0;
        none.submitted_at.reset();
        none.body.clear();
        if (!row) row = none;
        below.reports.push_back(head_of(context, *child, place->rule, *row));
        if (row->state != ReportState::submitted && row->state != ReportState::approved) continue;
        for (const auto& [target, reached] : read_body(*row).figures) {
            totals[target].below += reached;
            ++totals[target].units;
        }
    }
    const bool sees_names = may_see_names(context, *place);
    for (const auto& target : place->ground.plan.targets) {
        auto total = totals[target.id.value];
        total.target_id = target.id;
        total.title = target.title;
        const auto known = own->figures.find(target.id.value);
        if (known != own->figures.end()) total.own = known->second;
        if (sees_names) below.totals.push_back(std::move(total));
    }
    return below;
}

Result<ReportsBelow> approve_below(Context& context, const ReportKey& key) {
    const auto place = lock_place(context, key);
    if (!place) return place.error();
    for (const auto* child : place->ground.tree->children(place->ground.unit.id)) {
        const auto row = store::find_report(context.db, key.plan, key.report_id, child->id, key.period);
        if (!row || row->state != ReportState::submitted) continue;
        const auto approved = decide_report(context, {child->code, key.plan, key.report_id, key.period}, row->revision, true, "");
        if (!approved) return approved.error();
    }
    return see_reports_below(context, key);
}

papers::PaperOptions paper_options(Context& context, const units::UnitRef& unit) {
    return {unit.code, unit.name, context.now, context.services.get<papers::AppAddress>().url};
}

Result<documents::File> draft_report(Context& context, const DraftOrder& order) {
    const auto* unit = units::current(context)->find(std::string_view(order.unit_code));
    if (!unit) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    const auto plan = find_plan_above(context, *unit, order.plan_code);
    if (!plan) return plan.error();
    // As an officer would have seen it at the end of that day.
    if (order.as_of) context.now = start_of(*order.as_of) + (kDayMs - 1);
    const auto calendar = list_reports(context, order.unit_code, *plan);
    if (!calendar) return calendar.error();
    if (calendar->reports.empty()) return Problem{ProblemKind::missing, "no_such_report", "Kế hoạch này không có kỳ báo cáo nào."};
    const auto open = std::find_if(calendar->reports.begin(), calendar->reports.end(),
                                   [&](const ReportHead& head) { return head.due_on >= context.today(); });
    const auto& head = open == calendar->reports.end() ? calendar->reports.back() : *open;
    const auto seen = see_report(context, {order.unit_code, *plan, head.report_id, head.period});
    if (!seen) return seen.error();
    return papers::make_paper(seen->document, paper_options(context, units::ref(*unit)),
                               order.as_workbook ? papers::PaperForm::xlsx : papers::PaperForm::docx);
}

}  // namespace campaign
