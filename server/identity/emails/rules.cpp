#include "emails/rules.h"

#include <algorithm>

namespace identity::emails {

std::int64_t wait_ms(const Letters& letters, Instant now) {
    if (letters.by_account >= kLettersADay || letters.to_address >= kLettersADay) return kDayMs;
    if (!letters.last_by_account) return 0;
    return std::max<std::int64_t>(0, letters.last_by_account->utc_ms + kPauseMs - now.utc_ms);
}

}  // namespace identity::emails
