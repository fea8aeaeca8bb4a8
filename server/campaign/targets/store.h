#pragma once
// SQL of typed numbers and of shares agreed for single units.
#include "evidence/store.h"
#include "plans/store.h"
#include "targets/rules.h"

namespace campaign::store {

struct ValueRow {
    std::int64_t id = 0;
    PlanId plan;
    targets::TypedValue value;
    EvidenceId evidence;
    AccountId entered_by;
    Instant entered_at;
};

void insert_value(db::Connection& db, const ValueRow& row);
// Of each unit, target and part the newest as of that day; those of one day in the order they were entered.
std::vector<targets::TypedValue> load_values(db::Connection& db, PlanId plan, Day day);
// All that was ever entered for a unit, newest first.
std::vector<ValueRow> load_history(db::Connection& db, PlanId plan, units::UnitId unit);

std::vector<targets::Share> load_shares(db::Connection& db, PlanId plan);
void save_share(db::Connection& db, PlanId plan, const targets::Share& share, AccountId by, Instant at);

}  // namespace campaign::store
