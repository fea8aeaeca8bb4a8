#include "second_factor/rules.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace identity {
namespace {
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kDigits = 6;
}

std::string to_base32(std::string_view bytes) {
    std::string output;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char byte : bytes) {
        buffer = (buffer << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) output += kBase32[(buffer >> (bits - 5)) & 31];
    }
    if (bits > 0) output += kBase32[(buffer << (5 - bits)) & 31];
    return output;
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string output;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = kBase32.find(letter);
        if (value == std::string_view::npos) return std::nullopt;
        buffer = (buffer << 5) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits >= 8) {
            output += static_cast<char>((buffer >> (bits - 8)) & 255);
            bits -= 8;
        }
    }
    return output;
}

std::string totp_code(std::string_view secret_bytes, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t index = 0; index < 8; ++index) counter[index] = static_cast<unsigned char>(step >> (8 * (7 - index)));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (!HMAC(EVP_sha1(), secret_bytes.data(), static_cast<int>(secret_bytes.size()), counter.data(), counter.size(), digest.data(), &length)) {
        throw std::runtime_error("HMAC-SHA-1 is not available");
    }
    // Dynamic truncation: RFC 4226, 5.3.
    const auto offset = static_cast<std::size_t>(digest[length - 1] & 15);
    const std::uint32_t number = (std::uint32_t{digest[offset]} & 127) << 24 | std::uint32_t{digest[offset + 1]} << 16 |
                                 std::uint32_t{digest[offset + 2]} << 8 | digest[offset + 3];
    return fmt::format("{:06}", number % 1000000);
}

std::optional<std::int64_t> match_totp(std::string_view secret_bytes, std::string_view code, std::int64_t now_ms, std::int64_t last_step) {
    if (code.size() != kDigits) return std::nullopt;
    const auto step = now_ms / kTotpStepMs;
    for (const auto each : {step, step - 1, step + 1}) {
        if (each <= last_step) continue;
        const auto right = totp_code(secret_bytes, each);
        if (CRYPTO_memcmp(right.data(), code.data(), kDigits) == 0) return each;
    }
    return std::nullopt;
}

std::string otpauth_uri(std::string_view login, std::string_view secret_base32) {
    // A login is [a-z0-9._-], so nothing in it needs escaping.
    constexpr std::string_view issuer = "B%C3%ACnh%20D%C3%A2n%20H%E1%BB%8Dc";
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30", issuer, login, secret_base32);
}

}  // namespace identity
