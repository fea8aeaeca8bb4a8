#pragma once
// Checking what is kept against what it was made from, and putting it right.
#include "public.h"

namespace rewards {

// Sets one account's total and streak to what the ledger and the days studied say, in the database and the rankings.
void repair_account(Context& context, AccountId account);

}  // namespace rewards
