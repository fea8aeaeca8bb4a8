#include "foundation/csv.h"

#include "foundation/text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace {

Problem file_problem(ProblemKind kind, std::string code, std::string text) {
    return {kind, std::move(code), std::move(text), {}};
}

Problem line_problem(int line, std::string code, const std::string& text) {
    return {ProblemKind::invalid, std::move(code), "Dòng " + std::to_string(line) + ": " + text,
            "/" + std::to_string(line)};
}

bool ends_line(char letter) { return letter == '\n' || letter == '\r'; }

// Counts candidates outside quotes up to the end of the first line with something on it.
char find_separator(std::string_view bytes) {
    constexpr std::string_view kCandidates = ",;\t";
    std::size_t counts[kCandidates.size()] = {};
    bool quoted = false, seen = false;
    for (const char letter : bytes) {
        if (letter == '"') quoted = !quoted;
        if (!quoted && ends_line(letter) && seen) break;
        seen = seen || !ends_line(letter);
        const auto candidate = kCandidates.find(letter);
        if (!quoted && candidate != std::string_view::npos) ++counts[candidate];
    }
    return kCandidates[static_cast<std::size_t>(std::max_element(std::begin(counts), std::end(counts)) - counts)];
}

class Parser {
public:
    explicit Parser(std::string_view bytes) : bytes_(bytes), separator_(find_separator(bytes)) {}

    Result<std::vector<CsvRow>> parse() {
        std::vector<CsvRow> rows;
        while (place_ < bytes_.size()) {
            CsvRow row{line_, {}};
            if (const auto problem = parse_row(row)) return *problem;
            const bool empty = row.cells.size() == 1 && row.cells[0].empty();
            if (!empty) rows.push_back(std::move(row));
            if (rows.size() > kCsvRowsMax) {
                return file_problem(ProblemKind::too_large, "csv_too_many_rows", "Tệp có quá nhiều dòng. Vui lòng chia nhỏ tệp.");
            }
        }
        return rows;
    }

private:
    std::optional<Problem> parse_row(CsvRow& row) {
        for (;;) {
            std::string cell;
            const bool quoted = place_ < bytes_.size() && bytes_[place_] == '"';
            if (const auto problem = quoted ? parse_quoted(cell) : parse_plain(cell)) return problem;
            if (cell.size() > kCsvCellBytesMax) return line_problem(row.line, "csv_cell_too_long", "một ô có nội dung quá dài.");
            row.cells.push_back(text::to_nfc(cell).value_or(std::string()));
            row.recomposed = row.recomposed || row.cells.back() != cell;
            if (row.cells.size() > kCsvCellsMax) return line_problem(row.line, "csv_too_many_cells", "có quá nhiều cột.");
            if (place_ >= bytes_.size()) return std::nullopt;
            const char letter = bytes_[place_];
            step_over();
            if (letter != separator_) return std::nullopt;
        }
    }

    std::optional<Problem> parse_plain(std::string& cell) {
        const auto from = place_;
        while (place_ < bytes_.size() && bytes_[place_] != separator_ && !ends_line(bytes_[place_])) {
            if (bytes_[place_] == '"') {
                return line_problem(line_, "csv_quote_misplaced",
                                    "dấu nháy kép đặt sai chỗ. Ô có dấu nháy phải được bao trong dấu nháy kép.");
            }
            ++place_;
        }
        cell = bytes_.substr(from, place_ - from);
        return std::nullopt;
    }

    std::optional<Problem> parse_quoted(std::string& cell) {
        const auto opened_on = line_;
        step_over();
        for (;;) {
            const auto quote = bytes_.find('"', place_);
            if (quote == std::string_view::npos) {
                return line_problem(opened_on, "csv_quote_unclosed", "dấu nháy kép mở ra nhưng không được đóng lại.");
            }
            while (place_ < quote) {
                const auto from = place_;
                step_over();
                cell += bytes_.substr(from, place_ - from);
            }
            step_over();
            if (place_ < bytes_.size() && bytes_[place_] == '"') {
                cell += '"';
                step_over();
                continue;
            }
            if (place_ < bytes_.size() && bytes_[place_] != separator_ && !ends_line(bytes_[place_])) {
                return line_problem(line_, "csv_quote_misplaced", "sau dấu nháy kép đóng ô phải là dấu ngăn cách cột.");
            }
            return std::nullopt;
        }
    }

    // One byte, or one line ending of whichever kind.
    void step_over() {
        const char letter = bytes_[place_++];
        if (letter == '\r' && place_ < bytes_.size() && bytes_[place_] == '\n') ++place_;
        if (ends_line(letter)) ++line_;
    }

    std::string_view bytes_;
    char separator_;
    std::size_t place_ = 0;
    int line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view bytes) {
    if (bytes.size() > kCsvBytesMax) {
        return file_problem(ProblemKind::too_large, "csv_too_large", "Tệp quá lớn. Vui lòng chia nhỏ tệp.");
    }
    if (bytes.starts_with(kUtf8Bom)) bytes.remove_prefix(kUtf8Bom.size());
    if (!text::is_valid_utf8(bytes)) {
        return file_problem(ProblemKind::invalid, "csv_not_utf8",
                            "Tệp không dùng bảng mã UTF-8. Trong Excel, hãy chọn Lưu thành → CSV UTF-8 rồi gửi lại.");
    }
    if (text::has_control_characters(bytes)) {
        return file_problem(ProblemKind::invalid, "csv_not_text", "Tệp này không phải tệp CSV.");
    }
    return Parser(bytes).parse();
}

int csv_line(const Problem& problem) {
    int line = 0;
    if (problem.field.size() > 1) {
        std::from_chars(problem.field.data() + 1, problem.field.data() + problem.field.size(), line);
    }
    return line;
}

void append_csv_row(std::string& output, const std::vector<std::string>& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) output += ',';
        first = false;
        // OWASP "CSV Injection": what a spreadsheet takes for the beginning of a formula.
        const bool formula = !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
        const bool quoted = formula || cell.find_first_of(",;\t\"\r\n") != std::string::npos;
        if (quoted) output += '"';
        if (formula) output += '\'';
        for (const char letter : cell) {
            if (letter == '"') output += '"';
            output += letter;
        }
        if (quoted) output += '"';
    }
    output += "\r\n";
}
