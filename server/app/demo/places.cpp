#include "app/demo/places.h"

#include <fmt/format.h>

namespace app::demo {
namespace {

constexpr const char* kSource = "Số liệu minh họa";

struct Settlement {
    const char* code;
    const char* hamlet_word;
    int hamlets;
    int people;
    int weight;  // of each hamlet, when people are placed
};
constexpr Settlement kSettlements[] = {
    {"05551", "Xóm", 12, 8400, 6},              // xã Kim Phượng
    {"01879", "Thôn", 10, 6100, 5},             // xã Cao Minh
    {"PHUC-THUAN", "Tổ dân phố", 16, 19800, 4},  // phường Phúc Thuận, found by name
    {"10525", "Tổ dân phố", 18, 51200, 3},      // phường Hải Dương
};

units::UnitId must(Result<units::UnitId> added) {
    ensure(added.has_value(), "a demo unit was refused");
    return *added;
}

// Working-age people, officials and so on as shares of everybody: round numbers, invented.
void set_populations(Context& context, units::UnitId unit, std::int64_t people) {
    const int year = year_of(context.today());
    const auto share = [&](std::optional<units::TargetGroup> group, int percent_tenths) {
        units::set_population(context, unit, group, {people * percent_tenths / 1000, year, kSource});
    };
    share(std::nullopt, 620);
    share(units::TargetGroup::official, 14);
    share(units::TargetGroup::student, 160);
    share(units::TargetGroup::worker, 130);
    share(units::TargetGroup::business, 31);
    share(units::TargetGroup::citizen, 285);
}

const units::Unit* find_settlement(const units::Tree& tree, const Settlement& settlement) {
    if (const auto* unit = tree.find(settlement.code)) return unit;
    const auto found = tree.search("phường Phúc Thuận", 1);
    return found.empty() ? nullptr : found.front();
}

void add_sector_tree(Context& context, Day valid_from, std::vector<std::pair<units::UnitId, int>>& places) {
    const std::string top = "THADS-19";
    const auto department = must(units::add_unit(context, top, "", "Thi hành án dân sự tỉnh Thái Nguyên", units::Kind::department, valid_from));
    units::set_population(context, department, units::TargetGroup::official, {180, year_of(context.today()), kSource});
    int number = 0;
    for (const char* office : {"Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Nghiệp vụ và Tổ chức thi hành án",
                               "Phòng Kiểm tra, Giải quyết khiếu nại, tố cáo"}) {
        places.emplace_back(must(units::add_unit(context, fmt::format("{}.P{}", top, ++number), top, office, units::Kind::office, valid_from)), 2);
    }
    for (int region = 1; region <= 6; ++region) {
        places.emplace_back(must(units::add_unit(context, fmt::format("{}.KV{}", top, region), top,
                                                 fmt::format("Phòng Thi hành án dân sự khu vực {}", region), units::Kind::branch, valid_from)), 2);
    }
}

}  // namespace

std::vector<std::pair<units::UnitId, int>> add_places(Context& context, Day valid_from) {
    const auto tree = units::as_of(context, context.today());
    std::vector<std::pair<units::UnitId, int>> places;
    std::vector<units::UnitId> with_hamlets;
    for (const auto& settlement : kSettlements) {
        const auto* unit = find_settlement(*tree, settlement);
        ensure(unit, "a unit of the demo is missing from the data file");
        with_hamlets.push_back(unit->id);
        set_populations(context, unit->id, settlement.people);
        for (int number = 1; number <= settlement.hamlets; ++number) {
            const auto hamlet = must(units::add_unit(context, fmt::format("{}.{:02}", unit->code, number), unit->code,
                                                     fmt::format("{} {}", settlement.hamlet_word, number), units::Kind::hamlet, valid_from));
            set_populations(context, hamlet, settlement.people / settlement.hamlets);
            places.emplace_back(hamlet, settlement.weight);
        }
    }
    for (const auto* province : tree->roots()) {
        std::int64_t people = 0;
        for (const auto* commune : tree->children(province->id)) {
            // Sizes that look alive, the same at every run: 9,000 to 30,000.
            const std::int64_t size = 9000 + (std::stoll(commune->code) * 7919) % 21000;
            people += size;
            if (std::find(with_hamlets.begin(), with_hamlets.end(), commune->id) != with_hamlets.end()) continue;
            set_populations(context, commune->id, size);
            if (province->code == "19") places.emplace_back(commune->id, 1);
        }
        set_populations(context, province->id, people);
    }
    add_sector_tree(context, valid_from, places);
    return places;
}

}  // namespace app::demo
