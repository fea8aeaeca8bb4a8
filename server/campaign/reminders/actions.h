#pragma once
// Who is reminded of which late or nearly due task and report: by the clock, or because somebody pressed the button.
#include "deadlines/actions.h"
#include "identity/public.h"
#include "reminders/store.h"

namespace campaign {

// By the clock, for one plan; gives how many.
std::int64_t remind_of(Context& context, const store::PlanRow& plan);
std::vector<store::PlanRow> plans_in_force(Context& context);

// Nothing named: all that is late or nearly due.
struct ReminderOrder {
    std::optional<Text<1, 60>> task_id;
    std::optional<Text<1, 60>> report_id;
    std::optional<Text<1, 40>> unit_code;  // only those of this unit
};
BOOST_DESCRIBE_STRUCT(ReminderOrder, (), (task_id, report_id, unit_code))
struct ReminderTotals {
    std::int64_t made = 0;
    std::int64_t already = 0;                    // reminded of that today
    std::vector<units::UnitRef> without_officer;  // nobody there to be told
};
BOOST_DESCRIBE_STRUCT(ReminderTotals, (), (made, already, without_officer))
// Within the unit only, whoever's plan it is.
Result<ReminderTotals> remind_now(Context& context, const std::string& code, PlanId plan, const ReminderOrder& order);

struct ReminderShown {
    ReminderId reminder_id;
    ReminderKind kind = ReminderKind::task;
    std::string subject, text, link;
    Day due_on;
    Instant made_at;
    std::optional<Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(ReminderShown, (), (reminder_id, kind, subject, text, link, due_on, made_at, read_at))
struct MyReminders {
    std::int64_t unread = 0;
    std::vector<ReminderShown> reminders;
};
BOOST_DESCRIBE_STRUCT(MyReminders, (), (unread, reminders))
MyReminders see_my_reminders(Context& context);
Result<MyReminders> read_reminder(Context& context, ReminderId id);

struct SendingShown {
    Channel channel = Channel::app;
    SendingState state = SendingState::waiting;
    std::int64_t tries = 0;
    std::string outcome;
    Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(SendingShown, (), (channel, state, tries, outcome, changed_at))
struct ReminderLogged : ReminderShown {
    units::UnitRef unit;
    std::string full_name;
    bool asked = false;  // by a person, not by the clock
    std::vector<SendingShown> sendings;
};
BOOST_DESCRIBE_STRUCT(ReminderLogged, (ReminderShown), (unit, full_name, asked, sendings))
struct ReminderLog {
    std::vector<ReminderLogged> reminders;
};
BOOST_DESCRIBE_STRUCT(ReminderLog, (), (reminders))
Result<ReminderLog> see_reminder_log(Context& context, const std::string& code);

ReminderChoices see_choices(Context& context);
ReminderChoices choose(Context& context, const ReminderChoices& choices);

void forget_reminders(Context& context, const identity::AccountErased& erased);
void add_my_reminders(Context& context, const identity::DataRequested& requested);

}  // namespace campaign
