#pragma once
// What a password may be, and the shape of one-time codes.
#include <boost/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace identity {

enum class PasswordRefusal { password_too_short, password_too_long, password_too_common };
BOOST_DESCRIBE_ENUM(PasswordRefusal, password_too_short, password_too_long, password_too_common)

inline constexpr std::size_t kPasswordMin = 8;
inline constexpr std::size_t kPasswordMax = 128;
// Too common: on the list, the login itself, one character repeated, or digits that simply run up or down.
std::optional<PasswordRefusal> refuse_password(const std::string& password, const std::string& login);

// Given by an officer over the counter: short-lived and typed once.
inline constexpr std::int64_t kResetCodeLifeMs = 30LL * 60 * 1000;
inline constexpr std::int64_t kResetCodeTries = 5;
std::string make_reset_code(std::uint32_t number);

// Handed out with a roster or carried to another browser: no 0/O, 1/I/L, 5/S, 2/Z, 8/B to mix up.
inline constexpr std::string_view kCodeAlphabet = "34679ACDEFGHJKMNPQRTUVWXY";
inline constexpr std::size_t kCodeLength = 8;

// What was typed, without spaces and dashes and in capitals.
std::string normalise_code(std::string_view typed);

}  // namespace identity
