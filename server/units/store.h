#pragma once
// SQL of the unit tables. "Standing on a day" means valid_from_day <= day < valid_to_day.
#include "naming/rules.h"

namespace units::store {

// Units of one day, in no order.
std::vector<Unit> load_units(db::Connection& db, Day day);
std::vector<Succession> load_successions(db::Connection& db, Day until);

struct Standing {
    Unit unit;
    Day valid_from;
    Day valid_to;
};
std::optional<Standing> find_standing(db::Connection& db, const std::string& code, Day day);
std::optional<Standing> find_standing(db::Connection& db, UnitId id, Day day);
std::vector<Unit> load_children(db::Connection& db, UnitId parent, Day day);

// Some unit has or will have this code on that day or later.
bool is_code_used_from(db::Connection& db, const std::string& code, Day day);
std::vector<std::string> load_codes_starting_after(db::Connection& db, Day day);
// The day of the newest thing known of a unit: its beginning, a name, a link.
Day last_change_day(db::Connection& db, UnitId id);

void insert_unit(db::Connection& db, UnitId id, const std::string& code, Day from);
void set_name(db::Connection& db, UnitId id, const std::string& name, Kind kind, Day from);
// parent 0: a root from that day on.
void set_parent(db::Connection& db, UnitId id, UnitId parent, Day from);
void end_unit(db::Connection& db, UnitId id, Day day);
void insert_succession(db::Connection& db, UnitId from, UnitId to, const std::string& kind, Day day);

struct State {
    std::int64_t revision = 0;
    Day closure_day;
};
State load_state(db::Connection& db);
std::int64_t count_revision(db::Connection& db);
// Whether some unit or link begins or ends on a day in (after, until].
bool changes_between(db::Connection& db, Day after, Day until);

void rebuild_closure(db::Connection& db, Day day, const std::vector<std::pair<UnitId, UnitId>>& heirs);
void add_to_closure(db::Connection& db, UnitId id, UnitId parent);

struct PopulationRow {
    std::string group;  // "" for all
    Population population;
};
void save_population(db::Connection& db, UnitId unit, const PopulationRow& row);
std::vector<PopulationRow> load_populations(db::Connection& db, UnitId unit);
std::optional<Population> find_population(db::Connection& db, UnitId unit, const std::string& group, int year);
std::map<UnitId, Population> find_child_populations(db::Connection& db, UnitId parent, Day day, const std::string& group, int year);

std::string code_of(Kind kind);

}  // namespace units::store
