// Google Benchmark of marking, one call each.
#include <benchmark/benchmark.h>

#include "public.h"

using namespace marking;

namespace {

void mark_repeatedly(benchmark::State& state, const Key& key, const Response& response) {
    for (auto _ : state) {
        auto refusal = refuse_response(key, response);
        auto earned = mark(key, response);
        benchmark::DoNotOptimize(refusal);
        benchmark::DoNotOptimize(earned);
    }
    state.SetItemsProcessed(state.iterations());
}

const Key kChoice = MultipleChoice{{{"a", true}, {"b"}, {"c", true}, {"d"}}};
const Key kOrder = Order{{"a", "b", "c", "d", "e", "f"}};
const Key kBlanks = FillIn{{{{"trí tuệ nhân tạo", "AI"}, Diacritics::lenient}, {{"hoà bình"}, Diacritics::strict}}};
const Key kNumber = Numeric{1234.5, 0.5, "km"};

BENCHMARK_CAPTURE(mark_repeatedly, multiple_choice, kChoice, Response{"a", "b"});
BENCHMARK_CAPTURE(mark_repeatedly, order, kOrder, Response{"b", "a", "c", "f", "e", "d"});
BENCHMARK_CAPTURE(mark_repeatedly, fill_in, kBlanks, Response{"Trí tuệ nhân tạo.", "hòa bình"});
BENCHMARK_CAPTURE(mark_repeatedly, numeric, kNumber, Response{"1.234,5 km"});

}  // namespace
