#pragma once
// SQL of what people reached, and of the counters of units.
#include "foundation/context.h"
#include "units/public.h"

namespace campaign::store {

struct Place {
    units::UnitId unit;
    std::string group;  // a word of units::TargetGroup
    bool operator==(const Place&) const = default;
};
struct Fact {
    std::string measure;
    std::string detail;
};

// False when the person had reached it before.
bool add_fact(db::Connection& db, AccountId account, const Fact& fact, Day day);
std::vector<Fact> load_facts(db::Connection& db, AccountId account);
void delete_facts(db::Connection& db, AccountId account);

std::optional<Place> find_place(db::Connection& db, AccountId account);
void save_place(db::Connection& db, AccountId account, const Place& place);
void delete_place(db::Connection& db, AccountId account);
void add_to_count(db::Connection& db, const Place& place, const Fact& fact, std::int64_t people);

std::int64_t count_days_studied(db::Connection& db, AccountId account);
// lessons: ids between bars, "|a|b|".
std::int64_t count_lessons_completed(db::Connection& db, AccountId account, const std::string& lessons);

// What the counters say of a unit's subtree, today; by the unit that a person is placed in.
struct CountRow {
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::string measure, detail;
    std::int64_t people = 0;
};
std::vector<CountRow> load_counts(db::Connection& db, units::UnitId unit);
// The same as of the end of a day, from the facts and from where people were placed then; slower. All units there are.
std::vector<CountRow> count_as_of(db::Connection& db, Day day);

// Adds the facts that learning's tables show and that are missing here; gives how many. Of people who were erased, whose
// days and lessons stay in the ledgers, there are none.
struct LevelLessons {
    std::string level_id;
    std::string lessons;  // "|a|b|"
    std::int64_t count = 0;
    std::string test_id;  // "" when it has none
};
std::int64_t add_missing_facts(db::Connection& db, const std::vector<LevelLessons>& levels);
// Counters and places that differ from what facts and identity say.
std::int64_t count_differences(db::Connection& db);
void rebuild_counts(db::Connection& db);

bool is_counted(db::Connection& db);
void set_counted(db::Connection& db);

}  // namespace campaign::store
