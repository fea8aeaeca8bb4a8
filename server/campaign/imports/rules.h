#pragma once
// Lists of numbers from offices: which column is which, and what each cell says.
#include "foundation/csv.h"
#include "units/public.h"

#include <map>

namespace campaign {

struct CellProblem {
    std::string column;  // a word of Column; "" for the row as a whole
    std::string code, text;
};
BOOST_DESCRIBE_STRUCT(CellProblem, (), (column, code, text))

namespace imports {

enum class Column { unit, target, reached, whole, day, group, count, year, source };
BOOST_DESCRIBE_ENUM(Column, unit, target, reached, whole, day, group, count, year, source)

struct Layout {
    std::size_t header = 0;
    std::map<Column, std::size_t> places;
};
// The first row, of the first ten, that names a unit and all of these.
std::optional<Layout> find_layout(const std::vector<CsvRow>& rows, const std::vector<Column>& needed);
// Trimmed; "" where the row is too short or the column is missing.
std::string cell_of(const CsvRow& row, const Layout& layout, Column column);

// "1234", "1.234" and "1 234"; nothing for all else.
std::optional<std::int64_t> read_count(const std::string& cell);
// "2026-11-22" and "22/11/2026".
std::optional<Day> read_day(const std::string& cell);
// "Cán bộ", "can bo", "official"; "" is everybody.
struct Group {
    std::optional<units::TargetGroup> group;
};
std::optional<Group> read_group(const std::string& cell);

// A unit by its code or, where only one is called so, by its name.
enum class UnitRefusal { unit_missing, unit_unknown, unit_ambiguous };
BOOST_DESCRIBE_ENUM(UnitRefusal, unit_missing, unit_unknown, unit_ambiguous)
class UnitFinder {
public:
    UnitFinder(const units::Tree& tree, units::UnitId top);
    const units::Unit* find(const std::string& cell, UnitRefusal& refusal) const;

private:
    std::map<std::string, std::vector<const units::Unit*>> by_name_;
    std::map<std::string, const units::Unit*> by_code_;
};

}  // namespace imports
}  // namespace campaign
