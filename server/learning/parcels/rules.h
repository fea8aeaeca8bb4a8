// A device's answers as a file that others carry: sealed for the server by a key that only the two of them can reckon
// (ECDH on P-256, HKDF-SHA256, AES-256-GCM), and its receipt sealed for the device. Pure.
//
// The bytes of a file: number of the device's key (8, big-endian), number of entries (4), salt (16), content with its tag.
// Whoever carries it sees these two numbers and the size; what stands before the content cannot be changed either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace learning::parcels {

enum class Kind { parcel, receipt };

struct Envelope {
    std::int64_t device_key = 0;
    std::uint32_t entries_count = 0;
    std::string salt;
    std::string sealed;
};
inline constexpr std::size_t kSaltBytes = 16;
inline constexpr std::size_t kPrivateKeyBytes = 32;
inline constexpr std::size_t kPublicKeyBytes = 65;  // uncompressed point

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

std::optional<Envelope> read_envelope(std::string_view bytes);
std::string write_envelope(const Envelope& envelope);

// Nothing when the bytes are no number of the curve, which happens once in 2^32.
std::optional<std::string> public_key_of(std::string_view private_key);
bool is_public_key(std::string_view point);
// What both sides can reckon: from one's private and the other's public key.
std::optional<std::string> agree(std::string_view private_key, std::string_view others_public_key);

// Fills in `sealed`. No two calls may share a salt.
void seal(Envelope& envelope, Kind kind, std::string_view agreed, std::string_view content);
// Nothing when the content is not what the other side sealed, to the last bit.
std::optional<std::string> open(const Envelope& envelope, Kind kind, std::string_view agreed);

}  // namespace learning::parcels
