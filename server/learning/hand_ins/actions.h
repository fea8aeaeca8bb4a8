// Tasks as a device hands them in: entries of its log, each received once, with a receipt.
#pragma once

#include "foundation/http/router.h"
#include "hand_ins/rules.h"
#include "photos/actions.h"
#include "public.h"
#include "tasks/actions.h"

namespace learning {

namespace hand_ins {

struct SeenSent {
    Instant at;
    tasks::State state = tasks::State::handed_in;
};
BOOST_DESCRIBE_STRUCT(SeenSent, (), (at, state))
std::optional<Seen> seen_of(const std::optional<SeenSent>& sent);

}  // namespace hand_ins

struct HandInEntry {
    std::string device;
    std::int64_t sequence = 0;
    HandIn hand_in;
    std::optional<hand_ins::Seen> seen;
    Instant handed_in_at;  // by the device's clock
};

struct HandInReceipt {
    std::string receipt;
    std::optional<std::string> code;  // newer_hand_in_stands: received, but another one stays
    std::optional<std::string> text;
    Instant at;                       // of what stands now
    tasks::State state = tasks::State::handed_in;
};
BOOST_DESCRIBE_STRUCT(HandInReceipt, (), (receipt, code, text, at, state))

struct HandInTaken {
    HandInReceipt receipt;
    bool is_new = false;  // it had not come before
};
// Changes nothing when it refuses. sent_at: what the device's clock shows; see take_answers.
Result<HandInTaken> take_hand_in(Context& context, AccountId account, const HandInEntry& entry, Instant sent_at);

// Which photo of which entry; the same bytes need not be sent twice.
struct PhotoPlace {
    std::string device;
    std::int64_t sequence = 0;
    std::int64_t place = 0;  // 1 to 3
};
Result<PhotoSeen> take_photo_of_entry(http::SlowContext& slow, AccountId account, const std::string& task, const PhotoPlace& place,
                                      const std::string& bytes);

struct PhotoArrived {
    std::int64_t place = 0;
    PhotoId id;
};
BOOST_DESCRIBE_STRUCT(PhotoArrived, (), (place, id))
// After a lost reply: what is there already.
std::vector<PhotoArrived> photos_of_entry(Context& context, AccountId account, const std::string& device, std::int64_t sequence);

}  // namespace learning
