// Answers as a device writes them down, whichever way they travel.
#pragma once

#include "answers/actions.h"

namespace learning {

struct AnswerEvent {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
    Text<1, 60> item;
    Whole<1, 1000000> item_version;
    AnswerContext context = AnswerContext::lesson;
    List<Text<0, marking::kTextBytesMax>, 100> response;
    Instant answered_at;
    Whole<0, http::kWholeMax> took_ms;
};
BOOST_DESCRIBE_STRUCT(AnswerEvent, (), (device, sequence, item, item_version, context, response, answered_at, took_ms))

// The number of an entry that could not be read, where that much can be: a refusal names what it refuses. Else 0.
std::int64_t sequence_of(const boost::json::value& raw);

Arrival read_arrival(const http::Apart<AnswerEvent>& apart);

}  // namespace learning
