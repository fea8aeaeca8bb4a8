#pragma once
// When a letter that confirms an address may be asked for, and how long its code is good.
#include "foundation/time.h"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>

namespace identity {

enum class LetterState { waiting, sending, sent, failed };
BOOST_DESCRIBE_ENUM(LetterState, waiting, sending, sent, failed)

namespace emails {

inline constexpr std::int64_t kCodeLifeMs = kDayMs;
inline constexpr std::int64_t kCodeTries = 5;
inline constexpr std::int64_t kPauseMs = 2 * kMinuteMs;
inline constexpr std::int64_t kLettersADay = 3;
inline constexpr std::int64_t kGiveUpMs = kHourMs;
inline constexpr std::int64_t kRetryMs = 2 * kMinuteMs;

// Of the last day.
struct Letters {
    std::int64_t by_account = 0, to_address = 0;  // whoever asked for those to the address
    std::optional<Instant> last_by_account;
};
// How long to wait for the next one; 0: it may be asked for now.
std::int64_t wait_ms(const Letters& letters, Instant now);

}  // namespace emails
}  // namespace identity
