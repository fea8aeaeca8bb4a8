#include "foundation/jobs/scheduler.h"
#include "item_data/actions.h"
#include "level_tests/actions.h"
#include "photos/actions.h"

namespace learning {

void refresh_item_data(ContextFactory& contexts) {
    std::vector<store::ItemRecord> records;
    contexts.read([&](Context& context) { records = count_item_data(context); });
    contexts.write([&](Context& context) {
        keep_item_data(context, records);
        return true;
    });
}

void add_jobs(jobs::Scheduler& scheduler) {
    scheduler.every("learning_overdue_tests", kMinuteMs, [](ContextFactory& contexts) {
        contexts.write([](Context& context) { return complete_overdue_tries(context, 500) > 0; });
    });
    scheduler.every("learning_waiting_photos", kHourMs, [](ContextFactory& contexts) {
        contexts.write([](Context& context) { return forget_waiting_photos(context) > 0; });
    });
    scheduler.daily("learning_item_data", 3 * 60 + 30, refresh_item_data);
}

}  // namespace learning
