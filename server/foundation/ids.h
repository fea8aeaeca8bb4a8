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
// (enough until 2094), 7 bits of counter, 5 bits for the server that made it. They never run backwards within one process.
class IdSource {
public:
    static constexpr int kServersMax = 32;

    std::int64_t next(Instant now);
    // Which of the servers on one database this is, below kServersMax.
    void set_server(int number) { server_ = number; }

private:
    std::atomic<std::int64_t> last_{0};  // without the server's bits
    std::atomic<int> server_{0};
};
