#pragma once
#include "public.h"

#include "foundation/context.h"

namespace identity::store {

struct Enrolment {
    AccountId helper;
    std::string device;
    std::int64_t sequence = 0;
    AccountId account;
    std::string consent_version;
    Instant agreed_at;
};
std::optional<Enrolment> find_enrolment(db::Connection& db, AccountId helper, const std::string& device, std::int64_t sequence);
void add_enrolment(Context& context, const Enrolment& enrolment);

bool is_assisting(db::Connection& db, AccountId helper, AccountId account);
// Nothing changes when it is so already.
void add_assisting(Context& context, AccountId helper, AccountId account);

struct AssistedRow {
    Enrolment enrolment;
    std::string full_name;
    int birth_year = 0;
    units::UnitId unit;
};
// Everyone this helper records for, by name; those that were erased are gone.
std::vector<AssistedRow> find_assisted(db::Connection& db, AccountId helper);
// The same for everyone who belongs to this very unit, whoever enrolled them.
std::vector<AssistedRow> find_assisted_in(db::Connection& db, units::UnitId unit);
bool is_assisted(db::Connection& db, AccountId account);
// The entry that enrolled them.
std::optional<Enrolment> find_enrolment_of(db::Connection& db, AccountId account);
// Who records for them by their own name, besides the helpers of their unit.
std::vector<AccountId> find_assisting(db::Connection& db, AccountId account);

// What was done for somebody by helpers, oldest first.
struct HelpGiven {
    Instant at;
    AccountId helper;
    std::string action;
    std::string detail;
};
std::vector<HelpGiven> find_help_given(db::Connection& db, AccountId account);

}  // namespace identity::store
