#pragma once
#include "foundation/settings.h"

namespace app {

// Serves until SIGTERM or SIGINT, then finishes what it accepted. Returns the exit code.
int serve(const Settings& settings);

}  // namespace app
