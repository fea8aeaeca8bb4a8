#include "people/rules.h"

#include "foundation/csv.h"
#include "foundation/text.h"

#include <algorithm>

namespace campaign {
namespace {

// key has one space between words.
bool begins_a_word(std::string_view key, std::string_view word) {
    for (auto at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1)) {
        if (at == 0 || key[at - 1] == ' ') return true;
    }
    return false;
}

std::string group_name(units::TargetGroup group) {
    switch (group) {
    case units::TargetGroup::official: return "Cán bộ, công chức, viên chức";
    case units::TargetGroup::student: return "Học sinh, sinh viên";
    case units::TargetGroup::worker: return "Người lao động";
    case units::TargetGroup::business: return "Doanh nghiệp, hợp tác xã, hộ kinh doanh";
    case units::TargetGroup::citizen: return "Người dân";
    }
    return {};
}

}  // namespace

std::vector<std::string> search_words(const std::string& words) { return text::split_words(text::search_key(words)); }

std::vector<Name> find_names(std::vector<Name> names, const std::string& words) {
    const auto wanted = search_words(words);
    if (wanted.empty()) return names;
    std::erase_if(names, [&](const Name& name) {
        const auto key = text::search_key(name.full_name + " " + name.login);
        return !std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) { return begins_a_word(key, word); });
    });
    return names;
}

void sort_by_given_name(std::vector<Name>& names) {
    std::vector<std::pair<std::string, std::size_t>> keys;
    keys.reserve(names.size());
    for (std::size_t index = 0; index < names.size(); ++index) keys.emplace_back(text::name_sort_key(names[index].full_name), index);
    std::sort(keys.begin(), keys.end(), [&](const auto& left, const auto& right) {
        return std::tie(left.first, names[left.second].login) < std::tie(right.first, names[right.second].login);
    });
    std::vector<Name> sorted;
    sorted.reserve(names.size());
    for (const auto& [key, index] : keys) sorted.push_back(std::move(names[index]));
    names = std::move(sorted);
}

units::UnitPath path_below(const units::Tree& tree, const units::Unit& unit, units::UnitId top) {
    auto path = units::path(tree, unit);
    const auto down_to_top = std::min(path.path.size(), tree.ancestors(top).size() + 1);
    path.path.erase(path.path.begin(), path.path.begin() + static_cast<std::ptrdiff_t>(down_to_top));
    return path;
}

std::string write_csv(const std::vector<Person>& people) {
    std::string csv(kUtf8Bom);
    append_csv_row(csv, {"Họ và tên", "Tên đăng nhập", "Đơn vị", "Mã đơn vị", "Nhóm đối tượng", "Ngày tham gia", "Ngày học gần nhất",
                         "Bài đã xong", "Điểm", "Chuỗi ngày"});
    for (const auto& person : people) {
        auto unit = person.unit.name;
        for (auto above = person.unit.path.rbegin(); above != person.unit.path.rend(); ++above) unit += ", " + *above;
        append_csv_row(csv, {person.full_name, person.login, unit, person.unit.code, group_name(person.target_group),
                             to_text(person.joined_on), person.last_active_on ? to_text(*person.last_active_on) : "",
                             std::to_string(person.lessons_done), std::to_string(person.points_total), std::to_string(person.streak_days)});
    }
    return csv;
}

}  // namespace campaign
