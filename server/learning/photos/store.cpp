#include "photos/store.h"

#include <sodium.h>

#include "foundation/result.h"

namespace learning::store {
namespace {

StoredPhoto read_photo(const db::Row& row) {
    return {{db::as_int(row[0])}, {db::as_int(row[1])}, db::as_text(row[2]), db::as_bool(row[3]), db::as_int(row[4]),
            db::as_int(row[5]),   db::as_int(row[6]),   db::as_int(row[7]),  db::as_int(row[8])};
}

std::vector<StoredPhoto> read_photos(const db::Rows& rows) {
    std::vector<StoredPhoto> photos;
    for (const auto& row : rows) photos.push_back(read_photo(row));
    return photos;
}

std::string to_base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the closing zero
    return text;
}

std::string from_base64(const std::string& text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t size = 0;
    ensure(sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size,
                             nullptr, sodium_base64_VARIANT_ORIGINAL) == 0,
           "a photo is stored as base64");
    bytes.resize(size);
    return bytes;
}

}  // namespace

std::vector<StoredPhoto> photos_of(db::Connection& db, AccountId account, const std::string& task) {
    return read_photos(db.run(R"sql(
        SELECT id, account_id, task_id, handed_in, width, height, device_no, sequence, place FROM learning_task_photos
        WHERE account_id = $1 AND task_id = $2 ORDER BY id
    )sql",
                              {account.value, task}));
}

std::vector<StoredPhoto> photos_of_entry(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence) {
    return read_photos(db.run(R"sql(
        SELECT id, account_id, task_id, handed_in, width, height, device_no, sequence, place FROM learning_task_photos
        WHERE account_id = $1 AND device_no = $2 AND sequence = $3 AND place > 0 ORDER BY place
    )sql",
                              {account.value, device_no, sequence}));
}

std::vector<StoredPhoto> all_photos_of(db::Connection& db, AccountId account) {
    return read_photos(db.run(R"sql(
        SELECT id, account_id, task_id, handed_in, width, height, device_no, sequence, place FROM learning_task_photos WHERE account_id = $1 ORDER BY id
    )sql",
                              {account.value}));
}

std::optional<StoredPhoto> find_photo(db::Connection& db, PhotoId id) {
    const auto rows = db.run(R"sql(
        SELECT id, account_id, task_id, handed_in, width, height, device_no, sequence, place FROM learning_task_photos WHERE id = $1
    )sql",
                             {id.value});
    if (rows.empty()) return std::nullopt;
    return read_photo(rows[0]);
}

std::string load_jpeg_base64(db::Connection& db, PhotoId id) {
    return db::as_text(db.run("SELECT jpeg_base64 FROM learning_task_photos WHERE id = $1", {id.value}).at(0).at(0));
}

std::string load_jpeg(db::Connection& db, PhotoId id) { return from_base64(load_jpeg_base64(db, id)); }

void add_photo(db::Connection& db, const StoredPhoto& photo, const std::string& jpeg, Instant now) {
    db.run(R"sql(
        INSERT INTO learning_task_photos (id, account_id, task_id, handed_in, width, height, uploaded_at, jpeg_base64,
                                          device_no, sequence, place)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    )sql",
           {photo.id.value, photo.account.value, photo.task, std::int64_t{photo.handed_in}, photo.width, photo.height, now.utc_ms,
            to_base64(jpeg), photo.device_no, photo.sequence, photo.place});
}

void remove_photo(db::Connection& db, PhotoId id) { db.run("DELETE FROM learning_task_photos WHERE id = $1", {id.value}); }

void hand_in_photo(db::Connection& db, PhotoId id) {
    db.run("UPDATE learning_task_photos SET handed_in = 1 WHERE id = $1", {id.value});
}

void remove_photos_of(db::Connection& db, AccountId account) {
    db.run("DELETE FROM learning_task_photos WHERE account_id = $1", {account.value});
}

std::int64_t remove_waiting_photos(db::Connection& db, Instant before) {
    db.run("DELETE FROM learning_task_photos WHERE handed_in = 0 AND uploaded_at < $1", {before.utc_ms});
    return db.changed_count();
}

}  // namespace learning::store
