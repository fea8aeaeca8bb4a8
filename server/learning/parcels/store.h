#pragma once
#include <optional>
#include <string>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/time.h"

namespace learning::store {

// The server's own pair; keys are bytes.
struct ParcelKey {
    std::int64_t id = 0;
    std::string private_key;
    std::string public_key;
    Instant made_at;
};
std::optional<ParcelKey> newest_parcel_key(db::Connection& db);
std::optional<ParcelKey> find_parcel_key(db::Connection& db, std::int64_t id);
void add_parcel_key(db::Connection& db, const ParcelKey& key);

struct DeviceKey {
    std::int64_t id = 0;
    AccountId account;
    std::string device;
    std::string public_key;
    std::int64_t parcel_key_id = 0;
    std::int64_t clock_ahead_ms = 0;
    Instant made_known_at;
};
std::optional<DeviceKey> find_device_key(db::Connection& db, std::int64_t id);
void add_device_key(db::Connection& db, const DeviceKey& key);
// The oldest of a person's go when there would be more.
void keep_newest_device_keys(db::Connection& db, AccountId account, std::int64_t count);
void forget_device_keys(db::Connection& db, AccountId account);

}  // namespace learning::store
