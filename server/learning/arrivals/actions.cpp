#include "arrivals/actions.h"

namespace learning {

Arrival read_arrival(const http::Apart<AnswerEvent>& apart) {
    Arrival arrival;
    if (!apart.value) {
        arrival.problem = apart.problem;
        // A refusal still names its event where that can be read.
        const auto* object = apart.raw.if_object();
        const auto* sequence = object ? object->if_contains("sequence") : nullptr;
        if (sequence && sequence->is_int64()) arrival.event.sequence = sequence->get_int64();
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
