#pragma once
// Downloads that a bad line interrupts: a client that has it already is told so, and one that has the beginning gets the rest
// (RFC 9110, 13.1.2 and 14).
#include "foundation/http/message.h"

namespace http {

// The whole reply, 304, the part asked for (206) or a refusal (416). A reply without an ETag, or not a 200, is left alone.
// Of several ranges, or one that cannot be read, no notice is taken: the whole is always a right answer.
Reply answer_in_part(Reply whole, const Request& request);

}  // namespace http
