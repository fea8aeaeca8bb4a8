#include "evidence/store.h"

#include <sodium.h>

namespace campaign::store {
namespace {

std::string to_base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the closing zero
    return text;
}

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    ensure(sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                             &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0,
           "evidence is stored as base64");
    bytes.resize(size);
    return bytes;
}

}  // namespace

std::string sha256_of(const std::string& bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string hex(sizeof hash * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash, sizeof hash);
    hex.pop_back();
    return hex;
}

void insert_evidence(db::Connection& db, const EvidenceRow& row, const std::string& bytes) {
    db.run(R"sql(
        INSERT INTO campaign_evidence (id, unit_id, file_name, content_type, bytes_count, sha256, content_base64, uploaded_by, uploaded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    )sql",
           {row.id.value, row.unit.value, row.file_name, row.content_type, row.bytes_count, row.sha256, to_base64(bytes),
            row.uploaded_by.value, row.uploaded_at.utc_ms});
}

std::optional<EvidenceRow> find_evidence(db::Connection& db, EvidenceId id) {
    const auto rows = db.run(R"sql(
        SELECT id, unit_id, file_name, content_type, sha256, bytes_count, uploaded_by, uploaded_at FROM campaign_evidence WHERE id = $1
    )sql",
                             {id.value});
    if (rows.empty()) return std::nullopt;
    const auto& row = rows.front();
    return EvidenceRow{{db::as_int(row[0])}, {db::as_int(row[1])}, db::as_text(row[2]),  db::as_text(row[3]),
                       db::as_text(row[4]),  db::as_int(row[5]),   {db::as_int(row[6])}, {db::as_int(row[7])}};
}

std::string load_evidence(db::Connection& db, EvidenceId id) {
    return from_base64(db::as_text(db.run("SELECT content_base64 FROM campaign_evidence WHERE id = $1", {id.value}).at(0).at(0)));
}

}  // namespace campaign::store
