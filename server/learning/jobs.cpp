#include "foundation/jobs/scheduler.h"
#include "level_tests/actions.h"

namespace learning {

void add_jobs(jobs::Scheduler& scheduler) {
    scheduler.every("learning_overdue_tests", kMinuteMs, [](ContextFactory& contexts) {
        contexts.write([](Context& context) { return complete_overdue_tries(context, 500) > 0; });
    });
}

}  // namespace learning
