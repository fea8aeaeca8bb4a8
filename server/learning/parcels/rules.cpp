#include "parcels/rules.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/obj_mac.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace learning::parcels {
namespace {

constexpr std::size_t kHeadBytes = 8 + 4 + kSaltBytes;
constexpr int kTagBytes = 16;
constexpr std::size_t kKeyBytes = 32, kNonceBytes = 12;

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* thing) const {
        Free(thing);
    }
};
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Kdf = std::unique_ptr<EVP_KDF, Freed<EVP_KDF_free>>;
using KdfRun = std::unique_ptr<EVP_KDF_CTX, Freed<EVP_KDF_CTX_free>>;

void must(bool done) {
    if (!done) throw std::runtime_error("OpenSSL refuses");
}

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

Group curve() {
    Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    must(group != nullptr);
    return group;
}

Number read_private(const EC_GROUP* group, std::string_view bytes) {
    if (bytes.size() != kPrivateKeyBytes) return nullptr;
    Number number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
    must(number != nullptr);
    if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(group)) >= 0) return nullptr;
    return number;
}

// Only uncompressed points that lie on the curve.
Point read_public(const EC_GROUP* group, std::string_view bytes) {
    if (bytes.size() != kPublicKeyBytes || bytes[0] != 4) return nullptr;
    Point point(EC_POINT_new(group));
    must(point != nullptr);
    if (EC_POINT_oct2point(group, point.get(), raw(bytes), bytes.size(), nullptr) != 1) return nullptr;
    return point;
}

std::string write_public(const EC_GROUP* group, const EC_POINT* point) {
    std::string bytes(kPublicKeyBytes, '\0');
    must(EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, raw(bytes), bytes.size(), nullptr) == bytes.size());
    return bytes;
}

std::string info_of(Kind kind) { return kind == Kind::parcel ? "binhdanhoc parcel 1" : "binhdanhoc receipt 1"; }

// Key and nonce of one file: the salt is new each time, so no two files share them.
std::string derive(std::string_view agreed, std::string_view salt, Kind kind) {
    const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const KdfRun run(EVP_KDF_CTX_new(kdf.get()));
    must(run != nullptr);
    std::string hash = "SHA256", key(agreed), own_salt(salt), info = info_of(kind);
    const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, hash.data(), 0),
                            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
                            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, own_salt.data(), own_salt.size()),
                            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
                            OSSL_PARAM_construct_end()};
    std::string derived(kKeyBytes + kNonceBytes, '\0');
    must(EVP_KDF_derive(run.get(), raw(derived), derived.size(), params.data()) == 1);
    return derived;
}

std::string head_of(const Envelope& envelope) {
    std::string head;
    for (int shift = 56; shift >= 0; shift -= 8)
        head += static_cast<char>(static_cast<std::uint64_t>(envelope.device_key) >> shift & 0xff);
    for (int shift = 24; shift >= 0; shift -= 8)
        head += static_cast<char>(envelope.entries_count >> shift & 0xff);
    return head + envelope.salt;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // libsodium ends it with a zero
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                                         sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::optional<Envelope> read_envelope(std::string_view bytes) {
    if (bytes.size() < kHeadBytes + kTagBytes) return std::nullopt;
    std::uint64_t key = 0;
    std::uint32_t count = 0;
    for (std::size_t place = 0; place < 8; ++place)
        key = key << 8 | raw(bytes)[place];
    for (std::size_t place = 8; place < 12; ++place)
        count = count << 8 | raw(bytes)[place];
    if (key == 0 || key >> 53 != 0) return std::nullopt;
    return Envelope{static_cast<std::int64_t>(key), count, std::string(bytes.substr(12, kSaltBytes)),
                    std::string(bytes.substr(kHeadBytes))};
}

std::string write_envelope(const Envelope& envelope) { return head_of(envelope) + envelope.sealed; }

std::optional<std::string> public_key_of(std::string_view private_key) {
    const auto group = curve();
    const auto number = read_private(group.get(), private_key);
    if (!number) return std::nullopt;
    const Point point(EC_POINT_new(group.get()));
    must(EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) == 1);
    return write_public(group.get(), point.get());
}

bool is_public_key(std::string_view point) { return read_public(curve().get(), point) != nullptr; }

std::optional<std::string> agree(std::string_view private_key, std::string_view others_public_key) {
    const auto group = curve();
    const auto number = read_private(group.get(), private_key);
    const auto others = read_public(group.get(), others_public_key);
    if (!number || !others) return std::nullopt;
    const Point shared(EC_POINT_new(group.get()));
    must(EC_POINT_mul(group.get(), shared.get(), nullptr, others.get(), number.get(), nullptr) == 1);
    return write_public(group.get(), shared.get()).substr(1, 32);  // its x, as WebCrypto's deriveBits gives it
}

void seal(Envelope& envelope, Kind kind, std::string_view agreed, std::string_view content) {
    const auto derived = derive(agreed, envelope.salt, kind);
    const auto head = head_of(envelope);
    const Cipher cipher(EVP_CIPHER_CTX_new());
    envelope.sealed.assign(content.size() + kTagBytes, '\0');
    int size = 0;
    must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(derived), raw(derived) + kKeyBytes) == 1);
    must(EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(head), static_cast<int>(head.size())) == 1);
    must(EVP_EncryptUpdate(cipher.get(), raw(envelope.sealed), &size, raw(content), static_cast<int>(content.size())) == 1);
    must(EVP_EncryptFinal_ex(cipher.get(), raw(envelope.sealed) + size, &size) == 1);
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, raw(envelope.sealed) + content.size()) == 1);
}

std::optional<std::string> open(const Envelope& envelope, Kind kind, std::string_view agreed) {
    if (envelope.sealed.size() < kTagBytes) return std::nullopt;
    const auto derived = derive(agreed, envelope.salt, kind);
    const auto head = head_of(envelope);
    std::string content = envelope.sealed.substr(0, envelope.sealed.size() - kTagBytes);
    auto tag = envelope.sealed.substr(content.size());
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int size = 0;
    must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(derived), raw(derived) + kKeyBytes) == 1);
    must(EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(head), static_cast<int>(head.size())) == 1);
    must(EVP_DecryptUpdate(cipher.get(), raw(content), &size, raw(content), static_cast<int>(content.size())) == 1);
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1);
    if (EVP_DecryptFinal_ex(cipher.get(), raw(content) + size, &size) != 1) return std::nullopt;
    return content;
}

}  // namespace learning::parcels
