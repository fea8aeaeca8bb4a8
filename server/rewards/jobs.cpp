#include "foundation/jobs/scheduler.h"

#include "foundation/log.h"
#include "recount/actions.h"
#include "streak/actions.h"

namespace rewards {
namespace {

// Small enough that a request never waits long behind a chunk on SQLite's one writer.
constexpr std::int64_t kChunk = 200;

void settle_all_streaks(ContextFactory& contexts) {
    AccountId after;
    do {
        AccountId last;  // a write may run twice
        contexts.write([&](Context& context) {
            last = settle_streaks(context, after, kChunk);
            return true;
        });
        after = last;
    } while (after);
}

void recount_everyone(ContextFactory& contexts) {
    AccountId after;
    std::int64_t checked = 0;
    std::int64_t differing = 0;
    do {
        Recount chunk;
        contexts.read([&](Context& context) { chunk = recount(context, after, kChunk); });
        for (const auto& difference : chunk.differences) {
            logging::error("rewards_differ", {{"account", difference.account.value},
                                              {"points_kept", difference.kept.points},
                                              {"points_recounted", difference.recounted.points},
                                              {"streak_kept", difference.kept.streak_days},
                                              {"streak_recounted", difference.recounted.streak_days}});
            contexts.write([&](Context& context) {
                repair_account(context, difference.account);
                return true;
            });
        }
        checked += chunk.checked_count;
        differing += std::ssize(chunk.differences);
        after = chunk.last;
    } while (after);
    logging::info("rewards_recounted", {{"accounts", checked}, {"differing", differing}});
}

}  // namespace

void add_jobs(jobs::Scheduler& scheduler) {
    scheduler.daily("rewards_settle_streaks", 5, settle_all_streaks);
    scheduler.daily("rewards_recount", 3 * 60, recount_everyone);
}

}  // namespace rewards
