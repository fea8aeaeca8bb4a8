#pragma once
// A backup every day at its hour, and the thinning out of older ones.
#include <functional>

#include "foundation/jobs/scheduler.h"
#include "foundation/settings.h"

namespace app {

// Adds the job when the settings name a folder. It takes as long as the database is large, so it gets a scheduler of its own.
// Throws when the database is not one that this program copies.
void add_backup_job(jobs::Scheduler& scheduler, const Settings& settings, std::function<bool()> is_stopping);

}  // namespace app
