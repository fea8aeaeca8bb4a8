#include "changes/actions.h"
#include "foundation/jobs/scheduler.h"

namespace units {

void add_jobs(jobs::Scheduler& scheduler) {
    // Units begin, move and end at midnight.
    scheduler.daily("units_turn_day", 0, [](ContextFactory& contexts) {
        contexts.write([](Context& context) {
            load_current(context);
            return true;
        });
    });
}

}  // namespace units
