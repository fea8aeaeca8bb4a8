#include "app/backups/rotation.h"

#include <algorithm>
#include <set>

namespace app {
namespace {

const std::string kHead = "binhdanhoc-";
const std::string kTail = ".sqlite";

struct Backup {
    Day day;
    std::string name;
};

// Marks the first, that is the last in time, of each of the newest `count` groups.
template <class GroupOf>
void keep_groups(const std::vector<Backup>& newest_first, int count, GroupOf group_of, std::set<std::string>& kept) {
    using Group = decltype(group_of(Day{}));
    std::set<Group> seen;
    for (const auto& each : newest_first) {
        const auto group = group_of(each.day);
        if (seen.contains(group)) continue;
        if (std::ssize(seen) == count) return;
        seen.insert(group);
        kept.insert(each.name);
    }
}

}  // namespace

std::string backup_name(Day day) { return kHead + to_text(day) + kTail; }

std::optional<Day> day_of_backup(const std::string& name) {
    if (!name.starts_with(kHead) || !name.ends_with(kTail) || name.size() < kHead.size() + kTail.size()) return std::nullopt;
    return parse_day(std::string_view(name).substr(kHead.size(), name.size() - kHead.size() - kTail.size()));
}

std::vector<std::string> surplus(std::vector<std::string> names, const Keep& keep) {
    std::vector<Backup> backups;
    for (auto& name : names) {
        if (const auto day = day_of_backup(name)) backups.push_back({*day, std::move(name)});
    }
    std::sort(backups.begin(), backups.end(), [](const Backup& one, const Backup& other) { return one.day > other.day; });
    std::set<std::string> kept;
    keep_groups(
        backups, std::max(keep.days, 1), [](Day day) { return day; }, kept);
    keep_groups(
        backups, keep.weeks, [](Day day) { return day - weekday_of(day); }, kept);
    keep_groups(
        backups, keep.months, [](Day day) { return to_text(day).substr(0, 7); }, kept);
    std::vector<std::string> rest;
    for (const auto& each : backups) {
        if (!kept.contains(each.name)) rest.push_back(each.name);
    }
    return rest;
}

}  // namespace app
