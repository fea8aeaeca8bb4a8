#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>

#include "foundation/time.h"

// A distinct type per kind of id, so that an account's id cannot be passed as a session's.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

template <class Tag>
struct std::hash<Id<Tag>> {
    std::size_t operator()(Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};

// Whoever acts: the foundation knows only that there is a number; identity knows the person.
using AccountId = Id<struct AccountTag>;

// Time-ordered ids below 2^53, so that JavaScript numbers hold them: 41 bits of milliseconds since 2025-01-01 UTC
// (enough until 2094), then 12 bits of counter. Within one process they are unique and never run backwards.
class IdSource {
public:
    std::int64_t next(Instant now);

private:
    std::atomic<std::int64_t> last_{0};
};
