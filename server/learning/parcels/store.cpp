#include "parcels/store.h"

#include "foundation/random.h"

namespace learning::store {
namespace {

std::string from_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t place = 0; place + 1 < hex.size(); place += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(place, 2), nullptr, 16));
    return bytes;
}

std::optional<ParcelKey> read_key(const db::Rows& rows) {
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return ParcelKey{db::as_int(row[0]), from_hex(db::as_text(row[1])), from_hex(db::as_text(row[2])), {db::as_int(row[3])}};
}

}  // namespace

std::optional<ParcelKey> newest_parcel_key(db::Connection& db) {
    return read_key(db.run(R"sql(
        SELECT key_id, private_key, public_key, made_at FROM learning_parcel_keys ORDER BY made_at DESC, key_id DESC LIMIT 1
    )sql",
                           {}));
}

std::optional<ParcelKey> find_parcel_key(db::Connection& db, std::int64_t id) {
    return read_key(db.run(R"sql(
        SELECT key_id, private_key, public_key, made_at FROM learning_parcel_keys WHERE key_id = $1
    )sql",
                           {id}));
}

void add_parcel_key(db::Connection& db, const ParcelKey& key) {
    db.run(R"sql(
        INSERT INTO learning_parcel_keys (key_id, private_key, public_key, made_at) VALUES ($1, $2, $3, $4)
    )sql",
           {key.id, to_hex(key.private_key), to_hex(key.public_key), key.made_at.utc_ms});
}

std::optional<DeviceKey> find_device_key(db::Connection& db, std::int64_t id) {
    const auto rows = db.run(R"sql(
        SELECT key_id, account_id, device_uuid, public_key, parcel_key_id, clock_ahead_ms, made_known_at
        FROM learning_device_keys
        WHERE key_id = $1
    )sql",
                             {id});
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return DeviceKey{db::as_int(row[0]), {db::as_int(row[1])}, db::as_text(row[2]), from_hex(db::as_text(row[3])),
                     db::as_int(row[4]), db::as_int(row[5]),   {db::as_int(row[6])}};
}

void add_device_key(db::Connection& db, const DeviceKey& key) {
    db.run(R"sql(
        INSERT INTO learning_device_keys (key_id, account_id, device_uuid, public_key, parcel_key_id, clock_ahead_ms, made_known_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )sql",
           {key.id, key.account.value, key.device, to_hex(key.public_key), key.parcel_key_id, key.clock_ahead_ms,
            key.made_known_at.utc_ms});
}

void keep_newest_device_keys(db::Connection& db, AccountId account, std::int64_t count) {
    db.run(R"sql(
        DELETE FROM learning_device_keys
        WHERE account_id = $1 AND key_id NOT IN (
            SELECT key_id FROM learning_device_keys WHERE account_id = $1 ORDER BY key_id DESC LIMIT $2)
    )sql",
           {account.value, count});
}

void forget_device_keys(db::Connection& db, AccountId account) {
    db.run("DELETE FROM learning_device_keys WHERE account_id = $1", {account.value});
}

}  // namespace learning::store
