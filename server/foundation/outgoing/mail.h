#pragma once
// Plain e-mails over SMTP (RFC 5321, 5322).
#include "foundation/outgoing/attempt.h"
#include "foundation/time.h"

namespace outgoing {

struct MailServer {
    std::string url;   // smtp://host:587 or smtps://host; "" sends nothing
    std::string from;  // the bare address
    std::string user, password;
};

struct Mail {
    std::string to;
    std::string subject, text;
    std::string id;  // the same for the same news, so that a mailbox can tell
    Instant at;
};

// Whether it can be an address: one @, a domain with a point, no spaces and nothing that ends a header.
bool is_address(const std::string& text);

// Takes seconds: never inside a transaction.
Attempt send_mail(const MailServer& server, const Mail& mail);

// A header's text in ASCII (RFC 2047).
std::string encoded_header(const std::string& text);

}  // namespace outgoing
