#pragma once
// Time-based one-time passwords: RFC 6238 with SHA-1, six digits and 30-second steps, as every authenticator app has them.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace identity {

inline constexpr std::int64_t kTotpStepMs = 30000;
inline constexpr std::size_t kTotpSecretBytes = 20;  // RFC 4226, 4: as long as SHA-1's output

std::string to_base32(std::string_view bytes);  // RFC 4648 without padding
std::optional<std::string> from_base32(std::string_view text);

std::string totp_code(std::string_view secret_bytes, std::int64_t step);

// The step whose code this is, one before or after now allowed for slow clocks; never one up to last_step, so that a code
// works once.
std::optional<std::int64_t> match_totp(std::string_view secret_bytes, std::string_view code, std::int64_t now_ms, std::int64_t last_step);

// For the QR code (Google Authenticator's key URI format).
std::string otpauth_uri(std::string_view login, std::string_view secret_base32);

}  // namespace identity
