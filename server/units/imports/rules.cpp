#include "imports/rules.h"

#include "foundation/text.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace units::imports {
namespace {

constexpr std::array kColumns = {"code", "parent_code", "name", "kind"};
using Places = std::array<std::size_t, kColumns.size()>;

std::optional<Places> find_columns(const CsvRow& header, std::vector<ImportProblem>& problems) {
    Places places{};
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
        const auto is_it = [&](const std::string& cell) { return text::squeeze(cell) == kColumns[column]; };
        const auto found = std::find_if(header.cells.begin(), header.cells.end(), is_it);
        places[column] = static_cast<std::size_t>(found - header.cells.begin());
        if (found == header.cells.end()) {
            problems.push_back(make_problem(header.line, "column_missing", std::string("thiếu cột “") + kColumns[column] +
                                                                               "”. Tệp cần các cột code, parent_code, name, kind."));
        } else if (std::find_if(found + 1, header.cells.end(), is_it) != header.cells.end()) {
            problems.push_back(make_problem(header.line, "column_twice", std::string("cột “") + kColumns[column] + "” xuất hiện hai lần."));
        }
    }
    if (!problems.empty()) return std::nullopt;
    return places;
}

void read_row(const CsvRow& given, const CsvRow& header, const Places& places, Reading& reading) {
    const auto refuse = [&](std::string code, const std::string& text) {
        reading.problems.push_back(make_problem(given.line, std::move(code), text));
    };
    const auto cell = [&](std::size_t column) {
        return places[column] < given.cells.size() ? text::squeeze(given.cells[places[column]]) : std::string();
    };
    if (given.cells.size() > header.cells.size()) {
        return refuse("row_too_long", "có nhiều ô hơn số cột. Tên có dấu ngăn cách phải được bao trong dấu nháy kép.");
    }
    Row row{given.line, cell(0), cell(1), cell(2)};
    if (row.code.empty()) {
        refuse("code_empty", "mã đơn vị còn trống.");
    } else if (!is_code(row.code)) {
        refuse("code_malformed", "mã đơn vị chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch nối, tối đa 32 ký tự.");
    }
    if (const auto refusal = refuse_name(row.name)) {
        if (*refusal == Refusal::name_empty) refuse("name_empty", "tên đơn vị còn trống.");
        if (*refusal == Refusal::name_too_long) refuse("name_too_long", "tên đơn vị dài quá 200 ký tự.");
    }
    if (!boost::describe::enum_from_string(cell(3).c_str(), row.kind)) {
        refuse("kind_unknown", cell(3).empty() ? "loại đơn vị còn trống." : "không có loại đơn vị “" + cell(3) + "”.");
    }
    reading.rows.push_back(std::move(row));
}

// Where a row stands among the others and what is there already.
class Checker {
public:
    Checker(const std::vector<Row>& rows, const Tree& standing) : rows_(rows), standing_(standing) {}

    std::vector<ImportProblem> check() {
        for (const auto& row : rows_) {
            const auto [first, is_new] = by_code_.emplace(row.code, &row);
            if (is_new) continue;
            refuse(row, "code_twice", "mã “" + row.code + "” đã có ở dòng " + std::to_string(first->second->line) + ".");
        }
        for (const auto& row : rows_) check_parent(row);
        return std::move(problems_);
    }

private:
    void refuse(const Row& row, std::string code, const std::string& text) {
        problems_.push_back(make_problem(row.line, std::move(code), text));
    }

    std::optional<Kind> kind_of(const std::string& code) const {
        if (const auto found = by_code_.find(code); found != by_code_.end()) return found->second->kind;
        if (const auto* unit = standing_.find(code)) return unit->kind;
        return std::nullopt;
    }

    std::string parent_of(const std::string& code) const {
        if (const auto found = by_code_.find(code); found != by_code_.end()) return found->second->parent_code;
        const auto* unit = standing_.find(code);
        const auto* parent = unit ? standing_.find(unit->parent) : nullptr;
        return parent ? parent->code : std::string();
    }

    void check_parent(const Row& row) {
        const auto parent_kind = row.parent_code.empty() ? std::nullopt : kind_of(row.parent_code);
        if (!row.parent_code.empty() && !parent_kind) {
            return refuse(row, "parent_unknown", "không có đơn vị cấp trên mang mã “" + row.parent_code + "”.");
        }
        if (!may_stand_under(row.kind, parent_kind)) {
            if (row.parent_code.empty()) return refuse(row, "parent_missing", "thiếu mã đơn vị cấp trên.");
            return refuse(row, "parent_kind_wrong", "đơn vị loại này không thể đặt dưới đơn vị “" + row.parent_code + "”.");
        }
        auto above = row.parent_code;
        for (int depth = 1; !above.empty(); ++depth, above = parent_of(above)) {
            if (above == row.code) return refuse(row, "parent_circle", "đơn vị nằm dưới chính nó.");
            if (depth >= kDepthMax) return refuse(row, "too_deep", "cây đơn vị có quá nhiều cấp.");
        }
    }

    const std::vector<Row>& rows_;
    const Tree& standing_;
    std::unordered_map<std::string_view, const Row*> by_code_;
    std::vector<ImportProblem> problems_;
};

}  // namespace

ImportProblem make_problem(int line, std::string code, const std::string& text) {
    return {line, std::move(code), "Dòng " + std::to_string(line) + ": " + text};
}

Reading read_rows(const std::vector<CsvRow>& table) {
    Reading reading;
    if (table.empty()) {
        reading.problems.push_back({0, "csv_empty", "Tệp không có nội dung."});
        return reading;
    }
    const auto places = find_columns(table.front(), reading.problems);
    if (!places) return reading;
    for (std::size_t index = 1; index < table.size(); ++index) read_row(table[index], table.front(), *places, reading);
    return reading;
}

std::vector<ImportProblem> check_rows(const std::vector<Row>& rows, const Tree& standing) {
    return Checker(rows, standing).check();
}

}  // namespace units::imports
