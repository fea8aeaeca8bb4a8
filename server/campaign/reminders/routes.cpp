#include "foundation/http/router.h"
#include "reminders/actions.h"

namespace campaign {
namespace {

struct ReminderParams {
    ReminderId reminder_id;
};
BOOST_DESCRIBE_STRUCT(ReminderParams, (), (reminder_id))

Result<http::Created<ReminderTotals>> post_reminders(Context& context, const PlanParams& params, const ReminderOrder& order) {
    const auto totals = remind_now(context, params.code, params.plan_id, order);
    if (!totals) return totals.error();
    return http::Created<ReminderTotals>{*totals};
}
Result<ReminderLog> get_log(Context& context, const UnitParams& params) { return see_reminder_log(context, params.code); }
Result<MyReminders> get_mine(Context& context, const http::NoParams&) { return see_my_reminders(context); }
Result<MyReminders> put_reading(Context& context, const ReminderParams& params) {
    return read_reminder(context, params.reminder_id);
}
Result<ReminderChoices> get_choices(Context& context, const http::NoParams&) { return see_choices(context); }
Result<ReminderChoices> put_choices(Context& context, const http::NoParams&, const ReminderChoices& choices) {
    return choose(context, choices);
}

}  // namespace

void add_reminder_routes(http::Router& router) {
    router.write("POST", "/api/v1/units/{code}/plans/{plan_id}/reminders",
                 {.name = "remind_of_plan",
                  .summary = "Remind those of the unit and below it of what is late or nearly due; of one thing at most once a day.",
                  .access = http::on_unit("run_campaign", "code")},
                 post_reminders);
    router.read("GET", "/api/v1/units/{code}/reminders",
                {.name = "list_unit_reminders",
                 .summary = "Who was reminded of what in the unit and below it, and what became of each sending.",
                 .access = http::on_unit("run_campaign", "code")},
                get_log);
    router.read("GET", "/api/v1/me/reminders", {.name = "list_my_reminders", .summary = "What the person was reminded of."}, get_mine);
    router.write("PUT", "/api/v1/me/reminders/{reminder_id}/reading",
                 {.name = "read_my_reminder", .summary = "Mark a reminder as read."}, put_reading);
    router.read("GET", "/api/v1/me/reminder_choices",
                {.name = "get_my_reminder_choices", .summary = "On which ways the person wants reminders."}, get_choices);
    router.write("PUT", "/api/v1/me/reminder_choices",
                 {.name = "choose_my_reminders", .summary = "Choose on which ways reminders come."}, put_choices);
}

}  // namespace campaign
