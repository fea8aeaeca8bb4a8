#include "naming/rules.h"

#include "foundation/text.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace units {

bool is_joinable(Kind kind) { return kind != Kind::province; }

bool is_code(std::string_view code) {
    const auto fits = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               letter == '.' || letter == '-' || letter == '_';
    };
    return !code.empty() && code.size() <= 32 && std::all_of(code.begin(), code.end(), fits);
}

std::optional<Refusal> refuse_name(std::string_view name) {
    if (text::search_key(name).empty()) return Refusal::name_empty;
    if (text::length(name) > kNameLengthMax) return Refusal::name_too_long;
    return std::nullopt;
}

bool may_stand_under(Kind kind, std::optional<Kind> parent) {
    switch (kind) {
    case Kind::province: return !parent;
    case Kind::commune:
    case Kind::ward:
    case Kind::special_zone: return parent == Kind::province;
    case Kind::hamlet: return parent == Kind::commune || parent == Kind::ward || parent == Kind::special_zone;
    case Kind::department:
    case Kind::office:
    case Kind::branch:
    case Kind::school:
    case Kind::enterprise:
    case Kind::party_cell: return true;
    }
    return false;
}

std::vector<std::pair<UnitId, UnitId>> find_heirs(const std::vector<Succession>& successions,
                                                  const std::vector<UnitId>& standing) {
    const std::unordered_set<UnitId> stands(standing.begin(), standing.end());
    std::unordered_map<UnitId, UnitId> next;
    for (const auto& each : successions) {
        if (each.from != each.to) next[each.from] = each.is_split ? each.last_parent : each.to;
    }
    std::vector<std::pair<UnitId, UnitId>> heirs;
    for (const auto& [retired, first] : next) {
        if (stands.contains(retired)) continue;
        auto heir = first;
        for (std::size_t steps = 0; steps <= next.size() && !stands.contains(heir); ++steps) {
            const auto found = next.find(heir);
            if (found == next.end()) break;
            heir = found->second;
        }
        if (stands.contains(heir)) heirs.emplace_back(retired, heir);
    }
    std::sort(heirs.begin(), heirs.end());
    return heirs;
}

}  // namespace units
