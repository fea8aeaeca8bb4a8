#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/time.h"
#include "photos/rules.h"

namespace learning::store {

struct StoredPhoto {
    PhotoId id;
    AccountId account;
    std::string task;
    bool handed_in = false;
    std::int64_t width = 0;
    std::int64_t height = 0;
    // Of which entry of a device's log, and which of its photos; 0 where it came without one.
    std::int64_t device_no = 0;
    std::int64_t sequence = 0;
    std::int64_t place = 0;
};
// Of one task, without the pictures themselves, in the order they came.
std::vector<StoredPhoto> photos_of(db::Connection& db, AccountId account, const std::string& task);
std::vector<StoredPhoto> photos_of_entry(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence);
std::vector<StoredPhoto> all_photos_of(db::Connection& db, AccountId account);
std::optional<StoredPhoto> find_photo(db::Connection& db, PhotoId id);
std::string load_jpeg(db::Connection& db, PhotoId id);
std::string load_jpeg_base64(db::Connection& db, PhotoId id);

void add_photo(db::Connection& db, const StoredPhoto& photo, const std::string& jpeg, Instant now);
void remove_photo(db::Connection& db, PhotoId id);
void hand_in_photo(db::Connection& db, PhotoId id);
void remove_photos_of(db::Connection& db, AccountId account);
// Uploaded before that moment and never handed in; gives how many went.
std::int64_t remove_waiting_photos(db::Connection& db, Instant before);

}  // namespace learning::store
