#pragma once
// The people of a subtree, from the views other capabilities publish.
#include "people/rules.h"

#include <unordered_map>

namespace campaign::store {

// Of a unit and all below it, or of those placed in it itself.
std::vector<Name> load_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today);
std::vector<Name> load_own_names(db::Connection& db, units::UnitId unit, const Filter& filter, Day today);

// How many people have a word that begins so, counted no further than a limit.
std::int64_t count_named(db::Connection& db, const std::string& beginning, std::int64_t limit);
// Of all there are, whoever has a word for each of the beginnings, of which the first should be the rarest; no more than a limit.
std::vector<AccountId> find_named(db::Connection& db, const std::vector<std::string>& beginnings, std::int64_t limit);
// That one person, if the filter means them; the unit is where they are listed.
struct Found {
    Name name;
    units::UnitId unit;
};
std::optional<Found> load_named(db::Connection& db, AccountId account, const Filter& filter, Day today);

struct Record {
    units::UnitId unit;
    Person person;  // its unit is still to be named
};
Record load_record(db::Connection& db, AccountId account);
// All of a subtree at once.
std::unordered_map<AccountId, Record> load_records(db::Connection& db, units::UnitId unit);

}  // namespace campaign::store
