#pragma once
// The people of a subtree, from the views other capabilities publish.
#include "people/rules.h"

#include <unordered_map>

namespace campaign::store {

// Of a unit and all below it, or of those placed in it itself.
std::vector<Name> load_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today);
std::vector<Name> load_own_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today);

struct Record {
    units::UnitId unit;
    Person person;  // its unit is still to be named
};
Record load_record(db::Connection& db, AccountId account);
// All of a subtree at once.
std::unordered_map<AccountId, Record> load_records(db::Connection& db, units::UnitId unit);

}  // namespace campaign::store
