#pragma once
#include "roster/rules.h"

namespace identity {

inline constexpr std::size_t kRosterRowsMax = 5000;     // one transaction, and half a day's handing out of codes
inline constexpr std::size_t kRosterRowsShown = 200;

enum class RowStatus { new_, unchanged, updated, wrong };

struct RosterRowShown {
    int line = 0;
    std::string status;
    std::string full_name;
    std::string login;
    std::optional<int> birth_year;
    std::vector<RowProblem> problems;
};
BOOST_DESCRIBE_STRUCT(RosterRowShown, (), (line, status, full_name, login, birth_year, problems))

struct Credential {
    int line = 0;
    std::string full_name;
    std::string login;
    std::string first_code;
};
BOOST_DESCRIBE_STRUCT(Credential, (), (line, full_name, login, first_code))

struct RosterReport {
    bool dry_run = true;
    int rows_total = 0;
    int rows_new = 0;
    int rows_unchanged = 0;
    int rows_updated = 0;
    int rows_wrong = 0;
    std::map<std::string, std::string> columns;
    std::vector<RosterRowShown> rows;
    std::vector<Credential> credentials;
};
BOOST_DESCRIBE_STRUCT(RosterReport, (), (dry_run, rows_total, rows_new, rows_unchanged, rows_updated, rows_wrong, columns, rows, credentials))

struct RosterOrder {
    units::UnitId unit;
    std::optional<units::TargetGroup> group;
    bool dry_run = true;
};
// Reading the file is slow and done before the transaction.
Result<std::vector<CsvRow>> read_roster_file(const std::string& bytes);
Result<RosterReport> apply_roster(Context& context, const std::vector<CsvRow>& rows, const RosterOrder& order);

}  // namespace identity
