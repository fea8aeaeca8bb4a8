#include "imports/rules.h"

#include "foundation/text.h"

#include <algorithm>

namespace campaign::imports {
namespace {

const std::map<std::string, Column>& words() {
    static const std::map<std::string, Column> all{
        {"don vi", Column::unit},      {"ma don vi", Column::unit},   {"ten don vi", Column::unit},   {"unit", Column::unit},
        {"chi tieu", Column::target},  {"ma chi tieu", Column::target}, {"target", Column::target},   {"so dat", Column::reached},
        {"da dat", Column::reached},   {"ket qua", Column::reached},  {"so dat duoc", Column::reached}, {"reached", Column::reached},
        {"tong so", Column::whole},    {"mau so", Column::whole},     {"whole", Column::whole},       {"ngay", Column::day},
        {"den ngay", Column::day},     {"so lieu den ngay", Column::day}, {"date", Column::day},      {"nhom", Column::group},
        {"nhom doi tuong", Column::group}, {"doi tuong", Column::group}, {"group", Column::group},    {"so nguoi", Column::count},
        {"so luong", Column::count},   {"dan so", Column::count},     {"count", Column::count},       {"nam", Column::year},
        {"year", Column::year},        {"nguon", Column::source},     {"nguon so lieu", Column::source}, {"source", Column::source}};
    return all;
}

bool are_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char each) { return '0' <= each && each <= '9'; });
}

}  // namespace

std::optional<Layout> find_layout(const std::vector<CsvRow>& rows, const std::vector<Column>& needed) {
    for (std::size_t row = 0; row < std::min<std::size_t>(rows.size(), 10); ++row) {
        Layout layout{row, {}};
        for (std::size_t place = 0; place < rows[row].cells.size(); ++place) {
            const auto word = words().find(text::search_key(rows[row].cells[place]));
            if (word != words().end()) layout.places.emplace(word->second, place);
        }
        const bool has_all = layout.places.contains(Column::unit) &&
                             std::all_of(needed.begin(), needed.end(), [&](Column each) { return layout.places.contains(each); });
        if (has_all) return layout;
    }
    return std::nullopt;
}

std::string cell_of(const CsvRow& row, const Layout& layout, Column column) {
    const auto place = layout.places.find(column);
    if (place == layout.places.end() || place->second >= row.cells.size()) return {};
    return text::squeeze(row.cells[place->second]);
}

std::optional<std::int64_t> read_count(const std::string& cell) {
    std::string digits;
    std::size_t group = 0;
    bool has_groups = false;
    for (const char each : cell) {
        if (each == '.' || each == ' ') {
            if (has_groups ? group != 3 : group == 0 || group > 3) return std::nullopt;
            has_groups = true;
            group = 0;
            continue;
        }
        digits += each;
        ++group;
    }
    if ((has_groups && group != 3) || !are_digits(digits) || digits.size() > 9) return std::nullopt;
    return std::stoll(digits);
}

std::optional<Day> read_day(const std::string& cell) {
    if (const auto day = parse_day(cell)) return day;
    const auto first = cell.find('/'), second = cell.find('/', first + 1);
    if (first == std::string::npos || second == std::string::npos || cell.size() - second != 5) return std::nullopt;
    auto day = cell.substr(0, first), month = cell.substr(first + 1, second - first - 1);
    if (day.size() > 2 || month.size() > 2 || !are_digits(day) || !are_digits(month)) return std::nullopt;
    if (day.size() == 1) day.insert(0, "0");
    if (month.size() == 1) month.insert(0, "0");
    return parse_day(cell.substr(second + 1) + "-" + month + "-" + day);
}

std::optional<Group> read_group(const std::string& cell) {
    using units::TargetGroup;
    static const std::map<std::string, Group> all{
        {"", {}}, {"tat ca", {}}, {"chung", {}}, {"dan so", {}},
        {"can bo", {TargetGroup::official}}, {"can bo cong chuc vien chuc", {TargetGroup::official}}, {"official", {TargetGroup::official}},
        {"hoc sinh", {TargetGroup::student}}, {"hoc sinh sinh vien", {TargetGroup::student}}, {"student", {TargetGroup::student}},
        {"nguoi lao dong", {TargetGroup::worker}}, {"lao dong", {TargetGroup::worker}}, {"worker", {TargetGroup::worker}},
        {"doanh nghiep", {TargetGroup::business}}, {"chu doanh nghiep", {TargetGroup::business}}, {"business", {TargetGroup::business}},
        {"nguoi dan", {TargetGroup::citizen}}, {"citizen", {TargetGroup::citizen}}};
    const auto found = all.find(text::search_key(cell));
    if (found == all.end()) return std::nullopt;
    return found->second;
}

UnitFinder::UnitFinder(const units::Tree& tree, units::UnitId top) {
    for (const auto id : tree.subtree(top)) {
        const auto* unit = tree.find(id);
        by_code_[unit->code] = unit;
        by_name_[text::search_key(unit->name)].push_back(unit);
    }
}

const units::Unit* UnitFinder::find(const std::string& cell, UnitRefusal& refusal) const {
    refusal = UnitRefusal::unit_missing;
    if (cell.empty()) return nullptr;
    if (const auto code = by_code_.find(cell); code != by_code_.end()) return code->second;
    // Excel takes the leading zero of a code away.
    if (const auto code = by_code_.find("0" + cell); code != by_code_.end()) return code->second;
    const auto named = by_name_.find(text::search_key(cell));
    refusal = named == by_name_.end() ? UnitRefusal::unit_unknown : UnitRefusal::unit_ambiguous;
    return named != by_name_.end() && named->second.size() == 1 ? named->second.front() : nullptr;
}

}  // namespace campaign::imports
