#pragma once
// What a list of people from an office says: which column is which, and what each row means or gets wrong.
#include "public.h"

#include "foundation/csv.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace identity {

enum class Column { full_name, family_name, given_name, birth_year, login, phone, unit, target_group };
BOOST_DESCRIBE_ENUM(Column, full_name, family_name, given_name, birth_year, login, phone, unit, target_group)

struct Layout {
    std::size_t header = 0;  // which row names the columns; those above are titles
    std::map<Column, std::size_t> places;
    std::map<std::string, std::string> names;  // column word -> as the file calls it
};
// Looks for the header in the first rows, with or without diacritics. Nothing when no row names a person's columns.
std::optional<Layout> find_layout(const std::vector<CsvRow>& rows);

struct RowProblem {
    std::string column;
    std::string code;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(RowProblem, (), (column, code, text))

struct RosterRow {
    int line = 0;
    std::string full_name;
    int birth_year = 0;
    std::string login;  // empty: one will be made
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::vector<RowProblem> problems;
};

struct RosterFrame {
    const units::Tree& tree;
    units::UnitId unit;                          // rows without a unit of their own belong here
    std::optional<units::TargetGroup> group;     // for rows without one
    int year = 0;                                // this year
};
// Everything a row can say for itself, and rows that say the same person twice.
std::vector<RosterRow> read_roster(const std::vector<CsvRow>& rows, const Layout& layout, const RosterFrame& frame);

// Year, day or full date in any usual writing; nothing for all else.
std::optional<int> read_birth_year(std::string_view cell);
std::optional<units::TargetGroup> read_target_group(std::string_view cell);
// A number that lost its leading zero in Excel gets it back; of several numbers in a cell the first counts.
std::optional<std::string> read_roster_login(std::string_view cell);

// "Xóm Đồng Đình", "dong dinh" and "05551.01" name the same unit.
class UnitNames {
public:
    UnitNames(const units::Tree& tree, units::UnitId root);
    // All units the words may mean.
    std::vector<units::UnitId> find(std::string_view words) const;

private:
    std::map<std::string, std::vector<units::UnitId>, std::less<>> by_name_;
    std::map<std::string, std::vector<units::UnitId>, std::less<>> by_short_name_;
    std::map<std::string, units::UnitId, std::less<>> by_code_;
};

RowProblem make_row_problem(Column column, const char* code, std::string text);

}  // namespace identity
