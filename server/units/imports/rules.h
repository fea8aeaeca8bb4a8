#pragma once
// Reading a list of units: what each row says, and what is wrong with it. Pure.
#include "foundation/csv.h"
#include "naming/rules.h"

namespace units::imports {

struct Row {
    int line = 0;
    std::string code, parent_code, name;
    Kind kind = Kind::commune;
};

struct Reading {
    std::vector<Row> rows;
    std::vector<ImportProblem> problems;
};

// The first row names the columns code, parent_code, name, kind in any order; others are passed over.
Reading read_rows(const std::vector<CsvRow>& table);

// What is wrong with the rows among themselves and with the units that stand already.
std::vector<ImportProblem> check_rows(const std::vector<Row>& rows, const Tree& standing);

ImportProblem make_problem(int line, std::string code, const std::string& text);

inline constexpr std::size_t kProblemsMax = 1000;

}  // namespace units::imports
