#pragma once
// News as JSON to an address of the operator's, signed so that it can tell who sent it.
#include "foundation/outgoing/attempt.h"
#include "foundation/time.h"

namespace outgoing {

struct Webhook {
    std::string url;     // "" sends nothing
    std::string secret;  // of the signature
};

// Takes seconds: never inside a transaction. id: the same for the same news.
Attempt post_signed(const Webhook& webhook, const std::string& id, const std::string& body, Instant at);

// In hexadecimal: HMAC-SHA-256 of "<seconds>.<body>", so that an old message cannot be sent again as a new one.
std::string signature_of(const std::string& secret, std::int64_t seconds, const std::string& body);

}  // namespace outgoing
