#pragma once
// Units: the trees of territory, sector, schools, enterprises and Party cells, with validity dates and lineage, and the
// populations that are the denominators of targets. Other capabilities include only this file.
#include "foundation/context.h"
#include "foundation/http/json.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace units {

using UnitId = Id<struct UnitTag>;

enum class Kind {
    province, commune, ward, special_zone, hamlet,           // territory
    department, office, branch, school, enterprise, party_cell  // sector and others
};
BOOST_DESCRIBE_ENUM(Kind, province, commune, ward, special_zone, hamlet, department, office, branch, school, enterprise, party_cell)

// nhóm đối tượng: whom a plan's target speaks of
enum class TargetGroup { official, student, worker, business, citizen };
BOOST_DESCRIBE_ENUM(TargetGroup, official, student, worker, business, citizen)

struct Unit {
    UnitId id;
    std::string code;  // official, with its leading zeros; below the commune "05551.03"
    std::string name;
    Kind kind = Kind::commune;
    UnitId parent;  // 0 at the top of a tree
};

struct UnitRef {
    std::string code;
    std::string name;
    Kind kind = Kind::commune;
};
BOOST_DESCRIBE_STRUCT(UnitRef, (), (code, name, kind))

struct UnitPath {
    std::string code;
    std::string name;
    Kind kind = Kind::commune;
    std::vector<std::string> path;  // names of the units above, top first
};
BOOST_DESCRIBE_STRUCT(UnitPath, (), (code, name, kind, path))

// A person belongs to a place or a body of people, never to a province as a whole.
bool is_joinable(Kind kind);
enum class SearchIn { all, joinable };

// An immutable picture of all units valid on one day. Cheap to hold, safe to share between threads. The id of a unit that
// no longer stands (merged or split) leads to the unit that its people are counted in since.
class Tree {
public:
    virtual ~Tree() = default;
    virtual const Unit* find(UnitId id) const = 0;
    virtual const Unit* find(std::string_view code) const = 0;
    virtual std::vector<const Unit*> children(UnitId id) const = 0;  // in Vietnamese name order
    virtual std::vector<const Unit*> ancestors(UnitId id) const = 0;  // nearest first, without itself
    virtual bool is_within(UnitId inner, UnitId outer) const = 0;     // a unit is within itself
    virtual std::vector<UnitId> subtree(UnitId id) const = 0;         // itself first
    // With or without diacritics, by beginnings of words: each must be in the name or in the name of a unit above.
    virtual std::vector<const Unit*> search(std::string_view words, std::size_t limit, SearchIn where = SearchIn::all) const = 0;
    virtual std::vector<const Unit*> roots() const = 0;
};

// Units as they stand today, from memory; and as they stood on another day, from the tables.
std::shared_ptr<const Tree> current(const Services& services);
inline std::shared_ptr<const Tree> current(const Context& context) { return current(context.services); }
std::shared_ptr<const Tree> as_of(Context& context, Day day);

UnitRef ref(const Unit& unit);
UnitPath path(const Tree& tree, const Unit& unit);

struct Population {
    std::int64_t count = 0;
    int year = 0;
    std::string source;
};
// The latest known number of people of a group (nothing = of all groups) in a unit up to that year.
std::optional<Population> population(Context& context, UnitId unit, std::optional<TargetGroup> group, int year);
// The same for each unit directly below this one, today, that has a number.
std::map<UnitId, Population> child_populations(Context& context, UnitId parent, std::optional<TargetGroup> group, int year);

struct ImportProblem {
    int line = 0;
    std::string code;
    std::string text;  // Vietnamese, names the line itself
};
struct ImportResult {
    int rows = 0;
    int added = 0;
    int renamed = 0;
    int moved = 0;  // to another parent; such a row may be renamed too
    int unchanged = 0;
    std::vector<ImportProblem> problems;  // when there are any, nothing was stored
};
// CSV with the columns code,parent_code,name,kind; valid from the day given. Idempotent; units not in it stay as they are.
ImportResult import_csv(Context& context, std::string_view csv, Day valid_from);

// For roster rows and demo data that add a hamlet or an office to a tree that is already there.
Result<UnitId> add_unit(Context& context, const std::string& code, const std::string& parent_code, const std::string& name,
                        Kind kind, Day valid_from);
void set_population(Context& context, UnitId unit, std::optional<TargetGroup> group, const Population& population);

// Reforms: from the given day on, other units stand. Days before it stay as they were, and lineage says what became of what.
struct NewUnit {
    std::string code;
    std::string name;
    Kind kind = Kind::commune;
    std::string parent_code;  // "" at the top
};

// The units end, the new one begins and takes over what stood under them; it may keep the code of one of them. Their
// populations are added up where all of them have a number for that group and year.
Result<UnitId> merge_units(Context& context, const std::vector<std::string>& codes, const NewUnit& into, Day day);

struct Part {
    std::string code;
    std::string name;
    Kind kind = Kind::commune;
    std::vector<std::string> children;  // codes of units below the old one that now stand below this part
};
// Every unit below the old one must be in exactly one part. Populations are not divided: nobody knows how.
Result<std::vector<UnitId>> split_unit(Context& context, const std::string& code, const std::vector<Part>& parts, Day day);

// The unit stays what it is under another name, perhaps of another kind (a commune that becomes a ward).
Result<UnitId> rename_unit(Context& context, const std::string& code, const std::string& name, Kind kind, Day day);

// Events, published in the transaction.
struct UnitsChanged {
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(UnitsChanged, (), (revision))

// A unit stops standing on that day; whoever keeps people by unit may move them to the heir from then on.
struct UnitRetired {
    UnitId unit;
    UnitId heir;
    Day day;
};
BOOST_DESCRIBE_STRUCT(UnitRetired, (), (unit, heir, day))

// Views other capabilities may read (migrations): units_report_closure(ancestor_id, unit_id), see README.

}  // namespace units
