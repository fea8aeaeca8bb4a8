// Answers that reach the server by another person's hand.
#pragma once

#include "arrivals/actions.h"
#include "foundation/http/router.h"

namespace learning {

struct DeviceKeyRequest {
    Text<36, 36> device;
    Text<88, 88> public_key;  // an uncompressed point of P-256, in base64
    Instant sent_at;          // what the device's clock shows
};
BOOST_DESCRIBE_STRUCT(DeviceKeyRequest, (), (device, public_key, sent_at))

struct DeviceKeySeen {
    std::int64_t key_id = 0;
    std::string server_public_key;
};
BOOST_DESCRIBE_STRUCT(DeviceKeySeen, (), (key_id, server_public_key))

Result<DeviceKeySeen> make_key_known(Context& context, AccountId account, const DeviceKeyRequest& request);

// What the carrier is told: how many, and a receipt that only the sender's device can read.
struct ParcelTaken {
    std::int64_t entries_count = 0;
    std::int64_t received_count = 0;
    std::string receipt;
};
BOOST_DESCRIBE_STRUCT(ParcelTaken, (), (entries_count, received_count, receipt))

// Whoever carries it: the answers count for whom the device's key was made known.
Result<ParcelTaken> take_parcel(http::SlowContext& slow, const std::string& base64);

}  // namespace learning
