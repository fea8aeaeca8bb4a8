#include "reminders/actions.h"

#include "reports/store.h"
#include "sendings/actions.h"
#include "tasks/store.h"

#include <algorithm>
#include <set>

namespace campaign {
namespace {

constexpr std::int64_t kShownMax = 200;
constexpr std::int64_t kLookBackDays = 7 * reminders::kLateWeeksMax;

// Something late or nearly due, and the units whose officers are to hear of it.
struct Thing {
    ReminderKind kind = ReminderKind::task;
    std::string key, id, title, link;
    Day due_on;
    std::vector<units::Unit> whom;
};

void add_unit(std::vector<units::Unit>& whom, const units::Unit& unit) {
    const bool is_there = std::any_of(whom.begin(), whom.end(), [&](const auto& each) { return each.id == unit.id; });
    if (!is_there) whom.push_back(unit);
}

// The parties' own units; a party that is no unit of the tree is reached through the plan's unit.
std::vector<units::Unit> units_of(const units::Tree& tree, const units::Unit& owner, const Plan& plan, const PlanTask& task) {
    std::vector<units::Unit> whom;
    std::vector<std::string> parties{task.lead};
    for (const auto& party : task.with)
        parties.push_back(party);
    for (const auto& id : parties) {
        const auto* party = plans::find_party(plan, id);
        const auto* unit = party && party->unit ? tree.find(std::string_view(party->unit->value)) : nullptr;
        add_unit(whom, unit ? *unit : owner);
    }
    return whom;
}

void add_above(std::vector<units::Unit>& whom, const units::Tree& tree, const units::Unit& unit) {
    if (const auto* above = unit.parent ? tree.find(unit.parent) : nullptr) add_unit(whom, *above);
}

std::vector<Thing> find_tasks(Context& context, const units::Tree& tree, const units::Unit& owner, const store::PlanRow& row,
                              const Plan& plan) {
    std::map<std::string, TaskState> states;
    for (const auto& step : store::load_task_steps(context.db, row.id))
        states[step.task_id] = step.state;
    std::vector<Thing> things;
    for (const auto& task : plan.tasks) {
        const auto state = states[task.id.value];
        if (!task.due_on || state == TaskState::done || state == TaskState::dropped) continue;
        if (!reminders::stage_of(*task.due_on, context.today())) continue;
        Thing thing{ReminderKind::task,
                    "task " + std::to_string(row.id.value) + " " + task.id.value + " " + to_text(*task.due_on),
                    task.id,
                    task.title,
                    "/don-vi/" + owner.code + "/cong-viec?ma=" + std::to_string(row.id.value),
                    *task.due_on,
                    units_of(tree, owner, plan, task)};
        if (reminders::goes_up(thing.due_on, context.today())) add_above(thing.whom, tree, owner);
        things.push_back(std::move(thing));
    }
    return things;
}

std::vector<Thing> find_reports(Context& context, const units::Tree& tree, const units::Unit& owner, const store::PlanRow& row,
                                const Plan& plan) {
    std::vector<Thing> things;
    const auto today = context.today();
    for (const auto& rule : plan.reports) {
        const auto from = std::max({plan.period.from, row.valid_from.value_or(plan.period.from), today - kLookBackDays});
        for (const auto& due : calendar::due_between(rule.due, from, std::min(plan.period.to, today + reminders::kSoonDays))) {
            if (!reminders::stage_of(due.on, today)) continue;
            for (const auto& unit : reporting_units(tree, owner.id)) {
                const auto report = store::find_report(context.db, row.id, rule.id, unit.id, due.period);
                if (report && (report->state == ReportState::submitted || report->state == ReportState::approved)) continue;
                Thing thing{ReminderKind::report,
                            "report " + std::to_string(row.id.value) + " " + rule.id.value + " " + due.period + " " +
                                std::to_string(unit.id.value),
                            rule.id,
                            rule.title,
                            "/don-vi/" + unit.code + "/bao-cao?ma=" + std::to_string(row.id.value) +
                                "&bao-cao=" + rule.id.value + "&ky=" + due.period,
                            due.on,
                            {unit}};
                if (reminders::goes_up(due.on, today)) add_above(thing.whom, tree, unit);
                things.push_back(std::move(thing));
            }
        }
    }
    return things;
}

std::vector<Thing> find_things(Context& context, const units::Tree& tree, const units::Unit& owner, const store::PlanRow& row,
                               const Plan& plan) {
    auto things = find_tasks(context, tree, owner, row, plan);
    for (auto& report : find_reports(context, tree, owner, row, plan))
        things.push_back(std::move(report));
    return things;
}

reminders::Words words_for(const Context& context, const Thing& thing, const Plan& plan, const units::Unit& unit) {
    const auto late = context.today() - thing.due_on;
    const auto name = std::string(boost::describe::enum_to_string(thing.kind, "")) + (late > 0 ? "_late" : "_soon");
    const auto& texts = reminders::embedded_texts();
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& each) { return each.first == name; });
    ensure(found != texts.end(), "every kind of reminder has a template");
    const auto words = reminders::read_template(found->second);
    ensure(words.has_value(), "the templates read");
    const std::map<std::string, std::string> values{{"title", thing.title},
                                                    {"plan", plan.title},
                                                    {"unit", unit.name},
                                                    {"due", reminders::shown(thing.due_on)},
                                                    {"days", std::to_string(late)},
                                                    {"link", context.services.get<Ways>().public_url + thing.link}};
    return {reminders::fill(words->subject, values), reminders::fill(words->text, values)};
}

void add_sendings(Context& context, const store::ReminderRow& row) {
    const auto choices = store::load_choices(context.db, row.account);
    const auto& ways = context.services.get<Ways>();
    const auto add = [&](Channel channel, SendingState state) {
        store::insert_sending(context.db, row.id, {channel, state, 0, context.now, "", context.now});
    };
    if (choices.app) add(Channel::app, SendingState::sent);
    if (choices.email && !ways.mail.url.empty() && identity::email_of(context, row.account)) add(Channel::email, SendingState::waiting);
    if (choices.webhook && !ways.webhook.url.empty()) add(Channel::webhook, SendingState::waiting);
}

// Everyone who runs the campaign in a unit; whom: within which it may reach.
void remind(Context& context, const Thing& thing, const store::PlanRow& plan_row, const Plan& plan, const std::string& stage,
            const std::function<bool(const units::Unit&)>& reaches, ReminderTotals& totals) {
    for (const auto& unit : thing.whom) {
        if (!reaches(unit)) continue;
        const auto officers = identity::who_runs(context, identity::Permission::run_campaign, unit.id);
        const bool is_noted = std::any_of(totals.without_officer.begin(), totals.without_officer.end(),
                                          [&](const auto& each) { return each.code == unit.code; });
        if (officers.empty() && !is_noted) totals.without_officer.push_back(units::ref(unit));
        const auto words = words_for(context, thing, plan, thing.kind == ReminderKind::report ? thing.whom.front() : unit);
        for (const auto account : officers) {
            const store::ReminderRow row{.id = {context.fresh_id()},
                                         .thing = thing.key,
                                         .stage = stage,
                                         .account = account,
                                         .kind = thing.kind,
                                         .plan = plan_row.id,
                                         .unit = unit.id,
                                         .due_on = thing.due_on,
                                         .subject = words.subject,
                                         .body = words.text,
                                         .link = thing.link,
                                         .made_at = context.now,
                                         .asked_by = context.actor.account};
            const bool is_new = store::insert_reminder(context.db, row);
            is_new ? ++totals.made : ++totals.already;
            if (is_new) add_sendings(context, row);
        }
    }
}

ReminderShown shown(const store::ReminderRow& row) {
    return {row.id, row.kind, row.subject, row.body, row.link, row.due_on, row.made_at, row.read_at};
}

}  // namespace

std::vector<store::PlanRow> plans_in_force(Context& context) { return store::load_in_force(context.db, context.today()); }

std::int64_t remind_of(Context& context, const store::PlanRow& row) {
    const auto tree = units::current(context);
    const auto* owner = tree->find(row.unit);
    if (!owner) return 0;
    const auto plan = parse_stored(context, row);
    ReminderTotals totals;
    for (const auto& thing : find_things(context, *tree, *owner, row, plan)) {
        remind(context, thing, row, plan, *reminders::stage_of(thing.due_on, context.today()), [](const auto&) { return true; },
               totals);
    }
    return totals.made;
}

Result<ReminderTotals> remind_now(Context& context, const std::string& code, PlanId plan_id, const ReminderOrder& order) {
    const auto ground = stand_on(context, code, plan_id, std::nullopt);
    if (!ground) return ground.error();
    const auto& tree = *ground->tree;
    const auto* owner = tree.find(ground->row.unit);
    if (!owner) return no_such_plan();
    const auto* only = &ground->unit;
    if (order.unit_code) only = tree.find(std::string_view(order.unit_code->value));
    if (!only || !tree.is_within(only->id, ground->unit.id)) {
        return Problem{ProblemKind::invalid, "unit_outside", "Đơn vị cần nhắc không thuộc đơn vị này.", "/unit_code"};
    }
    const bool names_one = order.task_id || order.report_id;
    ReminderTotals totals;
    for (const auto& thing : find_things(context, tree, *owner, ground->row, ground->plan)) {
        const auto& wanted = thing.kind == ReminderKind::task ? order.task_id : order.report_id;
        if (names_one && !(wanted && wanted->value == thing.id)) continue;
        remind(context, thing, ground->row, ground->plan, "asked_" + to_text(context.today()),
               [&](const units::Unit& unit) { return tree.is_within(unit.id, only->id); }, totals);
    }
    identity::record_act(
        context, {.action = "reminded", .subject = {}, .unit = ground->unit.id, .detail = ground->row.code + " " + std::to_string(totals.made)});
    return totals;
}

MyReminders see_my_reminders(Context& context) {
    MyReminders mine{store::count_unread(context.db, context.actor.account), {}};
    for (const auto& row : store::load_for(context.db, context.actor.account, kShownMax))
        mine.reminders.push_back(shown(row));
    return mine;
}

Result<MyReminders> read_reminder(Context& context, ReminderId id) {
    if (!store::mark_read(context.db, context.actor.account, id, context.now)) {
        return Problem{ProblemKind::missing, "no_such_reminder", "Không tìm thấy lời nhắc này."};
    }
    return see_my_reminders(context);
}

Result<ReminderLog> see_reminder_log(Context& context, const std::string& code) {
    const auto tree = units::current(context);
    const auto* asked = tree->find(std::string_view(code));
    if (!asked) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    ReminderLog log;
    for (const auto& row : store::load_below(context.db, asked->id, kShownMax)) {
        ReminderLogged logged;
        static_cast<ReminderShown&>(logged) = shown(row);
        if (const auto* unit = tree->find(row.unit)) logged.unit = units::ref(*unit);
        logged.full_name = row.name;
        logged.asked = static_cast<bool>(row.asked_by);
        for (const auto& each : store::load_sendings(context.db, row.id))
            logged.sendings.push_back({each.channel, each.state, each.tries, each.outcome, each.changed_at});
        log.reminders.push_back(std::move(logged));
    }
    return log;
}

ReminderChoices see_choices(Context& context) { return store::load_choices(context.db, context.actor.account); }

ReminderChoices choose(Context& context, const ReminderChoices& choices) {
    store::save_choices(context.db, context.actor.account, choices);
    return choices;
}

void forget_reminders(Context& context, const identity::AccountErased& erased) { store::remove_of(context.db, erased.account); }

void add_my_reminders(Context& context, const identity::DataRequested& requested) {
    boost::json::array mine;
    for (const auto& row : store::load_for(context.db, requested.account, kShownMax))
        mine.push_back({{"subject", row.subject}, {"made_at", row.made_at.utc_ms}});
    context.effects["reminders"] = {{"choices", http::to_json(store::load_choices(context.db, requested.account))},
                                    {"received", std::move(mine)}};
}

}  // namespace campaign
