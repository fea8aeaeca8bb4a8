#include "foundation/jobs/scheduler.h"

#include "deadlines/actions.h"
#include "reminders/actions.h"
#include "sendings/actions.h"

namespace campaign {

void add_jobs(jobs::Scheduler& scheduler) {
    scheduler.daily("campaign_report_drafts", 60, [](ContextFactory& contexts) {
        contexts.write([](Context& context) { return draft_due_reports(context) > 0; });
    });
    // When the office's day begins. A transaction for each plan, so that no answer waits for all of them.
    scheduler.daily("campaign_reminders", 7 * 60 + 30, [](ContextFactory& contexts) {
        std::vector<store::PlanRow> plans;
        contexts.read([&](Context& context) { plans = plans_in_force(context); });
        for (const auto& plan : plans)
            contexts.write([&](Context& context) { return remind_of(context, plan) > 0; });
    });
    scheduler.every("campaign_send_reminders", 10 * kSecondMs, [](ContextFactory& contexts) { send_waiting(contexts); });
}

}  // namespace campaign
