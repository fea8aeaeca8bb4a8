// What an answer means: when it counts, what it does to memory, what the learner is told. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "curriculum/public.h"
#include "foundation/time.h"
#include "marking/public.h"
#include "memory/rules.h"
#include "public.h"

namespace learning::answers {

struct Event {
    std::string device;
    std::int64_t sequence = 0;
    std::string item;
    std::int64_t item_version = 0;
    AnswerContext context = AnswerContext::lesson;
    marking::Response response;
    Instant answered_at;
    std::int64_t took_ms = 0;
};

enum class Refusal { no_such_item, item_version_unknown, clock_ahead, sequence_taken, device_malformed, too_many_devices };

// A UUID in its usual form, whatever its version.
bool is_device(std::string_view uuid);

struct Moment {
    Instant at;
    bool corrected = false;  // the device's clock was off by enough to tell
};
// Never in the future. A clock a little ahead is set back silently, one more than kClockToleratedMs ahead is set back and
// told, one more than a day ahead is refused: nobody can say when that answer was given. A clock from before the
// programme existed was never set at all, so that answer counts as given now.
std::optional<Moment> date_answer(Instant claimed, Instant now);
inline constexpr std::int64_t kClockToleratedMs = 5 * kMinuteMs;

using memory::after_answer;
using memory::introduce;
using memory::ItemState;
using memory::rating_of;
using memory::retrievability;
using memory::was_due;

// What to say about one part; an item with one feedback for all says it at its first wrong part.
std::optional<std::string> feedback_of(const curriculum::Item& item, const marking::PartMark& part, bool is_first_wrong);

// Twelve signs in Crockford's base 32, the last a check: short enough to be read out over the telephone.
std::string receipt_of(std::int64_t answer);

// Nobody thinks longer than this about one item; longer means the telephone lay on the table.
inline constexpr std::int64_t kTookMsMax = 5 * kMinuteMs;

}  // namespace learning::answers
