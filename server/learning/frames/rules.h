// One person's answers as an archive holds them: everything but what was typed in compressed columns, and what was typed
// compressed and sealed under the person's own key. docs/archive-format.md says it byte by byte. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answers/rules.h"
#include "foundation/ids.h"

namespace learning::frames {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kNonceBytes = 24;
inline constexpr std::size_t kHeadBytes = 36;

// Which archive, and whose: what is sealed opens nowhere else.
struct Place {
    std::int64_t archive = 0;
    AccountId account;
};

// True when there is something typed to seal; of an erased person there is not.
bool needs_key(const std::vector<answers::Answer>& answers);

// The answers must stand by device and number. The key may be "" when none is needed, and the nonce must be random.
std::string write(const Place& place, const std::vector<answers::Answer>& answers, std::string_view key, std::string_view nonce);

// How long the frame is that begins like this; 0 when it is none.
std::size_t length_of(std::string_view head);

// Nothing when the frame is damaged, or not of this place. Without a key what was typed reads as an empty list, as it stands
// in the log of somebody who was erased.
std::optional<std::vector<answers::Answer>> read(const Place& place, std::string_view frame, std::string_view key);

// How many answers an undamaged frame of this place says it has; nothing when it is damaged. Needs no key.
std::optional<std::int64_t> count_in(AccountId account, std::string_view frame);

}  // namespace learning::frames
