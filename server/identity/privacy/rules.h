#pragma once
// The file beside the database that remembers who was erased, so that a restored backup cannot bring anybody back.
// One line each: account id, a space, UTC milliseconds.
#include "public.h"

#include <string>
#include <string_view>
#include <vector>

namespace identity {

struct Erasure {
    AccountId account;
    Instant erased_at;
    auto operator<=>(const Erasure&) const = default;
};

std::string to_line(const Erasure& erasure);
// A line cut short by a crash is passed over: the table still knows it.
std::vector<Erasure> read_erasures(std::string_view text);

}  // namespace identity
