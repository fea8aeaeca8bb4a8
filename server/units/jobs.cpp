#include "changes/actions.h"
#include "foundation/jobs/scheduler.h"

namespace units {

void add_jobs(jobs::Scheduler& scheduler) {
    // Units begin, move and end at midnight: once in the tables, and in the memory of every server.
    scheduler.daily("units_turn_day", 0, [](ContextFactory& contexts) {
        contexts.write([](Context& context) {
            load_current(context);
            return true;
        });
    });
    scheduler.everywhere("units_follow_day", kSecondMs, [](ContextFactory& contexts) {
        if (!is_current(contexts.services, day_of(contexts.clock.now()))) contexts.read(follow_changes);
    });
}

}  // namespace units
