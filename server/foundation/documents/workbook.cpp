#include "foundation/documents/workbook.h"

#include "foundation/documents/clean.h"
#include "foundation/documents/columns.h"
#include "foundation/documents/notices.h"
#include "foundation/temporary_folder.h"
#include "foundation/text.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace documents {
namespace {

constexpr double kColumnMin = 8;  // in digits of the default type
constexpr double kColumnMax = 60;
constexpr std::int64_t kExactMax = 1LL << 53;  // a sheet's numbers are doubles

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsxwriter: ") + lxw_strerror(error));
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read the workbook");
    return content.str();
}

// Excel reads "_x0041_" inside a text as "A"; written like this it stays what it is.
std::string escaped(const std::string& text) {
    std::string output;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto is_hex = [&](std::size_t place) { return std::isxdigit(static_cast<unsigned char>(text[place])) != 0; };
        if (text[at] == '_' && at + 6 < text.size() && text[at + 1] == 'x' && text[at + 6] == '_' && is_hex(at + 2) &&
            is_hex(at + 3) && is_hex(at + 4) && is_hex(at + 5)) {
            output += "_x005F";
        }
        output += text[at];
    }
    return output;
}

enum class Look { head, text, number, count, percent, day };

class Book {
public:
    explicit Book(const WorkbookProperties& properties) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_FALSE;
        options.tmpdir = const_cast<char*>(folder_.path().c_str());
        book_ = workbook_new_opt((folder_.path() + "/book.xlsx").c_str(), &options);
        if (!book_) throw std::runtime_error("xlsxwriter: no workbook");
        const auto title = notices_.clean_line(properties.title, 255), author = notices_.clean_line(properties.author, 255),
                   comments = notices_.clean_line(properties.comments, 255);
        lxw_doc_properties fields{};
        fields.title = const_cast<char*>(title.c_str());
        fields.author = const_cast<char*>(author.c_str());
        fields.comments = const_cast<char*>(comments.c_str());
        // Never the clock's time: nought would mean "now".
        fields.created = std::max<time_t>(1, static_cast<time_t>(properties.made_at.utc_ms / kSecondMs));
        check(workbook_set_properties(book_, &fields));
        make_formats();
    }
    Book(const Book&) = delete;
    ~Book() {
        if (book_) workbook_close(book_);
    }

    void add(const Table& table) {
        auto* sheet = workbook_add_worksheet(book_, sheet_name(table.name.empty() ? table.title : table.name, names_).c_str());
        if (!sheet) throw std::runtime_error("xlsxwriter: no sheet");
        links_ = 0;
        std::vector<double> widths(table.columns.size(), kColumnMin);
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            const auto title = escaped(notices_.clean(table.columns[at].title, kCellLengthMax));
            check(worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(at), title.c_str(), format(Look::head, false)));
            widths[at] = std::clamp(static_cast<double>(text::length(title)) + 2, kColumnMin, kColumnMax / 2);
        }
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            for (std::size_t at = 0; at < table.rows[row].cells.size(); ++at) {
                const auto& cell = table.rows[row].cells[at];
                write(sheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(at), cell, table.columns[at].kind,
                      table.rows[row].is_total);
                widths[at] = std::clamp(static_cast<double>(std::min<std::size_t>(shown(cell.figure).size(), 200)) + 2,
                                        widths[at], kColumnMax);
            }
        }
        for (std::size_t at = 0; at < widths.size(); ++at) {
            const auto column = static_cast<lxw_col_t>(at);
            check(worksheet_set_column(sheet, column, column, widths[at], nullptr));
        }
        worksheet_freeze_panes(sheet, 1, 0);
        const auto last = static_cast<lxw_col_t>(table.columns.size() - 1);
        check(worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()), last));
        check(worksheet_repeat_rows(sheet, 0, 0));
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9);  // A4
        worksheet_fit_to_pages(sheet, 1, 0);
    }

    File close() {
        const auto error = workbook_close(std::exchange(book_, nullptr));
        check(error);
        return {read_file((folder_.path() + "/book.xlsx")), notices_.all()};
    }

private:
    void make_formats() {
        for (const bool bold : {false, true}) {
            for (const auto look : {Look::head, Look::text, Look::number, Look::count, Look::percent, Look::day}) {
                auto* format = workbook_add_format(book_);
                format_set_font_name(format, "Times New Roman");
                format_set_font_size(format, 12);
                format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
                format_set_border(format, LXW_BORDER_THIN);
                if (bold || look == Look::head) format_set_bold(format);
                if (look == Look::head || look == Look::text) format_set_text_wrap(format);
                if (look == Look::head || look == Look::number || look == Look::day) format_set_align(format, LXW_ALIGN_CENTER);
                if (look == Look::head) format_set_bg_color(format, 0xE8EEF4);
                if (look == Look::text) format_set_num_format(format, "@");
                if (look == Look::count) format_set_num_format(format, "#,##0");
                if (look == Look::percent) format_set_num_format(format, "0.0%");
                if (look == Look::day) format_set_num_format(format, "dd/mm/yyyy");
                formats_[bold][static_cast<std::size_t>(look)] = format;
            }
        }
    }
    lxw_format* format(Look look, bool bold) const { return formats_[bold][static_cast<std::size_t>(look)]; }

    void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, ColumnKind kind, bool bold) {
        add_link(sheet, row, column, cell);
        struct Writer {
            Book& book;
            lxw_worksheet* sheet;
            lxw_row_t row;
            lxw_col_t column;
            ColumnKind kind;
            bool bold;
            void blank() const { check(worksheet_write_blank(sheet, row, column, book.format(Look::text, bold))); }
            void number(double value, Look look) const {
                check(worksheet_write_number(sheet, row, column, value, book.format(look, bold)));
            }
            void text(const std::string& text) const {
                const auto clean = escaped(book.notices_.clean(text, kCellLengthMax));
                if (clean.empty()) return blank();
                check(worksheet_write_string(sheet, row, column, clean.c_str(), book.format(Look::text, bold)));
            }
            void operator()(std::monostate) const { blank(); }
            void operator()(const std::string& value) const { text(value); }
            void operator()(Count count) const {
                if (count.value > kExactMax || count.value < -kExactMax) return text(std::to_string(count.value));
                number(static_cast<double>(count.value), kind == ColumnKind::number ? Look::number : Look::count);
            }
            void operator()(Percent percent) const {
                if (std::isfinite(percent.value))
                    number(percent.value / 100, Look::percent);
                else
                    blank();
            }
            void operator()(Day day) const {
                const auto serial = day.number + 25'569;  // Excel counts from 1899-12-30 once past its false leap day
                if (serial < 61 || serial > 2'958'465) return text(shown(day));
                number(static_cast<double>(serial), Look::day);
            }
        };
        std::visit(Writer{*this, sheet, row, column, kind, bold}, cell.figure);
    }

    // The link first: what is written into the cell afterwards replaces the address as its text and keeps the link.
    void add_link(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
        const auto link = notices_.web_link(cell.link);
        if (link.empty() || std::holds_alternative<std::monostate>(cell.figure)) return;
        if (links_ >= kWorkbookLinksMax || worksheet_write_url(sheet, row, column, link.c_str(), nullptr) != LXW_NO_ERROR)
            notices_.drop_link();
        else
            ++links_;
    }

    TemporaryFolder folder_{"bdh-workbook"};  // libxlsxwriter writes to a path
    Notices notices_;
    lxw_workbook* book_ = nullptr;
    lxw_format* formats_[2][6] = {};
    std::vector<std::string> names_;
    std::size_t links_ = 0;
};

std::optional<Problem> refuse_size(const std::vector<Table>& tables) {
    std::size_t rows = 0;
    bool too_wide = false;
    for (const auto& table : tables) {
        ensure(!table.columns.empty(), "a table has columns");
        too_wide = too_wide || table.columns.size() > 200;
        rows += table.rows.size();
        for (const auto& row : table.rows)
            ensure(row.cells.size() <= table.columns.size(), "no row has more cells than the table has columns");
    }
    if (rows <= kWorkbookRowsMax && tables.size() <= kWorkbookSheetsMax && !too_wide) return std::nullopt;
    return Problem{ProblemKind::too_large, "workbook_too_large",
                   "Có quá nhiều số liệu cho một tệp bảng tính. Hãy chọn ít đơn vị hơn."};
}

}  // namespace

std::string sheet_name(const std::string& wanted, std::vector<std::string>& taken) {
    constexpr std::size_t kUnitsMax = 31;
    auto clean = clean_text(wanted, kUnitsMax).text;
    int outside = 0;
    for (auto& byte : clean) {
        // Bytes from 0xF0 on begin what UTF-16 needs two units for; Excel counts units and the library letters.
        const auto lead = static_cast<unsigned char>(byte);
        if (lead >= 0xF0) outside = 4;
        if (outside > 0 || std::string_view("[]:*?/\\\n'").find(byte) != std::string_view::npos) byte = ' ';
        outside -= outside > 0;
    }
    clean = text::squeeze(clean);
    if (clean.empty() || text::lower_case(clean) == "history") clean = "Bảng";
    auto name = clean_text(clean, kUnitsMax).text;
    for (int number = 2; std::find(taken.begin(), taken.end(), text::lower_case(name)) != taken.end(); ++number) {
        const auto suffix = " " + std::to_string(number);
        name = clean_text(clean, kUnitsMax - suffix.size()).text + suffix;
    }
    taken.push_back(text::lower_case(name));
    return name;
}

Result<File> write_workbook(const std::vector<Table>& tables, const WorkbookProperties& properties) {
    ensure(!tables.empty(), "a workbook has a table");
    if (auto problem = refuse_size(tables)) return *problem;
    Book book(properties);
    for (const auto& table : tables)
        book.add(table);
    return book.close();
}

}  // namespace documents
