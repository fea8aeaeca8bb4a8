// Searching and building the trees of the whole country: 3,355 communes and provinces, 60,000 hamlets.
#include "tree/rules.h"

#include <benchmark/benchmark.h>

namespace {

using units::Kind;
using units::Unit;

std::vector<Unit> country() {
    const char* words[] = {"Kim", "Phượng", "Cao", "Minh", "Phúc", "Thuận", "Tân", "Bình", "Thái", "Hòa", "Đồng", "An", "Quang", "Long", "Hải"};
    std::vector<Unit> all;
    std::int64_t id = 0;
    std::uint32_t state = 7;
    const auto word = [&] { return std::string(words[(state = state * 1664525 + 1013904223) >> 24 & 0xFF ? (state >> 20) % 15 : 0]); };
    for (int province = 0; province < 34; ++province) {
        const units::UnitId top{++id};
        all.push_back({top, std::to_string(id), "Tỉnh " + word() + " " + word(), Kind::province, {}});
        for (int commune = 0; commune < 98; ++commune) {
            const units::UnitId middle{++id};
            all.push_back({middle, std::to_string(id), (commune % 3 ? "Xã " : "Phường ") + word() + " " + word(), Kind::commune, top});
            for (int hamlet = 0; hamlet < 18; ++hamlet) {
                ++id;
                all.push_back({{id}, std::to_string(id), "Xóm " + word() + " " + std::to_string(hamlet), Kind::hamlet, middle});
            }
        }
    }
    return all;
}

void build(benchmark::State& state) {
    const auto all = country();
    for (auto _ : state) benchmark::DoNotOptimize(units::Forest(all));
    state.counters["units_count"] = static_cast<double>(all.size());
}
BENCHMARK(build)->Unit(benchmark::kMillisecond);

void search(benchmark::State& state, const char* words) {
    const units::Forest forest(country());
    for (auto _ : state) benchmark::DoNotOptimize(forest.search(words, 10, units::SearchIn::joinable));
}
BENCHMARK_CAPTURE(search, one_letter, "x")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, name, "kim phuong")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, path, "xóm 3 xã Kim Phượng thai hoa")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, worst, "x x x x x x x x x x x x x x x x")->Unit(benchmark::kMicrosecond);

}  // namespace
