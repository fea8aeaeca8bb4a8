// The log of answers, person by person, as archiving walks through it.
#pragma once

#include <map>
#include <vector>

#include "answers/rules.h"
#include "foundation/db/connection.h"
#include "foundation/ids.h"

namespace learning::store {

// The next accounts that ever answered, in the order of their numbers.
std::vector<AccountId> next_accounts(db::Connection& db, AccountId after, std::int64_t limit);

using AnswersByAccount = std::map<AccountId, std::vector<answers::Answer>>;  // each person's by device and number
AnswersByAccount answers_received_before(db::Connection& db, AccountId from, AccountId to, Instant before);
// Whether anything is there that was typed; of somebody erased there is not.
bool has_responses_before(db::Connection& db, AccountId account, Instant before);

// Removes the numbers from..to of one device, and says how many answers those were.
std::int64_t remove_answers(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t from, std::int64_t to);
void raise_archived_to(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence);
// Nothing of this person is in an archive any more.
void clear_archived_to(db::Connection& db, AccountId account);

}  // namespace learning::store
