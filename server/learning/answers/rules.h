// What an answer means: when it counts, what it does to memory, what the learner is told. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// A row of the log.
struct Answer {
    std::int64_t device_no = 0;
    std::int64_t sequence = 0;
    std::int64_t id = 0;
    std::string item;
    std::int64_t item_version = 0;
    AnswerContext context = AnswerContext::lesson;
    std::string response;  // a JSON list of texts
    std::int64_t score_permille = 0;
    Instant answered_at;
    Instant received_at;
    Day day;
    std::int64_t took_ms = 0;
    bool operator==(const Answer&) const = default;
};
// The order of a person's log: by device, and its numbers.
inline bool by_number(const Answer& one, const Answer& other) {
    return std::pair(one.device_no, one.sequence) < std::pair(other.device_no, other.sequence);
}

// How many of these answers stand the same in a log; both in its order.
std::int64_t count_same(const std::vector<Answer>& answers, const std::vector<Answer>& log);

enum class Refusal { no_such_item, item_version_unknown, clock_ahead, sequence_taken, device_malformed, too_many_devices };

inline constexpr std::int64_t kDevicesMax = 200;  // of one person, ever
// A UUID in its usual form, whatever its version.
bool is_device(std::string_view uuid);

struct Moment {
    Instant at;
    bool corrected = false;  // the device's clock was off by enough to tell
    bool unknown = false;    // it cannot have been then, so it counts as given now
};
inline constexpr std::int64_t kClockToleratedMs = 5 * kMinuteMs;
// How far a device's clock is ahead, by what it showed when it sent (behind when negative); 0 within what a slow line explains.
std::int64_t clock_ahead_ms(std::optional<Instant> sent_at, Instant now);
// When an answer was given, by a clock that is ahead_ms ahead: never in the future, and never before the programme existed.
Moment date_answer(Instant claimed, std::int64_t ahead_ms, Instant now);
// Given long enough ago that its order among the others must be looked at.
bool is_late(Instant at, Instant now);
// Of a device that does not tell its clock nobody can say when such an answer was given.
bool is_undatable(Instant claimed, std::optional<Instant> sent_at, Instant now);
// A device's answers, by their numbers: they were given in this order, so none is earlier than one before it. A clock turned
// back reaches no day that is over.
void keep_order(std::vector<Moment>& in_sequence, Instant last_received);

using memory::after_answer;
using memory::introduce;
using memory::ItemState;
using memory::rating_of;
using memory::retrievability;
using memory::was_due;

// Nothing known of this item is later, so that its memory simply goes on from where it stands.
bool is_newest(const ItemState& state, Instant at, Day day);

// What to say about one part; an item with one feedback for all says it at its first wrong part.
std::optional<std::string> feedback_of(const curriculum::Item& item, const marking::PartMark& part, bool is_first_wrong);

// Twelve signs in Crockford's base 32, the last a check: short enough to be read out over the telephone.
std::string receipt_of(std::int64_t answer);

// Answers of so many days stay in the log: what most people answered wrong is counted from them (item_data/).
inline constexpr std::int64_t kDaysInLog = 180;

// Nobody thinks longer than this about one item; longer means the telephone lay on the table.
inline constexpr std::int64_t kTookMsMax = 5 * kMinuteMs;

}  // namespace learning::answers
