// A province of one million people: what an update and a look cost, and how much memory a person takes. The red-black
// tree with counts of libstdc++ stands beside it, since it would be the shortest code.
#include "ranking/rules.h"
#include "ranking/services.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>

#include "ranking/services_test.h"

using namespace rewards::ranking;
using rewards_test::PlainTree;

namespace {

constexpr std::int64_t kPeople = 1'000'000;

struct Ahead {
    bool operator()(const Standing& one, const Standing& other) const { return is_ahead(one, other); }
};
using CountedTree = __gnu_pbds::tree<Standing, __gnu_pbds::null_type, Ahead, __gnu_pbds::rb_tree_tag,
                                     __gnu_pbds::tree_order_statistics_node_update>;

std::uint32_t next_random() {
    static std::uint64_t state = 1;
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state >> 33);
}

std::vector<Standing> million() {
    std::vector<Standing> standings;
    for (std::int64_t id = 1; id <= kPeople; ++id) standings.push_back({id, next_random() % 20000 + 1, next_random() % 40'000'000});
    return standings;
}

std::size_t allocated_bytes() {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

template <class Board>
struct Filled {
    Filled() {
        const auto before = allocated_bytes();
        for (const auto& each : standings) board.insert(each);
        bytes_each = static_cast<double>(allocated_bytes() - before) / static_cast<double>(kPeople);
    }
    std::vector<Standing> standings = million();
    Board board;
    double bytes_each = 0;
};

template <class Board>
void raise_one(benchmark::State& state) {
    static Filled<Board> filled;
    for (auto _ : state) {
        auto& mine = filled.standings[next_random() % kPeople];
        filled.board.erase(mine);
        mine.points += 12;
        mine.reached_s += 1;
        filled.board.insert(mine);
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["bytes_each"] = filled.bytes_each;
}
BENCHMARK_TEMPLATE(raise_one, Leaderboard);
BENCHMARK_TEMPLATE(raise_one, CountedTree);

void look(benchmark::State& state) {
    static Filled<Leaderboard> filled;
    for (auto _ : state) {
        const auto ahead = filled.board.count_ahead(filled.standings[next_random() % kPeople]);
        const auto excerpt = excerpt_of(filled.board.size(), ahead + 1);
        benchmark::DoNotOptimize(filled.board.slice(0, excerpt.top_count));
        benchmark::DoNotOptimize(filled.board.slice(excerpt.near_first - 1, excerpt.near_count));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(look);

void look_in_counted_tree(benchmark::State& state) {
    static Filled<CountedTree> filled;
    for (auto _ : state) {
        const auto ahead = filled.board.order_of_key(filled.standings[next_random() % kPeople]);
        const auto excerpt = excerpt_of(filled.board.size(), ahead + 1);
        std::vector<Standing> shown;
        for (auto [at, left] = std::pair(filled.board.begin(), excerpt.top_count); left > 0; --left, ++at) shown.push_back(*at);
        for (auto [at, left] = std::pair(filled.board.find_by_order(excerpt.near_first - 1), excerpt.near_count); left > 0; --left, ++at) {
            shown.push_back(*at);
        }
        benchmark::DoNotOptimize(shown);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(look_in_counted_tree);

// Everything the server keeps for a million people in 2,400 hamlets of 120 communes: three boards each, and their place.
struct Province {
    Province() {
        const auto before = allocated_bytes();
        standings.follow(tree);
        const auto& hamlets = tree->hamlets();
        for (std::int64_t id = 1; id <= kPeople; ++id) standings.place(AccountId{id}, hamlets[next_random() % hamlets.size()]);
        for (std::int64_t id = 1; id <= kPeople; ++id) {
            points.push_back(next_random() % 20000 + 1);
            standings.raise_points(AccountId{id}, points.back(), Instant{kReachedSinceMs + next_random() % 10'000'000 * kSecondMs});
        }
        bytes_each = static_cast<double>(allocated_bytes() - before) / static_cast<double>(kPeople) - 8;
    }
    std::shared_ptr<const PlainTree> tree = std::make_shared<PlainTree>(120, 20);
    Standings standings;
    std::vector<std::int64_t> points;
    double bytes_each = 0;
};
Province& province() {
    static Province province;
    return province;
}

void fill_service(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Province().bytes_each);
}
BENCHMARK(fill_service)->Unit(benchmark::kMillisecond)->Iterations(1);

void raise_in_service(benchmark::State& state) {
    auto& [tree, standings, points, bytes_each] = province();
    for (auto _ : state) {
        const auto at = next_random() % kPeople;
        standings.raise_points(AccountId{static_cast<std::int64_t>(at) + 1}, points[at] += 12, Instant{kReachedSinceMs});
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["bytes_each"] = bytes_each;
}
BENCHMARK(raise_in_service);

void look_in_service(benchmark::State& state) {
    auto& service = province().standings;
    for (auto _ : state) benchmark::DoNotOptimize(service.view(units::UnitId{1}, AccountId{next_random() % kPeople + 1}));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(look_in_service);

}  // namespace
