#include "arrivals/actions.h"

namespace learning {

std::int64_t sequence_of(const boost::json::value& raw) {
    const auto* object = raw.if_object();
    const auto* sequence = object ? object->if_contains("sequence") : nullptr;
    return sequence && sequence->is_int64() ? sequence->get_int64() : 0;
}

Arrival read_arrival(const http::Apart<AnswerEvent>& apart) {
    Arrival arrival;
    if (!apart.value) {
        arrival.problem = apart.problem;
        arrival.event.sequence = sequence_of(apart.raw);
        return arrival;
    }
    const auto& event = *apart.value;
    arrival.event = {event.device, event.sequence,    event.item,   event.item_version, event.context,
                     {},           event.answered_at, event.took_ms};
    for (const auto& text : event.response)
        arrival.event.response.push_back(text);
    return arrival;
}

}  // namespace learning
