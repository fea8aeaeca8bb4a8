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
bool is_assisted(db::Connection& db, AccountId account);

}  // namespace identity::store
