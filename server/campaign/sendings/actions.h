#pragma once
// Reminders on their way out of the house, by e-mail and webhook.
#include "foundation/context_factory.h"
#include "foundation/outgoing/mail.h"
#include "foundation/outgoing/webhook.h"
#include "foundation/settings.h"
#include "reminders/store.h"

namespace campaign {

// Which ways there are, as the operator set them.
struct Ways {
    outgoing::MailServer mail;
    outgoing::Webhook webhook;
    std::string public_url;
};
// Throws when half of a way is set: an operator wants to know at the start.
Ways open_ways(const Settings& settings);

// Sends what waits, a few at a time and for a few seconds at most, each outside of a transaction. Gives how many left.
std::int64_t send_waiting(ContextFactory& contexts);

}  // namespace campaign
