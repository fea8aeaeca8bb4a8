#pragma once
// An entry of the points ledger, and the Vietnamese sentence by which it explains itself.
#include "foundation/ids.h"
#include "public.h"

#include <string>

namespace rewards::ledger {

struct Entry {
    std::int64_t id = 0;
    AccountId account;
    Instant at;
    Day day;
    Reason reason = Reason::item_right;
    std::string subject;
    Day once_on;
    std::int64_t points = 0;
    std::int64_t withheld = 0;
};

// lesson_title: of the lesson the subject belongs to; "" when there is none or the pack no longer has it.
std::string sentence_of(const Entry& entry, const std::string& lesson_title);

}  // namespace rewards::ledger
