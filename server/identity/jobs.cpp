#include "emails/actions.h"
#include "handovers/actions.h"
#include "names/actions.h"
#include "sessions/actions.h"

#include "foundation/jobs/scheduler.h"

namespace identity {

void add_jobs(jobs::Scheduler& scheduler) {
    scheduler.everywhere("identity_last_seen", kMinuteMs, save_last_seen_times);
    scheduler.every("identity_send_letters", 10 * kSecondMs, send_confirmations);
    scheduler.every("identity_expired_codes", kHourMs, remove_expired_codes);
    scheduler.daily("identity_old_sessions", 3 * 60 + 10, remove_old_sessions);
    scheduler.daily("identity_name_words", 3 * 60 + 20, fill_missing_words);
}

}  // namespace identity
