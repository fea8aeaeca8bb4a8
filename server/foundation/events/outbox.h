#pragma once
#include "foundation/context_factory.h"

namespace events {

// Delivers what waits in the outbox and is due, oldest first, each in its own transaction; a failed delivery is tried
// again later with a growing delay (1 s, 2 s, 4 s … at most 1 h). Returns how many were delivered.
int deliver_outbox(ContextFactory& contexts);

}  // namespace events
