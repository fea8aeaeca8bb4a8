#include "roster/rules.h"

#include "accounts/rules.h"

#include "foundation/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace identity {
namespace {

constexpr std::size_t kHeaderRowsMax = 20;

struct Heading {
    Column column;
    std::string_view words;
    bool is_whole;  // or only the beginning of the cell
};
// As searched for: lower case, no diacritics. The first that fits a cell wins.
constexpr std::array kHeadings = {
    Heading{Column::family_name, "ho va ten dem", false},
    Heading{Column::family_name, "ho dem", false},
    Heading{Column::family_name, "ho va dem", false},
    Heading{Column::family_name, "ho", true},
    Heading{Column::login, "ten dang nhap", false},
    Heading{Column::login, "tai khoan", false},
    Heading{Column::login, "login", true},
    Heading{Column::unit, "ten don vi", false},
    Heading{Column::full_name, "ho va ten", false},
    Heading{Column::full_name, "ho ten", false},
    Heading{Column::full_name, "ten day du", false},
    Heading{Column::full_name, "full name", false},
    Heading{Column::given_name, "ten", true},
    Heading{Column::birth_year, "nam sinh", false},
    Heading{Column::birth_year, "ngay sinh", false},
    Heading{Column::birth_year, "ngay thang nam sinh", false},
    Heading{Column::birth_year, "sinh nam", false},
    Heading{Column::birth_year, "sinh ngay", false},
    Heading{Column::birth_year, "birth year", false},
    Heading{Column::phone, "so dien thoai", false},
    Heading{Column::phone, "dien thoai", false},
    Heading{Column::phone, "so dt", false},
    Heading{Column::phone, "sdt", false},
    Heading{Column::phone, "so di dong", false},
    Heading{Column::phone, "di dong", false},
    Heading{Column::phone, "phone", false},
    Heading{Column::unit, "don vi", false},
    Heading{Column::unit, "xom", false},
    Heading{Column::unit, "to", true},
    Heading{Column::unit, "to dan pho", false},
    Heading{Column::unit, "thon", false},
    Heading{Column::unit, "khu dan cu", false},
    Heading{Column::unit, "phong ban", false},
    Heading{Column::unit, "co quan", false},
    Heading{Column::unit, "noi cong tac", false},
    Heading{Column::target_group, "nhom doi tuong", false},
    Heading{Column::target_group, "doi tuong", false},
    Heading{Column::target_group, "nhom", true},
};

std::optional<Column> column_named(std::string_view cell) {
    const auto key = text::search_key(cell);
    if (key.empty() || text::length(key) > 60) return std::nullopt;
    for (const auto& heading : kHeadings) {
        const bool begins = key.starts_with(heading.words) && (key.size() == heading.words.size() || key[heading.words.size()] == ' ');
        if (heading.is_whole ? key == heading.words : begins) return heading.column;
    }
    return std::nullopt;
}

// Words before a unit's own name that one may leave out, the longer ones first.
constexpr std::array<std::string_view, 18> kUnitWords = {"to dan pho", "khu dan cu", "thi tran", "to so", "phuong", "thon", "xom", "khu", "ban",
                                                         "lang", "ap",        "buon",       "pho",      "to",    "xa",     "tdp",  "phong", "truong"};

std::string without_unit_word(std::string_view key) {
    for (const auto word : kUnitWords) {
        if (key.size() > word.size() + 1 && key.starts_with(word) && key[word.size()] == ' ') return std::string(key.substr(word.size() + 1));
    }
    return std::string(key);
}

class RowReader {
public:
    RowReader(const Layout& layout, const RosterFrame& frame) : layout_(layout), frame_(frame), names_(frame.tree, frame.unit) {}

    RosterRow read(const CsvRow& row) const {
        RosterRow read;
        read.line = row.line;
        read_name(row, read);
        read_birth(row, read);
        read_login(row, read);
        read_unit(row, read);
        read_group(row, read);
        return read;
    }

    // Totals, signatures and empty forms below a list name nobody.
    bool says_nothing(const CsvRow& row) const {
        return name_cell(row).empty() && cell(row, Column::birth_year).empty() && cell(row, Column::phone).empty() && cell(row, Column::login).empty();
    }

private:
    std::string cell(const CsvRow& row, Column column) const {
        const auto found = layout_.places.find(column);
        if (found == layout_.places.end() || found->second >= row.cells.size()) return {};
        return text::squeeze(row.cells[found->second]);
    }

    std::string name_cell(const CsvRow& row) const {
        if (layout_.places.contains(Column::full_name)) return cell(row, Column::full_name);
        return text::squeeze(cell(row, Column::family_name) + " " + cell(row, Column::given_name));
    }

    void read_name(const CsvRow& row, RosterRow& read) const {
        read.full_name = name_cell(row);
        if (auto name = normalise_full_name(read.full_name)) read.full_name = *name;
        else read.problems.push_back(make_row_problem(Column::full_name, "name_invalid", "Họ và tên còn trống hoặc có số, ký hiệu lạ."));
    }

    void read_birth(const CsvRow& row, RosterRow& read) const {
        const auto written = cell(row, Column::birth_year);
        const auto year = read_birth_year(written);
        read.birth_year = year.value_or(0);
        if (!year || !is_birth_year(*year, frame_.year)) {
            read.problems.push_back(make_row_problem(Column::birth_year, "birth_year_invalid",
                                                     written.empty() ? "Thiếu năm sinh." : fmt::format("Không đọc được năm sinh từ “{}”.", written)));
        } else if (!is_surely_grown(*year, frame_.year)) {
            read.problems.push_back(make_row_problem(Column::birth_year, "guardian_consent_required",
                                                     "Người dưới 16 tuổi phải tự tham gia cùng cha mẹ hoặc người giám hộ."));
        }
    }

    void read_login(const CsvRow& row, RosterRow& read) const {
        auto written = cell(row, Column::login);
        const auto column = written.empty() ? Column::phone : Column::login;
        if (written.empty()) written = cell(row, Column::phone);
        if (written.empty()) return;
        if (auto login = read_roster_login(written)) read.login = *login;
        else read.problems.push_back(make_row_problem(column, "login_invalid", fmt::format("“{}” không phải số di động hay tên đăng nhập.", written)));
    }

    void read_unit(const CsvRow& row, RosterRow& read) const {
        read.unit = frame_.unit;
        const auto written = cell(row, Column::unit);
        if (!written.empty()) {
            const auto found = names_.find(written);
            if (found.size() == 1) {
                read.unit = found.front();
            } else {
                auto text = found.empty() ? fmt::format("Không thấy “{}” trong đơn vị này.", written)
                                          : fmt::format("Có nhiều đơn vị tên “{}”. Hãy ghi mã đơn vị.", written);
                read.problems.push_back(make_row_problem(Column::unit, found.empty() ? "unit_not_found" : "unit_ambiguous", std::move(text)));
            }
        }
        const auto* unit = frame_.tree.find(read.unit);
        if (read.problems.empty() && (!unit || !units::is_joinable(unit->kind))) {
            read.problems.push_back(make_row_problem(Column::unit, "unit_not_found", "Hãy ghi rõ xã, phường, xóm, tổ hoặc cơ quan của từng người."));
        }
    }

    void read_group(const CsvRow& row, RosterRow& read) const {
        const auto* unit = frame_.tree.find(read.unit);
        const bool is_office = unit && (unit->kind == units::Kind::department || unit->kind == units::Kind::office || unit->kind == units::Kind::branch);
        read.group = frame_.group.value_or(is_office ? units::TargetGroup::official : units::TargetGroup::citizen);
        const auto written = cell(row, Column::target_group);
        if (written.empty()) return;
        if (const auto group = read_target_group(written)) read.group = *group;
        else read.problems.push_back(make_row_problem(Column::target_group, "target_group_unknown", fmt::format("Không rõ nhóm đối tượng “{}”.", written)));
    }

    const Layout& layout_;
    const RosterFrame& frame_;
    UnitNames names_;
};

std::string person_key(const RosterRow& row) {
    if (!row.login.empty()) return row.login;
    return fmt::format("{}\n{}\n{}", text::search_key(row.full_name), row.birth_year, row.unit.value);
}

}  // namespace

RowProblem make_row_problem(Column column, const char* code, std::string text) {
    return {boost::describe::enum_to_string(column, ""), code, std::move(text)};
}

std::optional<Layout> find_layout(const std::vector<CsvRow>& rows) {
    for (std::size_t index = 0; index < std::min(rows.size(), kHeaderRowsMax); ++index) {
        Layout layout{index, {}, {}};
        for (std::size_t place = 0; place < rows[index].cells.size(); ++place) {
            const auto column = column_named(rows[index].cells[place]);
            if (!column || !layout.places.emplace(*column, place).second) continue;
            layout.names[boost::describe::enum_to_string(*column, "")] = text::squeeze(rows[index].cells[place]);
        }
        const bool names_people = layout.places.contains(Column::full_name) ||
                                  (layout.places.contains(Column::family_name) && layout.places.contains(Column::given_name));
        if (names_people && layout.places.size() >= 2) return layout;
    }
    return std::nullopt;
}

std::vector<RosterRow> read_roster(const std::vector<CsvRow>& rows, const Layout& layout, const RosterFrame& frame) {
    const RowReader reader(layout, frame);
    std::vector<RosterRow> read;
    std::map<std::string, int> first_lines;
    for (std::size_t index = layout.header + 1; index < rows.size(); ++index) {
        if (reader.says_nothing(rows[index])) continue;
        auto row = reader.read(rows[index]);
        if (row.problems.empty()) {
            const auto [first, is_new] = first_lines.emplace(person_key(row), row.line);
            if (!is_new) {
                row.problems.push_back(make_row_problem(row.login.empty() ? Column::full_name : Column::login, "row_repeated",
                                                        fmt::format("Người này đã có ở dòng {}.", first->second)));
            }
        }
        read.push_back(std::move(row));
    }
    return read;
}

std::optional<int> read_birth_year(std::string_view cell) {
    std::vector<std::string> numbers(1);
    for (const char letter : cell) {
        if (letter >= '0' && letter <= '9') numbers.back() += letter;
        else if (letter == '/' || letter == '-' || letter == '.' || letter == ' ') numbers.emplace_back();
        else return std::nullopt;
    }
    std::erase_if(numbers, [](const auto& each) { return each.empty(); });
    if (numbers.empty() || numbers.size() > 3) return std::nullopt;
    std::optional<int> year;
    for (const auto& number : numbers) {
        if (number.size() > 2 && number.size() != 4) return std::nullopt;
        if (number.size() != 4) continue;
        if (year) return std::nullopt;
        year = std::stoi(number);
    }
    return year;
}

std::optional<units::TargetGroup> read_target_group(std::string_view cell) {
    using units::TargetGroup;
    constexpr std::array<std::pair<std::string_view, TargetGroup>, 22> words{{
        {"official", TargetGroup::official},      {"can bo", TargetGroup::official},       {"cong chuc", TargetGroup::official},
        {"vien chuc", TargetGroup::official},     {"cbccvc", TargetGroup::official},       {"cccvc", TargetGroup::official},
        {"student", TargetGroup::student},        {"hoc sinh", TargetGroup::student},      {"sinh vien", TargetGroup::student},
        {"worker", TargetGroup::worker},          {"cong nhan", TargetGroup::worker},      {"nguoi lao dong", TargetGroup::worker},
        {"lao dong", TargetGroup::worker},        {"business", TargetGroup::business},     {"doanh nghiep", TargetGroup::business},
        {"ho kinh doanh", TargetGroup::business}, {"hop tac xa", TargetGroup::business},   {"chu doanh nghiep", TargetGroup::business},
        {"citizen", TargetGroup::citizen},        {"nguoi dan", TargetGroup::citizen},     {"nhan dan", TargetGroup::citizen},
        {"nong dan", TargetGroup::citizen},
    }};
    const auto key = text::search_key(cell);
    for (const auto& [word, group] : words) {
        if (key.starts_with(word) && (key.size() == word.size() || key[word.size()] == ' ')) return group;
    }
    return std::nullopt;
}

std::optional<std::string> read_roster_login(std::string_view cell) {
    auto first = std::string(cell.substr(0, cell.find_first_of(",;/\n")));
    const bool is_number = !first.empty() && std::all_of(first.begin(), first.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
    if (is_number && first.size() == 9) first = "0" + first;
    return normalise_login(first);
}

UnitNames::UnitNames(const units::Tree& tree, units::UnitId root) {
    for (const auto id : tree.subtree(root)) {
        const auto* unit = tree.find(id);
        const auto key = text::search_key(unit->name);
        by_name_[key].push_back(id);
        // "Xóm Bản Mới" is also "Bản Mới" and "Mới".
        for (auto rest = without_unit_word(key), longer = key; rest != longer; longer = rest, rest = without_unit_word(rest)) {
            by_short_name_[rest].push_back(id);
        }
        by_code_.emplace(unit->code, id);
    }
}

std::vector<units::UnitId> UnitNames::find(std::string_view words) const {
    if (const auto code = by_code_.find(words); code != by_code_.end()) return {code->second};
    const auto key = text::search_key(words);
    if (const auto whole = by_name_.find(key); whole != by_name_.end()) return whole->second;
    if (const auto part = by_short_name_.find(key); part != by_short_name_.end()) return part->second;
    const auto rest = without_unit_word(key);
    if (const auto whole = by_name_.find(rest); whole != by_name_.end()) return whole->second;
    if (const auto part = by_short_name_.find(rest); part != by_short_name_.end()) return part->second;
    return {};
}

}  // namespace identity
