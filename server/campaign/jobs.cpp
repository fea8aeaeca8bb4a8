#include "foundation/jobs/scheduler.h"

#include "deadlines/actions.h"

namespace campaign {

void add_jobs(jobs::Scheduler& scheduler) {
    scheduler.daily("campaign_report_drafts", 60, [](ContextFactory& contexts) {
        contexts.write([](Context& context) { return draft_due_reports(context) > 0; });
    });
}

}  // namespace campaign
